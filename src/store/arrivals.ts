/** Counts of what arrives all day, for screens that show them all day. */
import { MINUTE, type Moment } from '../core/vocabulary/time.ts';

/** An inquiry is stored within seconds of its arrival. */
const COUNTED_AGAIN_MS = 5 * MINUTE;

/**
 * How many came since a moment, whose older part is counted once: a busy day isn't counted again with every look. `to`:
 * null for no end.
 */
export function arrivals(countBetween: (from: Moment, to: Moment | null) => Promise<number>) {
  let known = { since: 0, until: 0, count: 0 };
  return async (since: Moment, now: Moment): Promise<number> => {
    if (known.since !== since || known.until > now) known = { since, until: since, count: 0 };
    const from = known;
    const settled = Math.max(from.until, now - COUNTED_AGAIN_MS);
    const [more, recent] = await Promise.all([
      settled > from.until ? countBetween(from.until, settled) : 0,
      countBetween(settled, null),
    ]);
    if (known === from) known = { since, until: settled, count: from.count + more };
    return from.count + more + recent;
  };
}
