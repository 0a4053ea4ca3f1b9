/**
 * How a promised callback is retried. An attempt is a dial that didn't reach the person; unsuccessful offers to agents
 * don't count.
 */
import { DAY, HOUR, MINUTE } from '../vocabulary/time.ts';

export interface CallbackCadence {
  /** From a missed lead to its first callback. */
  readonly firstMs: number;
  /**
   * Delay after the 1st, 2nd, … unsuccessful attempt. A day or more means "another day, the other half of the day", so
   * that people who work are also tried in the evening.
   */
  readonly retryMs: readonly number[];
  readonly maxAttempts: number;
  /**
   * Maximum attempts in any 24 h. The strictest common limit: FL, OK and MD, three a day (state rules of 2025, as
   * collected at dropcowboy.com/state-compliance).
   */
  readonly maxPerDay: number;
  /** The promised window: from `dueAt` to `dueAt + windowMs`. */
  readonly windowMs: number;
  /** A promise that couldn't be kept expires after this long. VICIdial: 96 h. */
  readonly lifeMs: number;
  /** An agent's own callback becomes anyone's when overdue by this much. */
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
