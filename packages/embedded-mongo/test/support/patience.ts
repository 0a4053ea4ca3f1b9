/** How long a test waits for an event: a ceiling for a hopeless wait, not a measurement. */
import { availableParallelism, loadavg } from 'node:os';
import { setTimeout as delay } from 'node:timers/promises';

const PATIENCE_MS = 60_000;

/** Polls every 50 ms until the condition holds. Throws after a minute. */
export async function until(isSo: () => boolean | Promise<boolean>): Promise<void> {
  for (const giveUpAt = performance.now() + PATIENCE_MS; !(await isSo());) {
    if (performance.now() > giveUpAt) throw new Error(`not within ${PATIENCE_MS / 1000} s: ${String(isSo)}`);
    await delay(50);
  }
}

/** A time limit in milliseconds, extended by how many programs wait for each CPU of this machine. */
export function onThisMachine(ms: number): number {
  return ms * Math.max(1, (2 * (loadavg()[0] ?? 0)) / availableParallelism());
}
