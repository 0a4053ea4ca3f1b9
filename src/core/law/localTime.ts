/**
 * The wall clock of a time zone, to the minute. The law asks about the same minute in the same few zones several times
 * for each lead, and finding the offset of a zone is its most expensive step, so each zone's last minute is kept.
 */
import { DateTime } from 'luxon';
import { MINUTE, type Moment } from '../vocabulary/time.ts';

/** More than the time zone database has. */
const MAX_ZONES = 1000;
const lastMinutes = new Map<string, DateTime>();

/** The beginning of the minute of `at`. Offsets are whole minutes for every date that is asked about. */
export function localMinute(at: Moment, zone: string): DateTime {
  const minute = Math.floor(at / MINUTE) * MINUTE;
  const known = lastMinutes.get(zone);
  if (known?.toMillis() === minute) return known;
  const local = DateTime.fromMillis(minute, { zone });
  if (lastMinutes.size >= MAX_ZONES) lastMinutes.clear();
  lastMinutes.set(zone, local);
  return local;
}
