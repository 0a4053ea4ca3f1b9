/**
 * How long a test waits for something that comes by itself. It is a ceiling for a hopeless wait, not a measure: tests end
 * as soon as the event is there, and must pass on a machine that is busy with ten other things.
 */
import { availableParallelism, loadavg } from 'node:os';
import { setTimeout as delay } from 'node:timers/promises';

export const PATIENCE_MS = 60_000;

/** Asks every 50 ms until it is so; after `PATIENCE_MS` throws what it waited for. */
export async function until(isSo: () => boolean | Promise<boolean>, what = String(isSo)): Promise<void> {
  for (const giveUpAt = performance.now() + PATIENCE_MS; !(await isSo());) {
    if (performance.now() > giveUpAt) throw new Error(`not within ${PATIENCE_MS / 1000} s: ${what}`);
    await delay(50);
  }
}

/**
 * A promise in milliseconds, stretched by how many programs wait for each processor of this machine (the load of the last
 * minute, as the kernel counts it), so that what is tried is the code and not the neighbors.
 */
export function onThisMachine(ms: number): number {
  return ms * Math.max(1, (2 * (loadavg()[0] ?? 0)) / availableParallelism());
}
