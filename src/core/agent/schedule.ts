/**
 * When an agent is scheduled to work. That is all it says: who gets offers depends on who is on shift, whatever the
 * schedule is.
 *
 * A time of day means the first moment at which the clock shows it, or a later one where a clock change skips it. So
 * hours neither overlap nor have gaps on the days when clocks change.
 */
import { firstMomentOf, localDay, type LocalDay } from '../law/localTime.ts';
import type { DaySpan, Schedule } from '../vocabulary/hours.ts';
import type { Moment } from '../vocabulary/time.ts';

/** `until` isn't part of it. */
export interface ScheduledSpan {
  readonly from: Moment;
  readonly until: Moment;
}

export function isScheduled(schedule: Schedule, zone: string, at: Moment): boolean {
  const day = localDay(at, zone);
  return day !== null && spansOn(schedule, day).some(({ from, until }) => at >= from && at < until);
}

/**
 * The scheduled hours on the days from that of `from` to that of the moment before `until`, oldest first; those that
 * meet, as at midnight, are one. Empty in an unknown zone.
 */
export function spansBetween(schedule: Schedule, zone: string, from: Moment, until: Moment): readonly ScheduledSpan[] {
  const spans: ScheduledSpan[] = [];
  let day = localDay(from, zone);
  while (day && day.from < until) {
    for (const span of spansOn(schedule, day)) {
      const last = spans.at(-1);
      if (last?.until === span.from) spans.splice(-1, 1, { from: last.from, until: span.until });
      else spans.push(span);
    }
    day = localDay(day.until, zone);
  }
  return spans;
}

/** Later starts are of no use to someone who waits now. */
const DAYS_AHEAD = 7;

/** When the first of these people is scheduled to begin after `at`; null if no one is within a week. */
export function nextStart(schedules: readonly Schedule[], zone: string, at: Moment): Moment | null {
  let day = localDay(at, zone);
  for (let ahead = 0; day && ahead <= DAYS_AHEAD; ahead += 1) {
    let first = Number.POSITIVE_INFINITY;
    for (const schedule of schedules)
      for (const { from } of spansOn(schedule, day)) if (from > at && from < first) first = from;
    if (first !== Number.POSITIVE_INFINITY) return first;
    day = localDay(day.until, zone);
  }
  return null;
}

/** In order. A clock change can skip a whole span. */
function spansOn(schedule: Schedule, day: LocalDay): readonly ScheduledSpan[] {
  return hoursOn(schedule, day)
    .map(({ from, to }) => ({ from: firstMomentOf(day, from), until: firstMomentOf(day, to) }))
    .filter(({ from, until }) => from < until)
    .sort((one, other) => one.from - other.from);
}

function hoursOn({ weekly, exceptions }: Schedule, { begin }: LocalDay): readonly DaySpan[] {
  const date = begin.toISODate() ?? '';
  const exception = exceptions.find(({ from, until }) => from <= date && date <= until);
  if (!exception) return weekly[begin.weekday as keyof Schedule['weekly']];
  return exception.kind === 'hours' ? exception.spans : [];
}
