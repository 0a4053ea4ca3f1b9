/** Opening hours of the business, in its own zone. Legal hours of the person are another matter: see law/mayContact.ts. */
import { DateTime } from 'luxon';
import type { OpeningHours } from '../campaign.ts';
import type { Moment } from '../time.ts';

/** Whether the business is open at `at`. */
export function isOpen(hours: OpeningHours, at: Moment): boolean {
  if (hours.weekly === null) return !isHoliday(hours, at);
  const local = DateTime.fromMillis(at, { zone: hours.zone });
  const minutes = local.hour * 60 + local.minute;
  return (
    !isHoliday(hours, at) && hours.weekly[weekdayOf(local)].some((span) => minutes >= span.from && minutes < span.to)
  );
}

/** The first moment from `at` on when the business is open; null when it does not open within 60 days. */
export function nextOpening(hours: OpeningHours, at: Moment): Moment | null {
  if (isOpen(hours, at)) return at;
  const today = DateTime.fromMillis(at, { zone: hours.zone }).startOf('day');
  for (let days = 0; days <= 60; days += 1) {
    const day = today.plus({ days });
    const spans = hours.weekly === null ? [{ from: 0, to: 24 * 60 }] : hours.weekly[weekdayOf(day)];
    for (const span of spans) {
      // Set by the wall clock: on the days the clocks change, 9:00 is still 9:00.
      const opening = day.set({ hour: Math.floor(span.from / 60), minute: span.from % 60 }).toMillis();
      if (opening >= at && isOpen(hours, opening)) return opening;
    }
  }
  return null;
}

/** Midnight of the business's own day. */
export function startOfDay({ zone }: Pick<OpeningHours, 'zone'>, at: Moment): Moment {
  return DateTime.fromMillis(at, { zone }).startOf('day').toMillis();
}

function isHoliday(hours: OpeningHours, at: Moment): boolean {
  const date = DateTime.fromMillis(at, { zone: hours.zone }).toISODate();
  return date !== null && hours.holidays.includes(date);
}

function weekdayOf(day: DateTime): 1 | 2 | 3 | 4 | 5 | 6 | 7 {
  return day.weekday as 1 | 2 | 3 | 4 | 5 | 6 | 7;
}
