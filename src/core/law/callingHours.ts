/**
 * Calling hours by place: each country's federal minimum and stricter state rules. Compiled on `HOURS_READ_ON` from
 * public tables and the statutes they cite. Where sources disagree, the stricter value is used and the row says so. The
 * table is valid for a year; after that, only what every row permits counts until it is reviewed.
 */
import { DAY, type Moment } from '../vocabulary/time.ts';

export const HOURS_READ_ON = '2026-11-29';
/** The table must be reviewed before use from this date. */
export const TOO_OLD_FROM: Moment = Date.parse(HOURS_READ_ON) + 365 * DAY;

/** Minutes of a day, `until` exclusive; null for days without calls. */
export type DayHours = { readonly from: number; readonly until: number } | null;

export interface HoursRow {
  /** ISO 3166: a country, or a state such as `US-FL`. */
  readonly place: string;
  /** Monday to Sunday. */
  readonly week: readonly DayHours[];
  /** No calls on the country's legal holidays. */
  readonly isClosedOnHolidays?: true;
  /** Maximum calls to a person in 24 hours, by anyone. */
  readonly maxPerDay?: number;
  /** The statute, shown to users. */
  readonly citation: string;
  /** Disagreements between sources, or other grounds. */
  readonly note?: string;
}

const FEDERAL = '47 CFR 64.1200(c)(1); 16 CFR 310.4(c)';

export const COUNTRIES: readonly HoursRow[] = [
  { place: 'US', week: week('8-21'), citation: FEDERAL },
  {
    place: 'CA',
    week: week('9-21:30', '10-18', '10-18'),
    citation: 'CRTC Unsolicited Telecommunications Rules, Part III, section 23',
  },
  { place: 'KR', week: week('8-21'), citation: '정보통신망법 제50조 제3항' },
];

/** States stricter than the federal minimum. */
export const STATES: readonly HoursRow[] = [
  { ...state('AL', '8-20', '8-20', null), isClosedOnHolidays: true, citation: 'Ala. Code § 8-19A-14' },
  { ...state('CT', '9-20'), citation: 'Conn. Gen. Stat. § 42-288a', note: '9-21 in one table, 9-20 in the other.' },
  { ...state('FL', '8-20'), maxPerDay: 3, citation: 'Fla. Stat. § 501.616(6)' },
  { ...state('IL', '9-21'), citation: '815 ILCS 413/15', note: '8-21 in one table, 9-21 in the other.' },
  { ...state('IN', '9-20'), citation: 'Ind. Code § 24-4.7-4' },
  { ...state('KY', '10-21'), citation: 'Ky. Rev. Stat. § 367.46955' },
  { ...state('LA', '8-20', '8-20', null), isClosedOnHolidays: true, citation: 'La. Rev. Stat. § 45:844.14' },
  { ...state('MA', '8-20'), citation: 'Mass. Gen. Laws ch. 159C § 3; 201 CMR 12.02' },
  { ...state('MD', '8-20'), maxPerDay: 3, citation: 'Md. Code, Com. Law § 14-4503' },
  {
    ...state('ME', '9-17', null, null),
    citation: 'Me. Rev. Stat. tit. 10 § 1498',
    note: 'One table has it for every call, another for automatic dialing devices alone.',
  },
  { ...state('MN', '9-21'), citation: 'Minn. Stat. § 325E.30' },
  { ...state('MS', '8-20', '8-20', null), isClosedOnHolidays: true, citation: 'Miss. Code § 77-3-723' },
  { ...state('NM', '9-21'), citation: 'N.M. Stat. § 57-12-22' },
  { ...state('NV', '9-20'), citation: 'Nev. Rev. Stat. § 599B.190' },
  { ...state('OK', '8-20'), maxPerDay: 3, citation: 'Okla. Stat. tit. 15 § 775C.4' },
  {
    ...state('PA', '8-21', '13:30-21', '13:30-21'),
    isClosedOnHolidays: true,
    citation: '73 Pa. Stat. § 2245.1',
    note: 'The short day is Saturday in one table and Sunday in the other.',
  },
  { ...state('RI', '9-18', '10-17', null), isClosedOnHolidays: true, citation: 'R.I. Gen. Laws § 5-61-3.6' },
  { ...state('SD', '9-21', '9-21', null), citation: 'S.D. Codified Laws § 37-30A-3' },
  { ...state('TX', '9-21', '9-21', '12-21'), citation: 'Tex. Bus. & Com. Code § 301.051' },
  { ...state('UT', '9-20'), isClosedOnHolidays: true, citation: 'Utah Code § 13-26-11' },
  { ...state('WA', '8-20'), citation: 'Wash. Rev. Code § 80.36.390' },
  { ...state('WY', '8-20'), citation: 'Wyo. Stat. § 40-12-302' },
];

const ALL = [...COUNTRIES, ...STATES];
const BY_PLACE = new Map(ALL.map((row) => [row.place, row]));

/** What every country in the table permits: used for other countries. */
export const STRICTEST_COUNTRY = strictestRow(
  COUNTRIES,
  'No hours are on file for this country: the strictest known apply',
);
/** What every row permits: used when nothing is known or the table is too old. */
export const STRICTEST = strictestRow(ALL, 'No hours are on file for this place: the strictest known apply');
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
  return [...new Set(places.map(rowOf))];
}

function rowOf(place: string): HoursRow {
  const row = BY_PLACE.get(place);
  if (row) return row;
  const [country = '', region] = place.split('-');
  if (region === '?') return STRICTEST;
  // A state without its own hours uses its country's.
  return (region === undefined ? undefined : BY_PLACE.get(country)) ?? STRICTEST_COUNTRY;
}

function state(code: string, weekdays: string, saturday?: string | null, sunday?: string | null) {
  return { place: `US-${code}`, week: week(weekdays, saturday, sunday) };
}

/** As `8-20` or `9-21:30`, in hours of the day; Saturday and Sunday default to the weekday hours. */
function week(
  weekdays: string,
  saturday: string | null = weekdays,
  sunday: string | null = weekdays,
): readonly DayHours[] {
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
    ...(rows.some(({ isClosedOnHolidays }) => isClosedOnHolidays) && { isClosedOnHolidays: true }),
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
