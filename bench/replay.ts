/** How long it takes to try a policy on a busy day: 20 runs, with rules and limits. No I/O. */
import { figuresOf, hoursThere } from '../src/core/replay/figures.ts';
import { REPLAY_RUNS } from '../src/core/replay/replayDay.ts';
import { inventPeriod, replayCampaign, runWhole } from './inventPeriod.ts';

const AGENTS = 60;

export interface ReplayTimes {
  readonly leads: number;
  readonly agents: number;
  readonly runs: number;
  /** Of all runs, and of the longest. */
  readonly totalMs: number;
  /** CPU time of all runs, garbage collection included. */
  readonly cpuMs: number;
  readonly longestMs: number;
  readonly conversations: number;
}

export function replay(leads: number): ReplayTimes {
  const period = inventPeriod(leads, AGENTS);
  const campaign = replayCampaign({
    order: { kind: 'roundRobin' },
    limits: { perHour: 40, perDay: 400, afterDeclineMs: 0, afterMissMs: 30_000 },
    rules: [{ name: 'Roofs', when: { interests: ['roof'] }, order: { kind: 'longestIdle' } }],
  });
  const places = period.leads.map((_lead, at) => at);
  const hours = hoursThere(period);
  const times: number[] = [];
  let conversations = 0;
  const cpuBefore = process.cpuUsage();
  for (let run = 0; run < REPLAY_RUNS; run += 1) {
    const startedAt = performance.now();
    conversations = figuresOf(runWhole(period, campaign, run), places, hours).conversations;
    times.push(performance.now() - startedAt);
  }
  const { user, system } = process.cpuUsage(cpuBefore);
  const totalMs = Math.round(times.reduce((sum, ms) => sum + ms, 0));
  return {
    leads,
    agents: AGENTS,
    runs: REPLAY_RUNS,
    totalMs,
    cpuMs: Math.round((user + system) / 1000),
    longestMs: Math.round(Math.max(...times)),
    conversations,
  };
}

export function showReplay({
  leads,
  agents,
  runs,
  totalMs,
  cpuMs,
  longestMs,
  conversations,
}: ReplayTimes): readonly string[] {
  return [
    '',
    `  a day of ${leads} leads and ${agents} agents, replayed ${runs} times: ${totalMs} ms in all (CPU ${cpuMs} ms), ${longestMs} ms at most`,
    `  conversations in the last run: ${conversations}`,
  ];
}
