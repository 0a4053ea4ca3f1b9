/**
 * Whether it is a time at which a person may be called, until when, and from when on. In doubt of where they are the call
 * is permitted in every place and every zone they may be in.
 */
import { DateTime } from 'luxon';
import type { Moment } from '../time.ts';
import { commonHours, rowsFor, type DayHours, type HoursRow } from './callingHours.ts';
import { isUsHoliday } from './holidays.ts';

export interface Whereabouts {
  /** ISO 3166: countries, or states as `US-FL`; `US-?` when the state is unknown. */
  readonly places: readonly string[];
  /** None: nowhere, and never permitted. */
  readonly zones: readonly string[];
}

export interface Span {
  readonly from: Moment;
  readonly until: Moment;
}

/** A week with a holiday in it is looked through. */
const DAYS_AHEAD = 9;

/** The span of permitted time that `now` is in; null outside. */
export function permittedSpan({ places, zones }: Whereabouts, now: Moment): Span | null {
  const rows = rowsFor(places, now);
  const spans = zones.map((zone) => spanOfDay(DateTime.fromMillis(now, { zone }).startOf('day'), rows));
  const common = spans.reduce<Span | null>(overlap, { from: -Infinity, until: Infinity });
  return zones.length > 0 && common && common.from <= now && now < common.until ? common : null;
}

/** Whether a call is permitted at this moment: the same as being in a span, for those who need no more. */
export function isPermitted({ places, zones }: Whereabouts, now: Moment): boolean {
  const rows = rowsFor(places, now);
  return (
    zones.length > 0 &&
    zones.every((zone) => {
      const local = DateTime.fromMillis(now, { zone });
      const hours = hoursOn(local, rows);
      const minute = local.hour * 60 + local.minute;
      return hours !== null && hours.from <= minute && minute < hours.until;
    })
  );
}

/** The first moment from `now` on at which a call is permitted; null when none comes within nine days. */
export function nextPermitted(where: Whereabouts, now: Moment): Moment | null {
  if (isPermitted(where, now)) return now;
  const rows = rowsFor(where.places, now);
  const [first = [], ...others] = where.zones.map((zone) => spansAhead(zone, rows, now));
  const common = others.reduce((one, other) => overlaps(one, other), first);
  const next = common.find(({ until }) => until > now);
  return next ? Math.max(next.from, now) : null;
}

/** The statute that ends or forbids calls at `now`, of those that count there. */
export function citationAt({ places, zones }: Whereabouts, now: Moment): string {
  const rows = rowsFor(places, now);
  const isOpen = (row: HoursRow, zone: string) => {
    const span = spanOfDay(DateTime.fromMillis(now, { zone }).startOf('day'), [row]);
    return span !== null && span.from <= now && now < span.until ? span : null;
  };
  const closed = rows.find((row) => zones.some((zone) => !isOpen(row, zone)));
  if (closed) return closed.citation;
  const endOf = (row: HoursRow) => Math.min(...zones.map((zone) => isOpen(row, zone)?.until ?? Infinity));
  return [...rows].sort((a, b) => endOf(a) - endOf(b))[0]?.citation ?? '';
}

/** The most calls in 24 hours that all of these places permit; null without a limit. */
export function mostCallsPerDay(places: readonly string[], now: Moment): number | null {
  const caps = rowsFor(places, now).flatMap(({ maxPerDay }) => maxPerDay ?? []);
  return caps.length > 0 ? Math.min(...caps) : null;
}

/** The statute with the lowest of those limits. */
export function citationOfCap(places: readonly string[], now: Moment): string | undefined {
  const most = mostCallsPerDay(places, now);
  return rowsFor(places, now).find(({ maxPerDay }) => maxPerDay === most)?.citation;
}

function spansAhead(zone: string, rows: readonly HoursRow[], now: Moment): readonly Span[] {
  const today = DateTime.fromMillis(now, { zone }).startOf('day');
  return Array.from({ length: DAYS_AHEAD + 2 }, (_, index) =>
    spanOfDay(today.plus({ days: index - 1 }).startOf('day'), rows),
  ).filter((span) => span !== null);
}

/** What all rows permit on this day of this zone. */
function spanOfDay(day: DateTime, rows: readonly HoursRow[]): Span | null {
  const hours = hoursOn(day, rows);
  return hours && { from: atMinute(day, hours.from), until: atMinute(day, hours.until) };
}

function hoursOn(day: DateTime, rows: readonly HoursRow[]): DayHours {
  const closesOnHolidays = rows.some(({ isClosedOnHolidays }) => isClosedOnHolidays);
  if (closesOnHolidays && isUsHoliday(day.toISODate() ?? '')) return null;
  return commonHours(rows.map(({ week }) => week[day.weekday - 1] ?? null));
}

/** By the wall clock: on the days the clocks change, 9:00 is still 9:00. */
function atMinute(day: DateTime, minutes: number): Moment {
  return day.set({ hour: Math.floor(minutes / 60), minute: minutes % 60 }).toMillis();
}

function overlap(one: Span | null, other: Span | null): Span | null {
  if (!one || !other) return null;
  const common = { from: Math.max(one.from, other.from), until: Math.min(one.until, other.until) };
  return common.from < common.until ? common : null;
}

function overlaps(some: readonly Span[], others: readonly Span[]): readonly Span[] {
  return some.flatMap((one) => others.map((other) => overlap(one, other)).filter((span) => span !== null));
}
