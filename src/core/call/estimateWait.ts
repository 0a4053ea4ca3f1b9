/**
 * How long a caller will probably wait: their position over the rate at which callers were answered lately. Said aloud
 * only when enough was answered to know; an estimate from nothing would be a lie.
 */
import { MINUTE } from '../time.ts';

export interface WaitEstimate {
  /** 1 is next. */
  readonly position: number;
  /** Null when too little is known. */
  readonly waitMs: number | null;
}

/** Long enough to have seen several conversations end, short enough to notice a shift change. */
export const RATE_WINDOW_MS = 15 * MINUTE;
const ENOUGH_ANSWERS = 3;
/** Beyond this the figure says no more than "long". */
const LONGEST_MS = 30 * MINUTE;

/** `answered` is how many callers of this campaign left the line to an agent within the window. */
export function estimateWait(position: number, answered: number): WaitEstimate {
  if (answered < ENOUGH_ANSWERS) return { position, waitMs: null };
  return { position, waitMs: Math.min(LONGEST_MS, (position * RATE_WINDOW_MS) / answered) };
}

/**
 * The minutes to say aloud, rounded up; null when none may be said. `leftMs` is how long the line still keeps this
 * caller: nobody waits longer, so nothing longer is announced.
 */
export function minutesToSay(waitMs: number | null, leftMs: number): number | null {
  if (waitMs === null) return null;
  const most = Math.floor(leftMs / MINUTE);
  return most < 1 ? null : Math.min(most, Math.max(1, Math.ceil(waitMs / MINUTE)));
}
