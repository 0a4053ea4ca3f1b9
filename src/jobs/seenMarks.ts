/** Stores the marks of seen offers (R29) whose lead didn’t change in time, and all of them at a stop. */
import { SECOND } from '../core/vocabulary/time.ts';
import type { Parts } from '../ports/parts.ts';
import { storeSeen } from '../usecases/routing/answerOffer.ts';
import type { Stop } from './every.ts';

/** After a failure. */
const AGAIN_MS = SECOND / 4;

export function startSeenMarks(parts: Parts): Stop {
  const { seen, clock, log } = parts;
  let timer: NodeJS.Timeout | undefined;
  /** When the timer fires; the nearest mark decides. */
  let wakesAt = Infinity;
  let isStopped = false;
  let running: Promise<void> = Promise.resolve();
  const store = async (leadIds: readonly string[]) => {
    try {
      await Promise.all(leadIds.map((leadId) => storeSeen(parts, leadId)));
      return true;
    } catch (error) {
      log.warn({ err: error }, 'failed to store that offers were seen; it will be retried');
      return false;
    }
  };
  const run = () => {
    timer = undefined;
    wakesAt = Infinity;
    running = store(seen.due(clock.now())).then((isDone) => later(isDone ? 0 : AGAIN_MS));
  };
  const later = (atLeastMs = 0) => {
    const nextAt = seen.nextAt();
    if (nextAt === null || isStopped) return;
    const now = clock.now();
    const at = Math.max(nextAt, now + atLeastMs);
    if (at >= wakesAt) return;
    clearTimeout(timer);
    wakesAt = at;
    timer = setTimeout(run, at - now);
  };
  seen.onAdd((storeAt) => {
    if (storeAt < wakesAt) later();
  });
  return async () => {
    isStopped = true;
    clearTimeout(timer);
    await running;
    await store(seen.due(Infinity));
  };
}
