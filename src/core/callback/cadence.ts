/**
 * How a promised callback is retried. Attempts are dials that did not reach the person; being offered to agents
 * without success is not an attempt.
 */
import { DAY, HOUR, MINUTE } from '../time.ts';

export interface CallbackCadence {
  /** From a missed lead to the first callback being due. */
  readonly firstMs: number;
  /**
   * Delay after the 1st, 2nd, … attempt that did not reach the person. One day and more mean "another day, the other
   * half of the day", so that somebody who works is tried in the evening too.
   */
  readonly retryMs: readonly number[];
  readonly maxAttempts: number;
  /** At most this many attempts in any 24 h. Strictest common figure: FL, OK and MD, three a day (state rules of 2025, as collected at dropcowboy.com/state-compliance). */
  readonly maxPerDay: number;
  /** The window promised: from `dueAt` to `dueAt + windowMs`. */
  readonly windowMs: number;
  /** A promise that could not be kept ends as expired after this long. VICIdial: 96 h. */
  readonly lifeMs: number;
  /** An own callback becomes anyone's when it is overdue by this much. */
  readonly ownToAnyoneMs: number;
}

export const DEFAULT_CADENCE: CallbackCadence = {
  firstMs: 10 * MINUTE,
  retryMs: [10 * MINUTE, 2 * HOUR, DAY, 2 * DAY],
  maxAttempts: 5,
  maxPerDay: 3,
  windowMs: 10 * MINUTE,
  lifeMs: 4 * DAY,
  ownToAnyoneMs: 15 * MINUTE,
};
