/** What a speed objective may be. */
import { MINUTE, SECOND } from './time.ts';

/** An objective of 100 % allows no miss at all, so nothing would be left to burn. */
export const SPEED_PERCENT = [50, 99] as const;
export const SPEED_WITHIN = [5 * SECOND, 30 * MINUTE] as const;

export function isSpeedPossible({ percent, withinMs }: { readonly percent: number; readonly withinMs: number }) {
  return isIn(SPEED_PERCENT, percent) && isIn(SPEED_WITHIN, withinMs);
}

function isIn([least, most]: readonly [number, number], value: number): boolean {
  return value >= least && value <= most;
}
