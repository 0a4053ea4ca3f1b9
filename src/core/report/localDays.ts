/** Calendar days of a time zone. A day with a clock change has 23 or 25 hours. */
import { DateTime } from 'luxon';
import { firstMomentOf, localDay, localMinute } from '../law/localTime.ts';
import type { Moment } from '../vocabulary/time.ts';

/** A date such as 2026-11-29. */
export type LocalDate = string;

/** When the day begins: midnight, or the first moment after it where a clock change skips midnight. */
export function dayStart(date: LocalDate, zone: string): Moment {
  return DateTime.fromISO(date, { zone }).startOf('day').toMillis();
}

export function dayEnd(date: LocalDate, zone: string): Moment {
  return dayStart(plusDays(date, 1), zone);
}

/**
 * When the clock of another day first shows the time that it shows `at`, or a later one where a clock change skips it. It's
 * the first of two where a change repeats it.
 */
export function sameTimeOn(date: LocalDate, at: Moment, zone: string): Moment {
  const local = localMinute(at, zone);
  const day = localDay(dayStart(date, zone), zone);
  return day ? firstMomentOf(day, local.hour * 60 + local.minute) + (at - local.toMillis()) : NaN;
}

export function dateOf(at: Moment, zone: string): LocalDate {
  return localMinute(at, zone).toISODate() ?? '';
}

/** 0 to 23. An hour that a clock change repeats is one hour. */
export function localHour(at: Moment, zone: string): number {
  return localMinute(at, zone).hour;
}

/** 0 to 47. */
export function localHalfHour(at: Moment, zone: string): number {
  const { hour, minute } = localMinute(at, zone);
  return hour * 2 + (minute < 30 ? 0 : 1);
}

/** 1 (Monday) to 7. */
export function weekdayOf(date: LocalDate): number {
  return inUtc(date).weekday;
}

export function plusDays(date: LocalDate, days: number): LocalDate {
  return inUtc(date).plus({ days }).toISODate() ?? '';
}

/** From the first to the last, both included. */
export function datesBetween(from: LocalDate, to: LocalDate): readonly LocalDate[] {
  const count = daysFrom(from, to);
  return Array.from({ length: Math.max(0, count) }, (_day, index) => plusDays(from, index));
}

/** How many days from the first to the last, both included. */
export function daysFrom(from: LocalDate, to: LocalDate): number {
  return Math.round(inUtc(to).diff(inUtc(from), 'days').days) + 1;
}

export function isDate(text: string): boolean {
  return /^\d{4}-\d\d-\d\d$/.test(text) && inUtc(text).isValid;
}

function inUtc(date: LocalDate): DateTime {
  return DateTime.fromISO(date, { zone: 'UTC' });
}
