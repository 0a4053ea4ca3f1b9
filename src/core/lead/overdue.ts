/**
 * When a stored deadline is long overdue (law 2). Half a minute after it, the engine has missed the lead, unless the
 * sweep is still on its way: after an outage or under load it works through deadlines in order and reports its
 * progress. A deadline that it passed without settling is unaccounted for; one still ahead of it is only late.
 */
import { SECOND, type Moment } from '../vocabulary/time.ts';

/** Progress of a sweep that couldn't settle everything in one pass. */
export interface SweepMark {
  readonly at: Moment;
  /** Every deadline before this one was checked. */
  readonly reached: Moment;
}

/** A deadline later than this was missed by the engine. */
const OVERDUE_MS = 30 * SECOND;
/** A sweep silent for this long has stopped, so nothing counts as on its way. */
const SILENT_MS = 30 * SECOND;

/** Deadlines before this moment are long overdue. */
export function longOverdueBefore(now: Moment, mark: SweepMark | null): Moment {
  const limit = now - OVERDUE_MS;
  return mark && now - mark.at < SILENT_MS ? Math.min(limit, mark.reached) : limit;
}
