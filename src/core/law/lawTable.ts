/**
 * The law of calls by place as it applies: the rows that ship, with those of the business in their place. A row that
 * hasn't been verified for a year isn't trusted. For such a row, or a place without one, the strictest known hours
 * apply (L11, L13). Pure, and computed once for each set of changes.
 */
import { DAY, type Moment } from '../vocabulary/time.ts';
import { HOURS_READ_ON, SHIPPED_LAW, type HoursText, type PlaceLaw } from './callingHours.ts';
import { moreHolidays, type HolidayPlace } from './holidays.ts';

/** A row must be verified again before this has passed. */
export const VERIFIED_FOR_MS = 365 * DAY;

/** Administrators are told this long before. */
const VERIFY_WITHIN_MS = 30 * DAY;

/** Minutes of a day, `until` exclusive; null for days without calls. */
export type DayHours = { readonly from: number; readonly until: number } | null;

/** A row of the table, or what several of them have in common. */
export interface HoursRow {
  readonly place: string;
  /** Monday to Sunday. */
  readonly week: readonly DayHours[];
  readonly holidays: readonly HolidayPlace[];
  readonly maxPerDay?: number;
  readonly unaskedPer30Days?: number;
  readonly citation: string;
}

/** How old a row's verification is at a moment. */
export interface RowAge {
  /** Verified too long ago from then on. */
  readonly staleFrom: Moment;
  /** From then on administrators are told. */
  readonly dueFrom: Moment;
  /** Absent while it is fresh. */
  readonly is?: 'due' | 'stale';
}

/** Of a row that was verified on this day, such as `2026-11-29`; absent: when the table was compiled. */
export function rowAge(verifiedOn: string | undefined, now: Moment): RowAge {
  return ageFrom(staleAfter(verifiedOn), now);
}

function ageFrom(staleFrom: Moment, now: Moment): RowAge {
  const dueFrom = staleFrom - VERIFY_WITHIN_MS;
  const is = now > staleFrom ? 'stale' : now > dueFrom ? 'due' : undefined;
  return { staleFrom, dueFrom, ...(is && { is }) };
}

function staleAfter(verifiedOn = HOURS_READ_ON): Moment {
  return Date.parse(verifiedOn) + VERIFIED_FOR_MS;
}

interface KnownRow {
  readonly row: HoursRow;
  /** Verified too long ago from then on. */
  readonly staleFrom: Moment;
  /** In place of the row then. */
  readonly stale: HoursRow;
}

export interface LawTable {
  readonly rows: readonly HoursRow[];
  /** What every country in the table permits: used for other countries. */
  readonly strictestCountry: HoursRow;
  /** What every row permits: used when nothing is known. */
  readonly strictest: HoursRow;
  readonly byPlace: ReadonlyMap<string, KnownRow>;
}

/** Where a person may be, and by which table that is judged; absent: as it ships. */
export interface Jurisdiction {
  /** ISO 3166: countries, or states such as `US-FL`; `US-?` when the state is unknown. */
  readonly places: readonly string[];
  readonly law?: LawTable;
}

/** The table with these rows in place of those that ship for the same places; never permitting more than they do (L154). */
export function lawTable(changed: readonly PlaceLaw[]): LawTable {
  const own = new Set(changed.map(({ place }) => place));
  const law = [
    ...SHIPPED_LAW.filter(({ place }) => !own.has(place)),
    ...changed.map((row) => stricterOf(row, rowAt(SHIPPED_LAW, row.place))),
  ];
  const rows = law.map(rowOfLaw);
  const strictest = strictestRow(rows, 'No hours are on file for this place: the strictest known apply');
  const byPlace = new Map(
    law.map(({ place, verifiedOn = HOURS_READ_ON }, index) => {
      const row = rows[index] ?? strictest;
      const citation = `${place}: last verified on ${verifiedOn}, more than a year ago: the strictest known hours apply`;
      const stale = { ...strictest, citation };
      return [place, { row, stale, staleFrom: staleAfter(verifiedOn) }] as const;
    }),
  );
  const strictestCountry = strictestRow(
    rows.filter(({ place }) => !place.includes('-')),
    'No hours are on file for this country: the strictest known apply',
  );
  return { rows, strictest, strictestCountry, byPlace };
}

/** The most that a row of this place may permit: what ships for it, and what its country permits. Absent: no limit. */
export function limitOn(place: string, changed: readonly PlaceLaw[] = []): PlaceLaw | undefined {
  const country = place.split('-')[0] ?? '';
  const ofCountry = country === place ? [] : [rowAt(SHIPPED_LAW, country), rowAt(changed, country)];
  const [first, ...others] = [rowAt(SHIPPED_LAW, place), ...ofCountry].filter((row) => row !== undefined);
  return first && others.reduce((limit, row) => stricterOf(limit, row), first);
}

/** What is in force at a place: its row, as far as its limits permit that. Absent: no row. */
export function lawInForce(place: string, changed: readonly PlaceLaw[]): PlaceLaw | undefined {
  const row = rowAt(changed, place) ?? rowAt(SHIPPED_LAW, place);
  return row && stricterOf(row, limitOn(place, changed));
}

export const SHIPPED: LawTable = lawTable([]);

/** The ages of the rows, each once, the oldest first. */
export function rowAges({ byPlace }: LawTable, now: Moment): readonly RowAge[] {
  const moments = new Set([...byPlace.values()].map(({ staleFrom }) => staleFrom));
  return [...moments].sort((one, other) => one - other).map((staleFrom) => ageFrom(staleFrom, now));
}

/** The rows that apply to someone who may be in any of these places. Never empty. */
export function rowsFor({ places, law = SHIPPED }: Jurisdiction, now: Moment): readonly HoursRow[] {
  if (places.length === 0) return [law.strictest];
  return [...new Set(places.flatMap((place) => rowsOf(law, place, now)))];
}

/** Those of its region first, since they say more. */
function rowsOf(law: LawTable, place: string, now: Moment): readonly HoursRow[] {
  const [country = '', region] = place.split('-');
  if (region === '?') return [country === 'US' ? law.strictest : strictestIn(law, country, now)];
  const known = [law.byPlace.get(place), region === undefined ? undefined : law.byPlace.get(country)];
  const rows = known.flatMap((one) => (one ? [rowNow(one, now)] : []));
  return rows.length > 0 ? rows : [law.strictestCountry];
}

/** What every row of a country permits: used when the region is unknown. */
function strictestIn(law: LawTable, country: string, now: Moment): HoursRow {
  const found = [...law.byPlace].filter(([place]) => place === country || place.startsWith(`${country}-`));
  const rows = found.map(([, one]) => rowNow(one, now));
  return rows.length > 0 ? strictestRow(rows, rows[0]?.citation ?? '') : law.strictestCountry;
}

function rowNow({ row, stale, staleFrom }: KnownRow, now: Moment): HoursRow {
  return ageFrom(staleFrom, now).is === 'stale' ? stale : row;
}

function rowAt(rows: readonly PlaceLaw[], where: string): PlaceLaw | undefined {
  return rows.find(({ place }) => place === where);
}

/** The row with what the limit permits too; as it is if it permits no more, otherwise with the sources of both. */
function stricterOf(row: PlaceLaw, limit: PlaceLaw | undefined): PlaceLaw {
  if (!limit) return row;
  const [own, most] = [daysOf(row.hours), daysOf(limit.hours)];
  const hours = [within(own[0], most[0]), within(own[1], most[1]), within(own[2], most[2])] as const;
  const holidays = moreHolidays(row.holidays, limit.holidays);
  const cap = Math.min(row.maxPerDay ?? Infinity, limit.maxPerDay ?? Infinity);
  const unasked = Math.min(row.unaskedPer30Days ?? Infinity, limit.unaskedPer30Days ?? Infinity);
  const isOwnUnasked = unasked === (row.unaskedPer30Days ?? Infinity);
  const areOwn = hours.every((text, index) => text === own[index]);
  if (areOwn && holidays === row.holidays && cap === (row.maxPerDay ?? Infinity) && isOwnUnasked) return row;
  return {
    ...row,
    hours,
    ...(holidays && { holidays }),
    ...(cap < Infinity && { maxPerDay: cap }),
    ...(unasked < Infinity && { unaskedPer30Days: unasked }),
    citation: row.citation.includes(limit.citation) ? row.citation : `${row.citation}; ${limit.citation}`,
  };
}

/** Those of both, as the first writes them if it's within the other. */
function within(text: HoursText, limit: HoursText): HoursText {
  const own = dayHours(text);
  const common = commonHours([own, dayHours(limit)]);
  if (!common) return null;
  return own?.from === common.from && own.until === common.until
    ? text
    : `${timeOf(common.from)}-${timeOf(common.until)}`;
}

function timeOf(minute: number): string {
  const minutes = minute % 60;
  return `${Math.floor(minute / 60)}${minutes === 0 ? '' : `:${String(minutes).padStart(2, '0')}`}`;
}

/** Weekdays, Saturday, Sunday. */
export function daysOf(
  [weekdays, saturday = weekdays, sunday = weekdays]: NonNullable<PlaceLaw['hours']> = ['0-24'],
): readonly [HoursText, HoursText, HoursText] {
  return [weekdays, saturday, sunday];
}

function rowOfLaw({ place, hours, holidays, maxPerDay, unaskedPer30Days, citation }: PlaceLaw): HoursRow {
  return {
    place,
    week: weekOf(hours),
    holidays: holidays === undefined ? [] : [holidays],
    ...(maxPerDay !== undefined && { maxPerDay }),
    ...(unaskedPer30Days !== undefined && { unaskedPer30Days }),
    citation,
  };
}

function weekOf(hours: PlaceLaw['hours']) {
  const [weekdays, saturday, sunday] = daysOf(hours);
  return [weekdays, weekdays, weekdays, weekdays, weekdays, saturday, sunday].map(dayHours);
}

export function dayHours(text: HoursText): DayHours {
  if (text === null) return null;
  const [from = 0, until = 0] = text.split('-').map((time) => {
    const [hours = 0, minutes = 0] = time.split(':').map(Number);
    return hours * 60 + minutes;
  });
  return { from, until };
}

function strictestRow(rows: readonly HoursRow[], citation: string): HoursRow {
  const caps = rows.map(({ maxPerDay }) => maxPerDay).filter((cap) => cap !== undefined);
  const unasked = rows.flatMap(({ unaskedPer30Days }) => unaskedPer30Days ?? []);
  return {
    place: '?',
    week: [0, 1, 2, 3, 4, 5, 6].map((day) => commonHours(rows.map((row) => row.week[day] ?? null))),
    holidays: [...new Set(rows.flatMap(({ holidays }) => holidays))],
    ...(caps.length > 0 && { maxPerDay: Math.min(...caps) }),
    ...(unasked.length > 0 && { unaskedPer30Days: Math.min(...unasked) }),
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
