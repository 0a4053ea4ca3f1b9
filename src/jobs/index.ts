/** What runs by itself: the routing engine on every node, and the sweeps on the node that holds their lease. */
import { MINUTE, SECOND } from '../core/time.ts';
import type { Parts } from '../ports.ts';
import { sweepAgents } from '../usecases/admin/retirePerson.ts';
import { sweepAudit } from '../usecases/admin/settleAudit.ts';
import { sweepLostDesks } from '../usecases/agentPresence.ts';
import { applyRetention } from '../usecases/applyRetention.ts';
import { attachOrphans } from '../usecases/attachOrphans.ts';
import { repairLeads } from '../usecases/checkConservation.ts';
import { factSweep } from '../usecases/repairFacts.ts';
import { findLostCalls, settleCalls } from '../usecases/calls/settleCalls.ts';
import { deleteOldSounds } from '../usecases/calls/sounds.ts';
import { tellApart } from '../usecases/nodesApart.ts';
import { deliverDueEffects } from '../usecases/sweepEffects.ts';
import { watchAlarms } from '../usecases/watchAlarms.ts';
import { startEngine } from './engine.ts';
import { every, type Stop } from './every.ts';
import { sweepLease } from './lease.ts';
import { startMailing } from './mail.ts';

/** What contradicts its state is rare, and found by a dozen questions. */
const REPAIR_MS = 15 * SECOND;

/** Starts everything; returns what stops it, in reverse, once runs under way have ended. */
export function startJobs(parts: Parts): Stop {
  const holder = parts.random.id('node');
  const failed = (task: string) => (error: unknown) =>
    parts.log.error({ err: error, task }, 'a sweep failed and will be made again');
  const lease = sweepLease(parts, holder);
  const { alone } = lease;
  const stops: readonly Stop[] = [
    startEngine(parts),
    every(
      SECOND,
      alone(() => sweepLostDesks(parts)),
      failed('lostDesks'),
    ),
    every(
      2 * SECOND,
      alone(() => deliverDueEffects(parts)),
      failed('effects'),
    ),
    every(
      3 * SECOND,
      alone(() => attachOrphans(parts)),
      failed('orphans'),
    ),
    every(REPAIR_MS, alone(factSweep(parts)), failed('facts')),
    every(
      REPAIR_MS,
      alone(() => repairLeads(parts)),
      failed('repair'),
    ),
    every(
      MINUTE,
      alone(() => applyRetention(parts)),
      failed('retention'),
    ),
    ...(parts.mailer ? [startMailing(parts, parts.mailer, holder)] : []),
    // By each node for itself.
    ...(parts.nodes ? [every(3 * SECOND, () => tellApart(parts), failed('nodes'))] : []),
    every(
      SECOND,
      alone(() => settleCalls(parts)),
      failed('calls'),
    ),
    every(
      MINUTE,
      alone(() => findLostCalls(parts)),
      failed('lostCalls'),
    ),
    every(
      MINUTE,
      alone(() => deleteOldSounds(parts)),
      failed('recordings'),
    ),
    every(
      30 * SECOND,
      alone(() => sweepAgents(parts)),
      failed('agents'),
    ),
    every(
      10 * SECOND,
      alone(() => sweepAudit(parts)),
      failed('audit'),
    ),
    every(
      5 * SECOND,
      alone(() => watchAlarms(parts)),
      failed('alarms'),
    ),
  ];
  return async () => {
    for (const stop of [...stops].reverse()) await stop();
    await lease.stop();
  };
}
