/**
 * Which node runs the sweeps: one lease for all of them, renewed well before it expires. Two holders at once (a lease
 * that expired during a pause) are harmless; the lease only saves work.
 */
import { SECOND } from '../core/vocabulary/time.ts';
import type { Parts } from '../ports/parts.ts';
import type { Stop } from './every.ts';
import type { Pace } from './pace.ts';

const LEASE = 'sweeps';
const LEASE_MS = 15 * SECOND;
const RENEW_MS = 6 * SECOND;
/** On a quiet floor another node may wait longer after a crash: there is little to sweep. */
const REST_LEASE_MS = 50 * SECOND;
const REST_RENEW_MS = 30 * SECOND;

export interface SweepLease {
  /** Runs the task if this node holds the lease. Otherwise does nothing. */
  ifHolder(task: () => Promise<unknown>): () => Promise<void>;
  /** Releases the lease, so that another node can continue at once. */
  readonly stop: Stop;
}

export function sweepLease(parts: Parts, holder: string, pace: Pick<Pace, 'isAtRest' | 'every'>): SweepLease {
  let heldUntil = 0;
  let isHolder = false;
  let renewing: Promise<void> | null = null;
  const requestLease = async () => {
    const now = parts.clock.now();
    const until = now + (pace.isAtRest() ? REST_LEASE_MS : LEASE_MS);
    isHolder = await parts.settings.lease(LEASE, holder, now, until);
    if (isHolder) heldUntil = until;
  };
  const renew = (): Promise<void> => (renewing ??= requestLease().finally(() => (renewing = null)));
  const stopRenewing = pace.every({ busyMs: RENEW_MS, restMs: REST_RENEW_MS }, renew, (error) =>
    parts.log.error({ err: error, task: 'lease' }, 'failed to renew the sweep lease'),
  );
  const first = renew().catch(() => undefined);
  return {
    ifHolder: (task) => async () => {
      await first;
      // After a pause or a clock change, ask again before giving up the lease.
      if (isHolder && parts.clock.now() >= heldUntil) await renew();
      if (isHolder && parts.clock.now() < heldUntil) await task();
    },
    async stop() {
      await stopRenewing();
      await parts.settings.release(LEASE, holder).catch(() => undefined);
    },
  };
}
