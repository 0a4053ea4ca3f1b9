/** Background jobs: the routing engine on every node, and the sweeps on the node that holds their lease. */
import { MINUTE, SECOND } from '../core/vocabulary/time.ts';
import type { Parts } from '../ports/parts.ts';
import { sweepAgents } from '../usecases/admin/retirePerson.ts';
import { sweepAudit } from '../usecases/admin/settleAudit.ts';
import { sweepLostDesks } from '../usecases/agents/agentPresence.ts';
import { resumeBulk } from '../usecases/lead/bulkAct.ts';
import { releaseLeads } from '../usecases/imports/releaseLeads.ts';
import { resumeImports } from '../usecases/imports/workImport.ts';
import { applyRetention } from '../usecases/lead/applyRetention.ts';
import { orphanSweep } from '../usecases/intake/attachOrphans.ts';
import { repairLeads } from '../usecases/lead/checkConservation.ts';
import { factSweep } from '../usecases/lead/repairFacts.ts';
import { registryScrub } from '../usecases/lead/scrubCallbacks.ts';
import { namesakeSweep } from '../usecases/lead/suspectNamesakes.ts';
import { signRoots } from '../usecases/evidence/signRoots.ts';
import { compactWhenDue } from '../usecases/persons/compactDatabase.ts';
import { resumeErasures } from '../usecases/persons/erasePerson.ts';
import { trainByNight } from '../usecases/score/scoreModel.ts';
import { reportSweep } from '../usecases/reports/settleReports.ts';
import { recoverLostCalls, settleCalls } from '../usecases/calls/settleCalls.ts';
import { deleteOldSounds } from '../usecases/calls/recordings.ts';
import { reportClock } from '../usecases/floor/clockReports.ts';
import { reportDisconnectedNode } from '../usecases/floor/disconnectedNodes.ts';
import { sweepClosedDesks } from '../usecases/agents/choosePresence.ts';
import { effectSweep } from '../usecases/effects/runEffects.ts';
import { watchAlarms } from '../usecases/floor/watchAlarms.ts';
import { startEngine } from './engine.ts';
import { every, type Stop } from './every.ts';
import { sweepLease } from './lease.ts';
import { startMailing } from './mail.ts';
import { floorPace } from './pace.ts';
import { startSeenMarks } from './seenMarks.ts';

/** Inconsistent state is rare and takes a dozen queries to find. */
const REPAIR_MS = 15 * SECOND;

/** What was stored in between is signed by then. */
const SIGN_MS = 10 * MINUTE;

/** What only the node itself knows. */
async function reportNode(parts: Parts): Promise<void> {
  await reportDisconnectedNode(parts);
  await reportClock(parts);
}

/** Starts all jobs. Returns a function that stops them in reverse order, after the current runs have ended. */
export function startJobs(parts: Parts): Stop {
  const holder = parts.random.id('node');
  const failed = (task: string) => (error: unknown) =>
    parts.log.error({ err: error, task }, 'a sweep failed; it will run again');
  const pace = floorPace(parts.bell);
  const lease = sweepLease(parts, holder, pace);
  const { ifHolder: alone } = lease;
  /** Run by the node that holds the lease. */
  const sweep = (task: string, busyMs: number, restMs: number, run: () => Promise<unknown>) =>
    pace.every({ busyMs, restMs }, alone(run), failed(task));
  const { mailer } = parts;
  // At the start, too: certificates begin with the first root, and a node may never run for ten minutes.
  const firstRoots = alone(() => signRoots(parts))().catch(failed('evidence'));
  const stops: readonly Stop[] = [
    startEngine(parts, pace),
    startSeenMarks(parts),
    sweep('lostDesks', SECOND, SECOND, async () => {
      await sweepClosedDesks(parts);
      await sweepLostDesks(parts);
    }),
    sweep('effects', 2 * SECOND, 30 * SECOND, effectSweep(parts)),
    sweep('orphans', 3 * SECOND, 30 * SECOND, orphanSweep(parts)),
    sweep('facts', REPAIR_MS, MINUTE, factSweep(parts)),
    sweep('namesakes', REPAIR_MS, 2 * MINUTE, namesakeSweep(parts)),
    sweep('reports', REPAIR_MS, 5 * MINUTE, reportSweep(parts, REPAIR_MS / 3)),
    sweep('bulk', REPAIR_MS, 2 * MINUTE, () => resumeBulk(parts)),
    sweep('imports', REPAIR_MS, MINUTE, () => resumeImports(parts)),
    sweep('release', SECOND, 15 * SECOND, () => releaseLeads(parts)),
    sweep('repair', REPAIR_MS, 2 * MINUTE, () => repairLeads(parts)),
    sweep('scores', 10 * MINUTE, 10 * MINUTE, () => trainByNight(parts)),
    sweep('retention', MINUTE, MINUTE, () => applyRetention(parts)),
    sweep('evidence', SIGN_MS, SIGN_MS, () => signRoots(parts)),
    sweep('erasures', 5 * SECOND, 30 * SECOND, () => resumeErasures(parts)),
    sweep('compaction', 10 * MINUTE, 10 * MINUTE, () => compactWhenDue(parts, pace.isAtRest())),
    ...(mailer ? [startMailing(parts, mailer, holder, pace)] : []),
    // Run by every node.
    ...(parts.nodes ? [every(3 * SECOND, () => reportNode(parts), failed('nodes'))] : []),
    sweep('registry', SECOND, 15 * SECOND, registryScrub(parts)),
    sweep('calls', SECOND, 10 * SECOND, () => settleCalls(parts)),
    sweep('lostCalls', MINUTE, MINUTE, () => recoverLostCalls(parts)),
    sweep('recordings', MINUTE, MINUTE, () => deleteOldSounds(parts)),
    sweep('agents', 30 * SECOND, MINUTE, () => sweepAgents(parts)),
    sweep('audit', 10 * SECOND, 30 * SECOND, () => sweepAudit(parts)),
    sweep('alarms', 5 * SECOND, 30 * SECOND, () => watchAlarms(parts)),
  ];
  return async () => {
    await firstRoots;
    for (const stop of [...stops].reverse()) await stop();
    pace.stop();
    await lease.stop();
  };
}
