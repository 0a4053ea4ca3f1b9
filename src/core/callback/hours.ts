/** Business opening hours, in the business's time zone. For the calling hours of the person see law/mayContact.ts. */
import type { DateTime } from 'luxon';
import { isInHours, nextPermittedHour } from '../law/mayContact.ts';
import type { OpeningHours } from '../vocabulary/hours.ts';
import { localMinute } from '../law/localTime.ts';
import { DAY, type Moment } from '../vocabulary/time.ts';

/** Whether the business is open at `at`. */
export function isOpen(hours: OpeningHours, at: Moment): boolean {
  if (hours.weekly === null) return !isHoliday(hours, at);
  const local = localMinute(at, hours.zone);
  const minutes = local.hour * 60 + local.minute;
  return (
    !isHoliday(hours, at) && hours.weekly[weekdayOf(local)].some((span) => minutes >= span.from && minutes < span.to)
  );
}

/** The first moment from `at` when the business is open; null when there is none within 60 days. */
export function nextOpening(hours: OpeningHours, at: Moment): Moment | null {
  if (isOpen(hours, at)) return at;
  const today = localMinute(at, hours.zone).startOf('day');
  for (let days = 0; days <= 60; days += 1) {
    for (const opening of openingsOn(hours, today.plus({ days }))) {
      if (opening >= at && isOpen(hours, opening)) return opening;
    }
  }
  return null;
}

/**
 * Whether the business is ever open while people in one of these zones may be called, checked for both halves of the
 * year: with clock changes, the hours may overlap in only one.
 */
export function meetsPermittedHours(hours: OpeningHours, zones: readonly string[], now: Moment): boolean {
  if (hours.weekly === null) return true;
  const always = { ...hours, holidays: [] };
  const days = [0, 182].flatMap((half) => [0, 1, 2, 3, 4, 5, 6].map((day) => now + (half + day) * DAY));
  return days.some((at) => {
    const openings = openingsOn(always, localMinute(at, hours.zone));
    // Two spans overlap exactly when one begins within the other.
    return zones.some((zone) => {
      const permitted = nextPermittedHour([zone], startOfDay({ zone }, at));
      return (
        openings.some((opening) => isInHours([zone], opening)) || (permitted !== null && isOpen(always, permitted))
      );
    });
  });
}

/** Midnight in the business's zone. */
export function startOfDay({ zone }: Pick<OpeningHours, 'zone'>, at: Moment): Moment {
  return localMinute(at, zone).startOf('day').toMillis();
}

/** The opening times of a day. */
function openingsOn(hours: OpeningHours, day: DateTime): readonly Moment[] {
  const spans = hours.weekly === null ? [{ from: 0, to: 24 * 60 }] : hours.weekly[weekdayOf(day)];
  // Wall-clock time: 9:00 stays 9:00 on the days when clocks change.
  return spans.map(({ from }) =>
    day
      .startOf('day')
      .set({ hour: Math.floor(from / 60), minute: from % 60 })
      .toMillis(),
  );
}

function isHoliday(hours: OpeningHours, at: Moment): boolean {
  const date = localMinute(at, hours.zone).toISODate();
  return date !== null && hours.holidays.includes(date);
}

function weekdayOf(day: DateTime): 1 | 2 | 3 | 4 | 5 | 6 | 7 {
  return day.weekday as 1 | 2 | 3 | 4 | 5 | 6 | 7;
}
