/**
 * How long a test waits for an event. It’s a ceiling for a hopeless wait, not a measurement: tests end as soon as the
 * event happens, and must pass on a busy machine.
 */
import { availableParallelism, loadavg } from 'node:os';
import { setTimeout as delay } from 'node:timers/promises';

export const PATIENCE_MS = 60_000;

/** Polls every 50 ms until the condition holds. After `PATIENCE_MS` throws what it waited for. */
export async function until(isSo: () => boolean | Promise<boolean>, what = String(isSo)): Promise<void> {
  for (const giveUpAt = performance.now() + PATIENCE_MS; !(await isSo());) {
    if (performance.now() > giveUpAt) throw new Error(`not within ${PATIENCE_MS / 1000} s: ${what}`);
    await delay(50);
  }
}

/**
 * A time limit in milliseconds, extended by how many programs wait for each CPU of this machine (the kernel’s load
 * average of the last minute), so that the code is tested and not its neighbors.
 */
export function onThisMachine(ms: number): number {
  return ms * Math.max(1, (2 * (loadavg()[0] ?? 0)) / availableParallelism());
}
