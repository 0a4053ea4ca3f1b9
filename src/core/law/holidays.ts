/** Legal holidays by country, on their date and on the weekday when they are observed. */
import { DAY } from '../vocabulary/time.ts';

const MONDAY = 1;
const THURSDAY = 4;
const SATURDAY = 6;
const SUNDAY = 0;

/** A date of each year; on a weekend, it is also observed on the nearest weekday. */
interface Fixed {
  readonly month: number;
  readonly day: number;
}
/** The last such weekday until that date: the third Monday of a month is the Monday until the 21st. */
interface Moving extends Fixed {
  readonly weekday: number;
}

interface Holidays {
  readonly source: string;
  readonly days: readonly (Fixed | Moving)[];
}

/** A country that a row of callingHours.ts names, and that is missing here, doesn't compile. */
export const HOLIDAYS = {
  US: {
    source: '5 U.S.C. 6103',
    days: [
      { month: 1, day: 1 },
      { month: 1, day: 21, weekday: MONDAY },
      { month: 2, day: 21, weekday: MONDAY },
      { month: 5, day: 31, weekday: MONDAY },
      { month: 6, day: 19 },
      { month: 7, day: 4 },
      { month: 9, day: 7, weekday: MONDAY },
      { month: 10, day: 14, weekday: MONDAY },
      { month: 11, day: 11 },
      { month: 11, day: 28, weekday: THURSDAY },
      { month: 12, day: 25 },
    ],
  },
} as const satisfies Readonly<Record<string, Holidays>>;
export type HolidayCountry = keyof typeof HOLIDAYS;

const known = new Map<string, ReadonlySet<string>>();

/** `date`: as 2026-07-04. */
export function isHoliday(country: HolidayCountry, date: string): boolean {
  return datesOf(country, Number(date.slice(0, 4))).has(date);
}

function datesOf(country: HolidayCountry, year: number): ReadonlySet<string> {
  const key = `${country} ${year}`;
  const before = known.get(key);
  if (before) return before;
  // New Year's Day on a Saturday is observed in the year before.
  const moments = [year, year + 1].flatMap((one) => HOLIDAYS[country].days.flatMap((day) => momentsOf(day, one)));
  const dates = new Set(moments.map((moment) => new Date(moment).toISOString().slice(0, 10)));
  known.set(key, dates);
  return dates;
}

function momentsOf(holiday: Fixed | Moving, year: number): readonly number[] {
  const date = Date.UTC(year, holiday.month - 1, holiday.day);
  const weekday = new Date(date).getUTCDay();
  if ('weekday' in holiday) return [date - ((weekday - holiday.weekday + 7) % 7) * DAY];
  return [date, weekday === SATURDAY ? date - DAY : weekday === SUNDAY ? date + DAY : date];
}
