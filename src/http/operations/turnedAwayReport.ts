/** One line in the log for many inquiries that were turned away; the metric counts each. */
import { SECOND } from '../../core/vocabulary/time.ts';
import type { Log } from '../../ports/basics.ts';

const EVERY_MS = SECOND;

/** Call it for each; it logs at most once a second how many there were since the line before. */
export function turnedAwayReport(log: Log, now: () => number = () => performance.now()): () => void {
  let count = 0;
  let nextAt = Number.NEGATIVE_INFINITY;
  return () => {
    count += 1;
    const at = now();
    if (at < nextAt) return;
    log.warn({ count }, 'inquiries were turned away: more arrive than can be stored in time');
    count = 0;
    nextAt = at + EVERY_MS;
  };
}
