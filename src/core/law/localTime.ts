/**
 * The wall clock of a time zone, to the minute, and its days. The law asks about the same minute in the same few zones
 * several times for each lead, and finding the offset of a zone is its most expensive step, so each zone's last minute
 * and last days are kept.
 */
import { DateTime } from 'luxon';
import { DAY, MINUTE, minuteOf, type Moment } from '../vocabulary/time.ts';

/** More than the time zone database has. */
const MAX_ZONES = 1000;
const lastMinutes = new Map<string, DateTime>();

/** A calendar day in a zone. */
export interface LocalDay {
  readonly begin: DateTime;
  readonly from: Moment;
  /** When the next day begins. */
  readonly until: Moment;
}

/** More days of a zone than a search for permitted hours looks at. */
const MAX_DAYS = 12;
const lastDays = new Map<string, LocalDay[]>();

/** The day of `at` in this zone, the same object while it is kept; null in an unknown zone. */
export function localDay(at: Moment, zone: string): LocalDay | null {
  const days = lastDays.get(zone) ?? [];
  const known = days.find(({ from, until }) => at >= from && at < until);
  if (known) return known;
  const begin = DateTime.fromMillis(at, { zone }).startOf('day');
  if (!begin.isValid) return null;
  const day = { begin, from: begin.toMillis(), until: begin.plus({ days: 1 }).startOf('day').toMillis() };
  if (lastDays.size >= MAX_ZONES) lastDays.clear();
  lastDays.set(zone, [day, ...days].slice(0, MAX_DAYS));
  return day;
}

/**
 * The first moment of the day at which its clock shows this minute of the day (0 to 1440), or a later one where a clock
 * change skips it. It's the first of two where a change repeats it.
 */
export function firstMomentOf({ begin, from, until }: LocalDay, minute: number): Moment {
  if (until - from === DAY) return from + minute * MINUTE;
  if (minute >= DAY / MINUTE) return until;
  const isReached = (moment: DateTime) =>
    moment.toMillis() >= from && moment.toMillis() < until && moment.hour * 60 + moment.minute >= minute;
  let first = begin.set({ hour: Math.floor(minute / 60), minute: minute % 60 });
  // A skipped time is set to as much after the change.
  for (let before = first; isReached(before); before = before.minus({ minutes: 1 })) first = before;
  return Math.min(first.toMillis(), until);
}

/** The beginning of the minute of `at`. Offsets are whole minutes for every date that is asked about. */
export function localMinute(at: Moment, zone: string): DateTime {
  const minute = minuteOf(at);
  const known = lastMinutes.get(zone);
  if (known?.toMillis() === minute) return known;
  const local = DateTime.fromMillis(minute, { zone });
  if (lastMinutes.size >= MAX_ZONES) lastMinutes.clear();
  lastMinutes.set(zone, local);
  return local;
}
