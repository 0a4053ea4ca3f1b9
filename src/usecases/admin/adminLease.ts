/**
 * Runs one administrative change at a time across all nodes, so that what a change was validated against (teams,
 * people, form keys, the last administrator) still holds when it is written. The lease only orders the changes; the
 * version that each write compares prevents lost updates.
 */
import { failure, type Failure } from '../../core/vocabulary/errors.ts';
import { SECOND } from '../../core/vocabulary/time.ts';
import type { Parts } from '../../ports/parts.ts';

const LEASE = 'administration';
/** Longer than any change takes; if a node crashes, others wait at most this long. */
const LEASE_MS = 10 * SECOND;
const PAUSE_MS = 20;
const MAX_ROUNDS = 200;

export async function withAdminLease<T>(
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
