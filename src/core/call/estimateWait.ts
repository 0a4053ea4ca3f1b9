/**
 * How long a caller will probably wait: their position divided by the recent answer rate. Announced only when enough
 * calls were answered to estimate.
 */
import { MINUTE } from '../vocabulary/time.ts';

export interface WaitEstimate {
  /** 1 is next. */
  readonly position: number;
  /** null when there is too little data. */
  readonly waitMs: number | null;
}

/** Long enough to see several conversations end, short enough to notice a shift change. */
export const RATE_WINDOW_MS = 15 * MINUTE;
const ENOUGH_ANSWERS = 3;
/** Beyond this an estimate says no more than "long". */
const LONGEST_MS = 30 * MINUTE;

/** `answered`: how many of this campaign's callers left the line to an agent within the window. */
export function estimateWait(position: number, answered: number): WaitEstimate {
  if (answered < ENOUGH_ANSWERS) return { position, waitMs: null };
  return { position, waitMs: Math.min(LONGEST_MS, (position * RATE_WINDOW_MS) / answered) };
}

/**
 * The minutes to announce, rounded up; null when none should be. `leftMs` is how long the line still keeps this caller:
 * the announced wait is never longer.
 */
export function minutesToSay(waitMs: number | null, leftMs: number): number | null {
  if (waitMs === null) return null;
  const most = Math.floor(leftMs / MINUTE);
  return most < 1 ? null : Math.min(most, Math.max(1, Math.ceil(waitMs / MINUTE)));
}
