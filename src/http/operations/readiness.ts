/**
 * Whether this process should get traffic. Problems that another process might not have make it not ready (503): it
 * can’t store, its version is older than the database’s, its clock is off, its routing engine has stopped. Problems
 * that all nodes share are only a warning: removing every node because the outbox is late would also close the public
 * forms.
 */
import { MINUTE, SECOND, type Moment } from '../../core/vocabulary/time.ts';
import type { Parts } from '../../ports/parts.ts';
import { MAX_CLOCK_OFFSET_MS } from '../../usecases/routing/routeLeads.ts';

/** `off`: not part of this process. `starting`: not done yet, so not ready. */
type Check = 'ok' | 'warning' | 'starting' | 'failed' | 'off';

export interface Readiness {
  readonly isReady: boolean;
  readonly checks: Readonly<Record<'store' | 'schema' | 'clock' | 'routing' | 'outbox' | 'nodes', Check>>;
}

/** Signs of life from this process’s routing engine; null if none was started. */
export interface RoutingSigns {
  readonly since: Moment;
  /** When it last completed a pass. */
  readonly lastPassAt: Moment | null;
}

/**
 * The engine runs a pass every few seconds even when nothing happens, and one pass over a long queue may take a while.
 */
const ROUTING_STANDS_MS = 30 * SECOND;
/** As in the law of conservation: an effect that has been due for longer is no longer recent. */
const OUTBOX_LATE_MS = MINUTE;

export async function readiness(
  { clock, readings, nodes }: Pick<Parts, 'clock' | 'readings' | 'nodes'>,
  routing: RoutingSigns | null,
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
    schema: health ? checkOf(health.isSchemaOurs) : 'off',
    clock: checkOf(Math.abs(clock.offset()) <= MAX_CLOCK_OFFSET_MS),
    routing: routing ? routingCheck(routing, now) : 'off',
    outbox: health ? checkOf(health.oldestEffectMs <= OUTBOX_LATE_MS, 'warning') : 'off',
    // Removing a node that serves its own desks would make things worse.
    nodes: nodes ? checkOf(nodes.awaySince() === null, 'warning') : 'off',
  };
  const isReady = Object.values(checks).every((check) => check !== 'failed' && check !== 'starting');
  return { isReady, checks };
}

function routingCheck({ since, lastPassAt }: RoutingSigns, now: Moment): Check {
  if (now - (lastPassAt ?? since) > ROUTING_STANDS_MS) return 'failed';
  return lastPassAt === null ? 'starting' : 'ok';
}

function checkOf(isWell: boolean, otherwise: Check = 'failed'): Check {
  return isWell ? 'ok' : otherwise;
}
