/**
 * Whether this process should be given work. What another process could do better makes it not ready (503): it cannot
 * store, its program is older than the database, its clock is off, its routing engine stands still. What all of them share
 * is only a warning: taking every node away because the outbox is late would close the public door as well.
 */
import { MINUTE, SECOND, type Moment } from '../core/time.ts';
import type { Parts } from '../ports.ts';
import { MAX_CLOCK_OFFSET_MS } from '../usecases/routeLeads.ts';

/** `off`: not part of this process. */
type Check = 'ok' | 'warning' | 'failed' | 'off';

export interface Readiness {
  readonly isReady: boolean;
  readonly checks: Readonly<Record<'store' | 'schema' | 'clock' | 'routing' | 'outbox', Check>>;
}

/** The engine makes a pass every two seconds, also when nothing happens; one pass of a long queue may take some. */
const ROUTING_STANDS_MS = 30 * SECOND;
/** As in the law of conservation: an effect that has been due for longer is not young any more. */
const OUTBOX_LATE_MS = MINUTE;

/** `lastRouted` is when the routing engine of this process last ended a pass; null before the first one. */
export async function readiness(
  { clock, readings }: Pick<Parts, 'clock' | 'readings'>,
  lastRouted: Moment | null,
  provesWritable: () => Promise<void>,
): Promise<Readiness> {
  const now = clock.now();
  const [stored, health] = await Promise.all([
    provesWritable().then(
      () => true,
      () => false,
    ),
    readings.health(now).catch(() => null),
  ]);
  const checks: Readiness['checks'] = {
    store: stored && health ? 'ok' : 'failed',
    schema: health ? verdict(health.isSchemaOurs) : 'off',
    clock: verdict(Math.abs(clock.offset()) <= MAX_CLOCK_OFFSET_MS),
    routing: lastRouted === null ? 'off' : verdict(now - lastRouted <= ROUTING_STANDS_MS),
    outbox: health ? verdict(health.oldestEffectMs <= OUTBOX_LATE_MS, 'warning') : 'off',
  };
  return { isReady: !Object.values(checks).includes('failed'), checks };
}

function verdict(isWell: boolean, otherwise: Check = 'failed'): Check {
  return isWell ? 'ok' : otherwise;
}
