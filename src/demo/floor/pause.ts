/** A wait that ends early, by throwing, when aborted. It never keeps the process alive. */
import { setTimeout as after } from 'node:timers/promises';

export async function pause(ms: number, signal: AbortSignal): Promise<void> {
  await after(ms, undefined, { signal, ref: false });
}
