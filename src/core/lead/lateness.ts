/**
 * When a stored deadline is long overdue (law 2). Half a minute after it the lead was forgotten, unless the sweep is on its
 * way to it: after an outage or in a rush it works the deadlines off in their order and says how far it has come. What it
 * has passed by without settling is unaccounted for, what is still before it is merely late.
 */
import { SECOND, type Moment } from '../time.ts';

/** How far a sweep came that could not settle everything in one go. */
export interface SweepMark {
  readonly at: Moment;
  /** Every deadline before this one was looked at. */
  readonly reached: Moment;
}

/** A deadline that is later than this was forgotten by the engine. */
const OVERDUE_MS = 30 * SECOND;
/** A sweep that says nothing for so long has stopped: then nobody is on the way to anything. */
const SILENT_MS = 30 * SECOND;

/** Deadlines before this moment are long overdue. */
export function longOverdueBefore(now: Moment, mark: SweepMark | null): Moment {
  const limit = now - OVERDUE_MS;
  return mark && now - mark.at < SILENT_MS ? Math.min(limit, mark.reached) : limit;
}
