/** Counts of what arrives all day, for screens that show them all day. */
import { MINUTE, type Moment } from '../core/vocabulary/time.ts';

/** An inquiry is stored within seconds of its arrival. */
const COUNTED_AGAIN_MS = 5 * MINUTE;
/** Counted at once: the first look on a busy day takes several short questions, and one that fails loses nothing. */
const PART_MS = 30 * MINUTE;

/**
 * How many came since a moment, whose older part is counted once: a busy day isn't counted again with every look. `to`:
 * null for no end.
 */
export function arrivals(countBetween: (from: Moment, to: Moment | null) => Promise<number>) {
  let known = { since: 0, until: 0, count: 0 };
  return async (since: Moment, now: Moment): Promise<number> => {
    if (known.since !== since || known.until > now) known = { since, until: since, count: 0 };
    let from = known;
    while (from.until + PART_MS <= now - COUNTED_AGAIN_MS) {
      const until = from.until + PART_MS;
      const next = { since, until, count: from.count + (await countBetween(from.until, until)) };
      // Unless someone else was faster.
      if (known === from) known = next;
      from = next;
    }
    return from.count + (await countBetween(from.until, null));
  };
}
