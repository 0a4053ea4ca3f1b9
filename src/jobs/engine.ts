/**
 * The routing engine of this process. It runs a pass when the bell rings and at the nearest stored deadline, one pass
 * at a time; a ring during a pass starts another one. The store keeps the queue in memory, and a thorough pass rereads
 * it from the database every second or two, so a restart finds everything again.
 */
import { SECOND } from '../core/vocabulary/time.ts';
import type { Parts } from '../ports/parts.ts';
import { routeLeads } from '../usecases/routing/routeLeads.ts';
import { sweepDeadlines } from '../usecases/lead/sweepDeadlines.ts';
import type { Stop } from './every.ts';
import type { Pace } from './pace.ts';

/** While leads wait, run this often even without a ring: an agent may be eligible again by then. */
const WAITING_MS = SECOND;
/** With nothing waiting: how long a lost ring (another node’s, a crash) can go unnoticed. */
const IDLE_MS = 2 * SECOND;
/** On a quiet floor only the nearest deadline matters, and this node knows it. */
const REST_MS = 10 * SECOND;
/** With deadlines still to be settled: a lead that can’t be settled must not keep the engine spinning. */
const BEHIND_MS = 10;
const AFTER_ERROR_MS = SECOND;

export function startEngine(parts: Parts, pace: Pick<Pace, 'isAtRest'>): Stop {
  let isStopped = false;
  let isRung = false;
  let running: Promise<void> | null = null;
  let timer: NodeJS.Timeout | undefined;
  let thoroughAt = 0;
  let isQueued = false;
  let dueAt: number | null = null;

  const wake = () => {
    isRung = true;
    if (isStopped || running) return;
    clearTimeout(timer);
    running = parts.intake.goFirst(passes()).then((restMs) => {
      running = null;
      if (isStopped) return;
      if (isRung) wake();
      else timer = setTimeout(wake, restMs);
    });
  };

  const idleMs = () => (pace.isAtRest() ? REST_MS : IDLE_MS);

  // How long the engine may rest after this pass.
  const passes = async (): Promise<number> => {
    // One pass answers all rings of the same moment (a burst of forms).
    await new Promise((resolve) => setImmediate(resolve));
    isRung = false;
    try {
      const isThorough = parts.clock.now() >= thoroughAt + (isQueued ? WAITING_MS : idleMs());
      if (isThorough) thoroughAt = parts.clock.now();
      // Both use the same read of the database.
      if (isThorough) await parts.leads.routingQueue(true);
      const { nextAt } = await sweepDeadlines(parts, false);
      const { isWaiting } = await routeLeads(parts, { isThorough, isFresh: false });
      isQueued = isWaiting;
      const now = parts.clock.now();
      if (dueAt !== null && dueAt <= now) parts.vitals.routed(now, now - dueAt);
      else parts.vitals.routed(now);
      dueAt = nextAt;
      const untilNext = nextAt === null ? idleMs() : Math.max(BEHIND_MS, nextAt - parts.clock.now());
      return Math.min(isWaiting ? WAITING_MS : idleMs(), untilNext);
    } catch (error) {
      parts.log.error({ err: error }, 'a routing pass failed; it will run again');
      return AFTER_ERROR_MS;
    }
  };

  parts.vitals.routingBegins(parts.clock.now());
  const stopAnswering = parts.bell.answeredBy(wake);
  wake();
  return async () => {
    isStopped = true;
    stopAnswering();
    clearTimeout(timer);
    await running;
  };
}
