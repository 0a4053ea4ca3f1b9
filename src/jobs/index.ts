/**
 * What runs by itself: the routing engine on every node, and the sweeps on the node that holds the lease. Two holders at
 * once (a lease that ran out in a pause) are harmless; the lease only saves work.
 */
import { MINUTE, SECOND } from '../core/time.ts';
import type { Parts } from '../ports.ts';
import { sweepAgents } from '../usecases/admin/retirePerson.ts';
import { sweepAudit } from '../usecases/admin/settleAudit.ts';
import { sweepLostDesks } from '../usecases/agentPresence.ts';
import { applyRetention } from '../usecases/applyRetention.ts';
import { attachOrphans } from '../usecases/attachOrphans.ts';
import { repairLeads } from '../usecases/checkConservation.ts';
import { findLostCalls, settleCalls } from '../usecases/calls/settleCalls.ts';
import { deleteOldSounds } from '../usecases/calls/sounds.ts';
import { tellApart } from '../usecases/nodesApart.ts';
import { deliverDueEffects } from '../usecases/sweepEffects.ts';
import { watchAlarms } from '../usecases/watchAlarms.ts';
import { startEngine } from './engine.ts';
import { every, type Stop } from './every.ts';
import { startMailing } from './mail.ts';

const LEASE = 'sweeps';
const LEASE_MS = 10 * SECOND;

/** Starts everything; returns what stops it, in reverse, once runs under way have ended. */
export function startJobs(parts: Parts): Stop {
  const holder = parts.random.id('node');
  const failed = (task: string) => (error: unknown) =>
    parts.log.error({ err: error, task }, 'a sweep failed and will be made again');
  const alone = (task: () => Promise<unknown>) => async () => {
    const now = parts.clock.now();
    if (await parts.settings.lease(LEASE, holder, now, now + LEASE_MS)) await task();
  };
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
    every(
      5 * SECOND,
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
    await parts.settings.release(LEASE, holder).catch(() => undefined);
  };
}
