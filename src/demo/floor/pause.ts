/** A wait that ends early, by throwing, when it is called off; it never keeps the process from ending. */
import { setTimeout as after } from 'node:timers/promises';

export async function pause(ms: number, signal: AbortSignal): Promise<void> {
  await after(ms, undefined, { signal, ref: false });
}
