/**
 * Legal holidays by country, and by state where calls are prohibited on those of the state, on their date and on the weekday
 * when they are observed. A state's list has the country's holidays, too. Holidays that a governor proclaims aren't in it.
 * Compared on 2026-11-30 with the statutes named and with lists of the days on which calls are restricted (dnc.com, 2018 to
 * 2023; vicifast.com, 2026). A day that one source lists is a holiday here.
 */
import { DAY } from '../vocabulary/time.ts';

const SUNDAY = 0;
const MONDAY = 1;
const TUESDAY = 2;
const THURSDAY = 4;
const FRIDAY = 5;
const SATURDAY = 6;

/** A date of each year; on a weekend, it is also observed on the nearest weekday. */
interface Fixed {
  readonly month: number;
  readonly day: number;
}
/** The last such weekday until that date: the third Monday of a month is the Monday until the 21st. */
interface Moving extends Fixed {
  readonly weekday: number;
}
/** Days from Easter Sunday. */
interface Easter {
  readonly easter: number;
}

interface Holidays {
  readonly source: string;
  readonly days: readonly (Fixed | Moving | Easter)[];
  /** A holiday on a Saturday is observed on Monday, too. */
  readonly mondays?: boolean;
}

const NEW_YEARS_DAY: Fixed = { month: 1, day: 1 };
const MARDI_GRAS: Easter = { easter: -47 };
const GOOD_FRIDAY: Easter = { easter: -2 };
const EASTER_MONDAY: Easter = { easter: 1 };
/** Presidents’ Day, or Family Day. */
const THIRD_MONDAY_OF_FEBRUARY: Moving = { month: 2, day: 21, weekday: MONDAY };
const LABOR_DAY: Moving = { month: 9, day: 7, weekday: MONDAY };
/** Columbus Day, or Canada’s Thanksgiving. */
const SECOND_MONDAY_OF_OCTOBER: Moving = { month: 10, day: 14, weekday: MONDAY };
/** The Tuesday after the first Monday of November, also in years without a general election. */
const ELECTION_DAY: Moving = { month: 11, day: 8, weekday: TUESDAY };
/** Veterans Day, or Remembrance Day. */
const NOVEMBER_11: Fixed = { month: 11, day: 11 };
const CHRISTMAS: Fixed = { month: 12, day: 25 };
const DAY_AFTER_CHRISTMAS: Fixed = { month: 12, day: 26 };

const FEDERAL: Holidays['days'] = [
  NEW_YEARS_DAY,
  { month: 1, day: 21, weekday: MONDAY },
  THIRD_MONDAY_OF_FEBRUARY,
  { month: 5, day: 31, weekday: MONDAY },
  { month: 6, day: 19 },
  { month: 7, day: 4 },
  LABOR_DAY,
  SECOND_MONDAY_OF_OCTOBER,
  NOVEMBER_11,
  { month: 11, day: 28, weekday: THURSDAY },
  CHRISTMAS,
];

/** A place that a row of callingHours.ts names, and that is missing here, doesn't compile. */
const HOLIDAYS = {
  US: { source: '5 U.S.C. 6103', days: FEDERAL },
  'US-AL': {
    source: 'Ala. Code § 1-3-8',
    days: [
      ...FEDERAL,
      MARDI_GRAS,
      { month: 4, day: 28, weekday: MONDAY },
      { month: 6, day: 7, weekday: MONDAY },
      { month: 12, day: 1 },
    ],
  },
  'US-LA': {
    source: 'La. Rev. Stat. § 1:55',
    days: [
      ...FEDERAL,
      { month: 1, day: 8 },
      { month: 1, day: 19 },
      MARDI_GRAS,
      GOOD_FRIDAY,
      { month: 6, day: 3 },
      { month: 8, day: 30 },
      { month: 11, day: 1 },
      ELECTION_DAY,
      // The day after Thanksgiving.
      { month: 11, day: 29, weekday: FRIDAY },
      DAY_AFTER_CHRISTMAS,
    ],
  },
  'US-MS': { source: 'Miss. Code § 3-3-7', days: [...FEDERAL, { month: 4, day: 30, weekday: MONDAY }] },
  'US-PA': {
    source: '73 Pa. Stat. § 2245(a)(10); 44 Pa. Stat. § 11',
    days: [...FEDERAL, GOOD_FRIDAY, { month: 6, day: 14 }, ELECTION_DAY, { month: 12, day: 15 }],
  },
  'US-RI': {
    source: 'R.I. Gen. Laws § 25-1-1',
    days: [...FEDERAL, { month: 5, day: 4 }, { month: 8, day: 14, weekday: MONDAY }, ELECTION_DAY],
    mondays: true,
  },
  'US-UT': {
    source: 'Utah Code § 63G-1-301, as of 2026-05-06',
    // June 19 is observed on the Monday of its week.
    days: [...FEDERAL, GOOD_FRIDAY, { month: 6, day: 19, weekday: MONDAY }, { month: 7, day: 24 }],
    mondays: true,
  },
  'CA-BC': {
    source: 'Interpretation Act, R.S.B.C. 1996, c. 238, s. 29',
    days: [
      NEW_YEARS_DAY,
      THIRD_MONDAY_OF_FEBRUARY,
      GOOD_FRIDAY,
      EASTER_MONDAY,
      { month: 5, day: 24, weekday: MONDAY },
      { month: 7, day: 1 },
      { month: 8, day: 7, weekday: MONDAY },
      LABOR_DAY,
      { month: 9, day: 30 },
      SECOND_MONDAY_OF_OCTOBER,
      NOVEMBER_11,
      CHRISTMAS,
      DAY_AFTER_CHRISTMAS,
    ],
    mondays: true,
  },
} as const satisfies Readonly<Record<string, Holidays>>;
export type HolidayPlace = keyof typeof HOLIDAYS;

/** The list of this place, such as `US-RI`, or else of its country; null if neither has one. */
export function holidaysOf(place: string): HolidayPlace | null {
  const [country = ''] = place.split('-');
  return [place, country].find((one): one is HolidayPlace => one in HOLIDAYS) ?? null;
}

/**
 * Of a place's own list and its country's, the place's own, which includes all days of the other; absent if it has
 * neither.
 */
export function moreHolidays(one?: HolidayPlace, other?: HolidayPlace): HolidayPlace | undefined {
  if (one === undefined || other === undefined) return one ?? other;
  return isOfRegion(other) && !isOfRegion(one) ? other : one;
}

function isOfRegion(place: HolidayPlace): boolean {
  return place.includes('-');
}

const known = new Map<string, ReadonlySet<string>>();

/** `date`: as 2026-07-04. */
export function isHoliday(place: HolidayPlace, date: string): boolean {
  return datesOf(place, Number(date.slice(0, 4))).has(date);
}

function datesOf(place: HolidayPlace, year: number): ReadonlySet<string> {
  const key = `${place} ${year}`;
  const before = known.get(key);
  if (before) return before;
  const { days, mondays = false }: Holidays = HOLIDAYS[place];
  // New Year's Day on a Saturday is observed in the year before.
  const moments = [year, year + 1].flatMap((one) => days.flatMap((day) => momentsOf(day, one, mondays)));
  const dates = new Set(moments.map((moment) => new Date(moment).toISOString().slice(0, 10)));
  known.set(key, dates);
  return dates;
}

function momentsOf(holiday: Fixed | Moving | Easter, year: number, mondays: boolean): readonly number[] {
  if ('easter' in holiday) return [easterOf(year) + holiday.easter * DAY];
  const date = Date.UTC(year, holiday.month - 1, holiday.day);
  const weekday = new Date(date).getUTCDay();
  if ('weekday' in holiday) return [date - ((weekday - holiday.weekday + 7) % 7) * DAY];
  if (weekday === SATURDAY) return [date, date - DAY, ...(mondays ? [date + 2 * DAY] : [])];
  return weekday === SUNDAY ? [date, date + DAY] : [date];
}

/** Easter Sunday of the Gregorian calendar. Source: J. Meeus, Astronomical Algorithms (1991), chapter 8. */
function easterOf(year: number): number {
  const [golden, century] = [year % 19, Math.floor(year / 100)];
  const skipped = Math.floor((century + 8) / 25);
  const moon = century - Math.floor(century / 4) - Math.floor((century - skipped + 1) / 3);
  const epact = (19 * golden + moon + 15) % 30;
  const leap = 32 + 2 * (century % 4) + 2 * Math.floor((year % 100) / 4);
  const toSunday = (leap - epact - (year % 4)) % 7;
  const late = Math.floor((golden + 11 * epact + 22 * toSunday) / 451);
  const days = epact + toSunday - 7 * late + 114;
  return Date.UTC(year, Math.floor(days / 31) - 1, (days % 31) + 1);
}
