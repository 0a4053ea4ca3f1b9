/**
 * Whether, until when, and from when a person may be called by time of day. If their location is uncertain, the call
 * must be permitted in every place and zone where they may be.
 */
import type { DateTime } from 'luxon';
import { localDay, type LocalDay } from './localTime.ts';
import type { Moment } from '../vocabulary/time.ts';
import { rowsFor, type DayHours, type HoursRow, type Jurisdiction } from './lawTable.ts';
import { isHoliday } from './holidays.ts';

/** Where a person may be. */
export interface Location extends Jurisdiction {
  /** Empty: unknown, so never permitted. */
  readonly zones: readonly string[];
}

interface Span {
  readonly from: Moment;
  readonly until: Moment;
}

/** Tomorrow is usually enough; otherwise search a week with a holiday in it. */
const DAYS_AHEAD = [1, 9];

/** Until when a call permitted at `now` stays permitted; null when it isn't permitted. */
export function permittedUntil(where: Location, now: Moment): Moment | null {
  return where.zones.length > 0 ? openUntil(where.zones, rowsFor(where, now), now) : null;
}

/** The first moment from `now` when a call is permitted; null when there is none within nine days. */
export function nextPermitted(where: Location, now: Moment): Moment | null {
  if (permittedUntil(where, now) !== null) return now;
  const rows = rowsFor(where, now);
  for (const days of DAYS_AHEAD) {
    const [first = [], ...others] = where.zones.map((zone) => spansAhead(zone, rows, now, days));
    const common = others.reduce((one, other) => overlaps(one, other), first);
    const next = common.find(({ until }) => until > now);
    if (next) return Math.max(next.from, now);
  }
  return null;
}

/** The statute that ends or forbids calls at `now`. */
export function citationAt(where: Location, now: Moment): string {
  const ends = rowsFor(where, now).map((row) => ({
    citation: row.citation,
    until: openUntil(where.zones, [row], now) ?? -Infinity,
  }));
  return ends.reduce((first, next) => (next.until < first.until ? next : first)).citation;
}

/** Limits of calls that a row may have. */
type Cap = 'maxPerDay' | 'unaskedPer30Days';

/** The most calls in 24 hours permitted in all of these places; null without a limit. */
export function mostCallsPerDay(where: Jurisdiction, now: Moment): number | null {
  return lowest('maxPerDay', where, now);
}

/** The most calls in 30 days without the customer's permission, permitted in all of these places; null without a limit. */
export function mostUnasked(where: Jurisdiction, now: Moment): number | null {
  return lowest('unaskedPer30Days', where, now);
}

function lowest(cap: Cap, where: Jurisdiction, now: Moment): number | null {
  const caps = rowsFor(where, now).flatMap((row) => row[cap] ?? []);
  return caps.length > 0 ? Math.min(...caps) : null;
}

/** The statute with the lowest of these limits. */
export function citationOfCap(cap: Cap, where: Jurisdiction, now: Moment): string | undefined {
  const most = lowest(cap, where, now);
  return rowsFor(where, now).find((row) => row[cap] === most)?.citation;
}

function spansAhead(zone: string, rows: readonly HoursRow[], now: Moment, days: number): readonly Span[] {
  let day = localDay(now, zone);
  const spans: Span[] = [];
  for (let index = 0; day && index <= days; index += 1) {
    const span = spanOfRows(day, rows);
    if (span) spans.push(span);
    day = localDay(day.until, zone);
  }
  return spans;
}

/** When the first of these zones closes; null when one of them isn't open. */
function openUntil(zones: readonly string[], rows: readonly HoursRow[], now: Moment): Moment | null {
  let first = Infinity;
  for (const zone of zones) {
    const day = localDay(now, zone);
    const span = day && spanOfRows(day, rows);
    if (!span || now < span.from || now >= span.until) return null;
    first = Math.min(first, span.until);
  }
  return first;
}

/** What all rows permit on this day in this zone. */
function spanOfRows(day: LocalDay, rows: readonly HoursRow[]): Span | null {
  const [first, ...others] = rows;
  return first ? others.reduce((span, row) => overlap(span, spanOf(day, row)), spanOf(day, first)) : null;
}

/** Calendar arithmetic is nearly the whole cost of a decision, so it's done once per row and day. */
const spansOfDays = new WeakMap<LocalDay, WeakMap<HoursRow, Span | null>>();

function spanOf(day: LocalDay, row: HoursRow): Span | null {
  const spans = spansOfDays.get(day) ?? new WeakMap<HoursRow, Span | null>();
  const known = spans.get(row);
  if (known !== undefined) return known;
  const hours = hoursOn(day.begin, row);
  const span = hours && { from: atMinute(day.begin, hours.from), until: atMinute(day.begin, hours.until) };
  spansOfDays.set(day, spans.set(row, span));
  return span;
}

function hoursOn(day: DateTime, { holidays, week }: HoursRow): DayHours {
  if (holidays.some((country) => isHoliday(country, day.toISODate() ?? ''))) return null;
  return week[day.weekday - 1] ?? null;
}

/** Wall-clock time: 9:00 stays 9:00 on the days when clocks change. */
function atMinute(day: DateTime, minutes: number): Moment {
  return day.set({ hour: Math.floor(minutes / 60), minute: minutes % 60, second: 0, millisecond: 0 }).toMillis();
}

function overlap(one: Span | null, other: Span | null): Span | null {
  if (!one || !other) return null;
  const common = { from: Math.max(one.from, other.from), until: Math.min(one.until, other.until) };
  return common.from < common.until ? common : null;
}

function overlaps(some: readonly Span[], others: readonly Span[]): readonly Span[] {
  return some.flatMap((one) => others.map((other) => overlap(one, other)).filter((span) => span !== null));
}
