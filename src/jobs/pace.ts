/**
 * How often the sweeps run. They find what a crash, a lost message or another node left behind. On a quiet floor there
 * is nothing of that, so they run less often. The first ring of the bell, or a new process, returns to the busy pace.
 */
import { SECOND } from '../core/vocabulary/time.ts';
import type { Bell } from '../ports/nodes.ts';
import { repeat, type Repeated, type Stop } from './every.ts';

/** Longer than any sweep’s busy interval, so that each has run since the last ring. */
export const AT_REST_AFTER_MS = 30 * SECOND;

export interface Pace {
  isAtRest(): boolean;
  /** Repeats the task every `busyMs`, or every `restMs` on a quiet floor, until stopped. */
  every(
    intervals: { readonly busyMs: number; readonly restMs: number },
    task: () => Promise<unknown>,
    onError: (error: unknown) => void,
  ): Stop;
  stop(): void;
}

/** `now`: milliseconds that only increase. */
export function floorPace(bell: Bell, now: () => number = () => performance.now()): Pace {
  let rangAt = now();
  const tasks = new Set<Repeated>();
  const isAtRest = () => now() - rangAt > AT_REST_AFTER_MS;
  const stopListening = bell.answeredBy(() => {
    const wasAtRest = isAtRest();
    rangAt = now();
    if (wasAtRest) for (const task of tasks) task.reschedule();
  });
  return {
    isAtRest,
    every({ busyMs, restMs }, task, onError) {
      const repeated = repeat(() => (isAtRest() ? restMs : busyMs), task, onError);
      tasks.add(repeated);
      return async () => {
        tasks.delete(repeated);
        await repeated.stop();
      };
    },
    stop: stopListening,
  };
}
