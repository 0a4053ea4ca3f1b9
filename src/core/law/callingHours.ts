/**
 * The law of calls by place, one row each: a country, or what a region adds to its country's law. Compiled on
 * `HOURS_READ_ON` from public tables and the statutes they cite. Where sources disagree, the stricter value is used and
 * the row says so. The table is valid for a year; after that, only what every row permits counts until it is reviewed.
 */
import { DAY, type Moment } from '../vocabulary/time.ts';
import type { HolidayCountry } from './holidays.ts';

export const HOURS_READ_ON = '2026-11-29';
/** The table must be reviewed before use from this date. */
export const TOO_OLD_FROM: Moment = Date.parse(HOURS_READ_ON) + 365 * DAY;

/** Minutes of a day, `until` exclusive; null for days without calls. */
export type DayHours = { readonly from: number; readonly until: number } | null;

interface PlaceLaw {
  /** ISO 3166: a country, or a region such as `US-FL`. */
  readonly place: string;
  /**
   * As `8-20` or `9-21:30`, in hours of the day: weekdays, Saturday, Sunday; null without calls. Saturday and Sunday
   * default to the weekday hours. Absent: those of the country alone.
   */
  readonly hours?: readonly [weekdays: string, saturday?: string | null, sunday?: string | null];
  /** No calls on the legal holidays of this country. */
  readonly holidays?: HolidayCountry;
  /** Maximum calls to a person in 24 hours, by anyone. */
  readonly maxPerDay?: number;
  /** The statute, shown to users. */
  readonly citation: string;
  /** Disagreements between sources, or other grounds. */
  readonly note?: string;
}

const LAW: readonly PlaceLaw[] = [
  { place: 'US', hours: ['8-21'], citation: '47 CFR 64.1200(c)(1); 16 CFR 310.4(c)' },
  {
    place: 'CA',
    hours: ['9-21:30', '10-18', '10-18'],
    citation: 'CRTC Unsolicited Telecommunications Rules, Part III, section 23',
  },
  { place: 'KR', hours: ['8-21'], citation: '정보통신망법 제50조 제3항' },
  { place: 'US-AL', hours: ['8-20', '8-20', null], holidays: 'US', citation: 'Ala. Code § 8-19A-14' },
  {
    place: 'US-CT',
    hours: ['9-20'],
    citation: 'Conn. Gen. Stat. § 42-288a',
    note: '9-21 in one table, 9-20 in the other.',
  },
  { place: 'US-FL', hours: ['8-20'], maxPerDay: 3, citation: 'Fla. Stat. § 501.616(6)' },
  { place: 'US-IL', hours: ['9-21'], citation: '815 ILCS 413/15', note: '8-21 in one table, 9-21 in the other.' },
  { place: 'US-IN', hours: ['9-20'], citation: 'Ind. Code § 24-4.7-4' },
  { place: 'US-KY', hours: ['10-21'], citation: 'Ky. Rev. Stat. § 367.46955' },
  { place: 'US-LA', hours: ['8-20', '8-20', null], holidays: 'US', citation: 'La. Rev. Stat. § 45:844.14' },
  { place: 'US-MA', hours: ['8-20'], citation: 'Mass. Gen. Laws ch. 159C § 3; 201 CMR 12.02' },
  { place: 'US-MD', hours: ['8-20'], maxPerDay: 3, citation: 'Md. Code, Com. Law § 14-4503' },
  {
    place: 'US-ME',
    hours: ['9-17', null, null],
    citation: 'Me. Rev. Stat. tit. 10 § 1498',
    note: 'One table has it for every call, another for automatic dialing devices alone.',
  },
  { place: 'US-MN', hours: ['9-21'], citation: 'Minn. Stat. § 325E.30' },
  { place: 'US-MS', hours: ['8-20', '8-20', null], holidays: 'US', citation: 'Miss. Code § 77-3-723' },
  { place: 'US-NM', hours: ['9-21'], citation: 'N.M. Stat. § 57-12-22' },
  { place: 'US-NV', hours: ['9-20'], citation: 'Nev. Rev. Stat. § 599B.190' },
  { place: 'US-OK', hours: ['8-20'], maxPerDay: 3, citation: 'Okla. Stat. tit. 15 § 775C.4' },
  {
    place: 'US-PA',
    hours: ['8-21', '13:30-21', '13:30-21'],
    holidays: 'US',
    citation: '73 Pa. Stat. § 2245.1',
    note: 'The short day is Saturday in one table and Sunday in the other.',
  },
  { place: 'US-RI', hours: ['9-18', '10-17', null], holidays: 'US', citation: 'R.I. Gen. Laws § 5-61-3.6' },
  { place: 'US-SD', hours: ['9-21', '9-21', null], citation: 'S.D. Codified Laws § 37-30A-3' },
  { place: 'US-TX', hours: ['9-21', '9-21', '12-21'], citation: 'Tex. Bus. & Com. Code § 301.051' },
  { place: 'US-UT', hours: ['9-20'], holidays: 'US', citation: 'Utah Code § 13-26-11' },
  { place: 'US-WA', hours: ['8-20'], citation: 'Wash. Rev. Code § 80.36.390' },
  { place: 'US-WY', hours: ['8-20'], citation: 'Wyo. Stat. § 40-12-302' },
];

/** A row of the table, or what several of them have in common. */
export interface HoursRow {
  readonly place: string;
  /** Monday to Sunday. */
  readonly week: readonly DayHours[];
  readonly holidays: readonly HolidayCountry[];
  readonly maxPerDay?: number;
  readonly citation: string;
}

export const ROWS: readonly HoursRow[] = LAW.map(rowOfLaw);
const BY_PLACE = new Map(ROWS.map((row) => [row.place, row]));
export const COUNTRIES: readonly string[] = LAW.map(({ place }) => place).filter((place) => !place.includes('-'));

/** What every country in the table permits: used for other countries. */
export const STRICTEST_COUNTRY = strictestRow(
  ROWS.filter(({ place }) => COUNTRIES.includes(place)),
  'No hours are on file for this country: the strictest known apply',
);
/** What every row permits: used when nothing is known or the table is too old. */
export const STRICTEST = strictestRow(ROWS, 'No hours are on file for this place: the strictest known apply');
const TOO_OLD: HoursRow = {
  ...STRICTEST,
  citation: `The table of calling hours is of ${HOURS_READ_ON}, more than a year ago: the strictest of it apply`,
};

export function isTooOld(now: Moment): boolean {
  return now > TOO_OLD_FROM;
}

/** The rows that apply to someone who may be in any of these places. Never empty. */
export function rowsFor(places: readonly string[], now: Moment): readonly HoursRow[] {
  if (isTooOld(now)) return [TOO_OLD];
  if (places.length === 0) return [STRICTEST];
  return [...new Set(places.flatMap(rowsOf))];
}

/** Those of its region first, since they say more. */
function rowsOf(place: string): readonly HoursRow[] {
  const [country = '', region] = place.split('-');
  if (region === '?') return [country === 'US' ? STRICTEST : strictestIn(country)];
  const rows = [BY_PLACE.get(place), region === undefined ? undefined : BY_PLACE.get(country)];
  const known = rows.filter((row) => row !== undefined);
  return known.length > 0 ? known : [STRICTEST_COUNTRY];
}

/** What every row of a country permits: used when the region is unknown. */
function strictestIn(country: string): HoursRow {
  const rows = ROWS.filter(({ place }) => place === country || place.startsWith(`${country}-`));
  return rows.length > 0 ? strictestRow(rows, rows[0]?.citation ?? '') : STRICTEST_COUNTRY;
}

function rowOfLaw({ place, hours, holidays, maxPerDay, citation }: PlaceLaw): HoursRow {
  return {
    place,
    week: weekOf(hours ?? ['0-24']),
    holidays: holidays === undefined ? [] : [holidays],
    ...(maxPerDay !== undefined && { maxPerDay }),
    citation,
  };
}

function weekOf([weekdays, saturday = weekdays, sunday = weekdays]: NonNullable<PlaceLaw['hours']>) {
  return [weekdays, weekdays, weekdays, weekdays, weekdays, saturday, sunday].map(dayHours);
}

function dayHours(text: string | null): DayHours {
  if (text === null) return null;
  const [from = 0, until = 0] = text.split('-').map((time) => {
    const [hours = 0, minutes = 0] = time.split(':').map(Number);
    return hours * 60 + minutes;
  });
  return { from, until };
}

function strictestRow(rows: readonly HoursRow[], citation: string): HoursRow {
  const caps = rows.map(({ maxPerDay }) => maxPerDay).filter((cap) => cap !== undefined);
  return {
    place: '?',
    week: [0, 1, 2, 3, 4, 5, 6].map((day) => commonHours(rows.map((row) => row.week[day] ?? null))),
    holidays: [...new Set(rows.flatMap(({ holidays }) => holidays))],
    ...(caps.length > 0 && { maxPerDay: Math.min(...caps) }),
    citation,
  };
}

/** What all of them permit on a day. */
export function commonHours(days: readonly DayHours[]): DayHours {
  const open = days.filter((day) => day !== null);
  if (open.length < days.length || open.length === 0) return null;
  const common = {
    from: Math.max(...open.map(({ from }) => from)),
    until: Math.min(...open.map(({ until }) => until)),
  };
  return common.from < common.until ? common : null;
}
