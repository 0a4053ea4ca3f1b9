/**
 * The routing engine of this process: runs a pass when the bell rings and when the nearest stored deadline comes, one
 * pass at a time; a ring during a pass makes another one follow. What it looks at is remembered by the store and read
 * from the database by a thorough pass, every second or two: a restart finds everything again.
 */
import { AsyncResource } from 'node:async_hooks';
import { SECOND } from '../core/time.ts';
import type { Parts } from '../ports.ts';
import { routeLeads } from '../usecases/routeLeads.ts';
import { sweepDeadlines } from '../usecases/sweepDeadlines.ts';
import type { Stop } from './every.ts';
import type { Pace } from './pace.ts';

/** While leads wait, the queue is looked at this often even if nobody rings: an agent may be tried again by then. */
const WAITING_MS = SECOND;
/** With nothing waiting: how long a ring that was lost (another node's, a crash) can go unnoticed. */
const IDLE_MS = 2 * SECOND;
/** At rest only the nearest deadline matters, and this node knows it. */
const REST_MS = 5 * SECOND;
/** With deadlines still to be settled: a lead that cannot be settled must not keep the engine spinning. */
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

  // A ring comes in the middle of a request; what the engine does is no part of it, and carries none of its log fields.
  const wake = AsyncResource.bind(() => {
    isRung = true;
    if (isStopped || running) return;
    clearTimeout(timer);
    running = passes().then((restMs) => {
      running = null;
      if (isStopped) return;
      if (isRung) wake();
      else timer = setTimeout(wake, restMs);
    });
  });

  const idleMs = () => (pace.isAtRest() ? REST_MS : IDLE_MS);

  // How long the engine may rest after it.
  const passes = async (): Promise<number> => {
    // Rings of the same moment (a burst of forms) are answered by one pass.
    await new Promise((resolve) => setImmediate(resolve));
    isRung = false;
    try {
      const isThorough = parts.clock.now() >= thoroughAt + (isQueued ? WAITING_MS : idleMs());
      if (isThorough) thoroughAt = parts.clock.now();
      // One look at the database serves both.
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
