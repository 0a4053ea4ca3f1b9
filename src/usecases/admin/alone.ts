/**
 * One administrative change at a time, on all nodes: what a change was checked against (teams, people, form keys, the last
 * administrator) is still so when it is written. The lease only orders the changes; that none overwrites another is held
 * by the version that each write compares.
 */
import { failure, type Failure } from '../../core/vocabulary/errors.ts';
import { SECOND } from '../../core/vocabulary/time.ts';
import type { Parts } from '../../ports/parts.ts';

const LEASE = 'administration';
/** Longer than any change takes; a node that dies in the middle keeps the others waiting no longer than this. */
const LEASE_MS = 10 * SECOND;
const PAUSE_MS = 20;
const MAX_ROUNDS = 200;

export async function alone<T>(
  parts: Pick<Parts, 'random' | 'clock' | 'settings'>,
  task: () => Promise<T>,
): Promise<T | Failure> {
  const holder = parts.random.id('change');
  for (let round = 0; round < MAX_ROUNDS; round += 1) {
    const now = parts.clock.now();
    if (await parts.settings.lease(LEASE, holder, now, now + LEASE_MS)) {
      try {
        return await task();
      } finally {
        await parts.settings.release(LEASE, holder).catch(() => undefined);
      }
    }
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
  }
  return failure('stale', 'Someone else is making changes. Try again in a few seconds.');
}
