/**
 * Whether this process should be given work. What another process could do better makes it not ready (503): it cannot
 * store, its program is older than the database, its clock is off, its routing engine stands still. What all of them share
 * is only a warning: taking every node away because the outbox is late would close the public door as well.
 */
import { MINUTE, SECOND, type Moment } from '../core/time.ts';
import type { Parts } from '../ports.ts';
import { MAX_CLOCK_OFFSET_MS } from '../usecases/routeLeads.ts';

/** `off`: not part of this process. `starting`: it was not done yet; not ready either. */
type Check = 'ok' | 'warning' | 'starting' | 'failed' | 'off';

export interface Readiness {
  readonly isReady: boolean;
  readonly checks: Readonly<Record<'store' | 'schema' | 'clock' | 'routing' | 'outbox' | 'nodes', Check>>;
}

/** What the routing engine of this process was heard of; null where none was started. */
export interface RoutingSigns {
  readonly since: Moment;
  /** When it last ended a pass well. */
  readonly lastPassAt: Moment | null;
}

/** The engine makes a pass every two seconds, also when nothing happens; one pass of a long queue may take some. */
const ROUTING_STANDS_MS = 30 * SECOND;
/** As in the law of conservation: an effect that has been due for longer is not young any more. */
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
    schema: health ? verdict(health.isSchemaOurs) : 'off',
    clock: verdict(Math.abs(clock.offset()) <= MAX_CLOCK_OFFSET_MS),
    routing: routing ? judged(routing, now) : 'off',
    outbox: health ? verdict(health.oldestEffectMs <= OUTBOX_LATE_MS, 'warning') : 'off',
    // Taking away a node that serves its own desks would make it worse.
    nodes: nodes ? verdict(nodes.awaySince() === null, 'warning') : 'off',
  };
  const isReady = Object.values(checks).every((check) => check !== 'failed' && check !== 'starting');
  return { isReady, checks };
}

function judged({ since, lastPassAt }: RoutingSigns, now: Moment): Check {
  if (now - (lastPassAt ?? since) > ROUTING_STANDS_MS) return 'failed';
  return lastPassAt === null ? 'starting' : 'ok';
}

function verdict(isWell: boolean, otherwise: Check = 'failed'): Check {
  return isWell ? 'ok' : otherwise;
}
