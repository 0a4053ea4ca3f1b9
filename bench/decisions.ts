/**
 * How long one routing decision takes, with rules, limits and each order, by the number of agents on shift, for each of
 * 10,000 leads that wait, with what is kept for its record and the change of the floor that its offer makes; and writing the
 * record out. Some leads were missed before, are reserved for one agent or were refused by one, and pauses of agents end as
 * time goes on. "first" is the first decision of a pass: it screens every agent, for those that follow. No I/O.
 *
 * CPU time beside elapsed time: on a busy machine the latter is mostly other work. A decision in which another program got
 * the processor begins with cold caches, so the CPU time of those in which none did is shown as well.
 */
import type { Candidate, RoutedLead } from '../src/core/routing/candidate.ts';
import { choose } from '../src/core/routing/chooseAgents.ts';
import type { Winner } from '../src/core/routing/decision.ts';
import { Floor } from '../src/core/routing/floor.ts';
import { DEFAULT_POLICY, stepAt, type OrderChoice } from '../src/core/routing/policy.ts';
import { policyOfLead } from '../src/core/routing/rules.ts';
import { MINUTE, SECOND } from '../src/core/vocabulary/time.ts';

const SIZES = [1000, 10_000];
const WARM_UP = 2000;
const WAITING = 10_000;
const WRITTEN_OF = 50;
const NOW = Date.parse('2026-11-18T15:00:00Z');
/** Between two decisions. */
const APART_MS = 5;
const WEIGHTS = Object.fromEntries(Array.from({ length: 200 }, (_one, index) => [`user_${index}`, 1 + (index % 3)]));
const ORDERS: Readonly<Record<string, OrderChoice>> = {
  longestIdle: { kind: 'longestIdle' },
  roundRobin: { kind: 'roundRobin' },
  weighted: { kind: 'roundRobin', weights: WEIGHTS },
  fewestToday: { kind: 'fewestToday' },
  bestSkill: { kind: 'bestSkill' },
  bestResult: { kind: 'bestResult' },
  lastAgent: { kind: 'lastAgent', then: 'longestIdle', patienceMs: MINUTE },
  random: { kind: 'random' },
};

export interface DecisionTimes {
  readonly agents: number;
  readonly order: string;
  /** Microseconds. */
  readonly p50: number;
  readonly p99: number;
  readonly cpuP50: number;
  readonly cpuP99: number;
  /** Of the decisions in which no other program got the processor. */
  readonly undisturbedP99: number;
  /** Writing the record out, elapsed. */
  readonly recordP50: number;
}

export function decisions(): readonly DecisionTimes[] {
  return SIZES.flatMap((agents) => {
    const candidates = Array.from({ length: agents }, (_one, index) => inventCandidate(index));
    const first = { agents, order: 'first', ...measure(candidates, { kind: 'longestIdle' }, true) };
    return [
      ...Object.entries(ORDERS).map(([name, order]) => ({ agents, order: name, ...measure(candidates, order) })),
      first,
    ];
  });
}

/** `isFirst`: each decision is the first of its pass. */
function measure(
  candidates: readonly Candidate[],
  order: OrderChoice,
  isFirst = false,
): Omit<DecisionTimes, 'agents' | 'order'> {
  const rules = [
    { name: 'Korean', when: { languages: ['ko' as const] } },
    {
      name: 'Roofs',
      when: { interests: ['roof'] },
      who: { teamIds: ['team_1', 'team_2'], skills: { roof: 2 } },
      order,
    },
  ];
  const limits = { perHour: 20, perDay: 80, afterDeclineMs: MINUTE, afterMissMs: MINUTE };
  const whole = { ...DEFAULT_POLICY, limits, rules };
  const credit = new Map(candidates.map(({ agent }, index) => [agent.id, (index % 5) / 5 - 0.4]));
  const queue = Array.from({ length: WAITING }, (_one, index) => inventWaiting(index));
  let floor = new Floor(candidates);
  let before: readonly Winner[] = [];
  const times: number[] = [];
  const cpuTimes: number[] = [];
  const undisturbed: number[] = [];
  const recordTimes: number[] = [];
  for (let run = 0; run < WARM_UP + WAITING; run += 1) {
    const { facts, startedAt: waitingSince, ...waiting } = queue[(run * 7919) % WAITING] ?? inventWaiting(run);
    const now = NOW + run * APART_MS;
    const { involuntaryContextSwitches: switchesBefore } = process.resourceUsage();
    const cpuBefore = process.cpuUsage();
    const startedAt = performance.now();
    if (isFirst) floor = new Floor(floor.candidates);
    const policy = policyOfLead(whole, facts, { zone: 'America/New_York' }, now);
    const who = policy.rule?.who ?? { teamIds: [], skills: {} };
    const lead: RoutedLead = { ...waiting, ...who, waitedMs: now - waitingSince, priorityMs: now - waitingSince };
    const { winners, record } = choose(lead, floor, policy, stepAt(policy, waitingSince, now), now, credit);
    // Some records are written, apart from what is measured: each is as large as the floor.
    const isWritten = run % WRITTEN_OF === 0;
    const wroteAt = performance.now();
    if (isWritten) record();
    const recordMs = performance.now() - wroteAt;
    for (const { agentId, slot } of winners) offer(floor, agentId, slot);
    const ms = performance.now() - startedAt;
    const { user, system } = process.cpuUsage(cpuBefore);
    const isDisturbed = process.resourceUsage().involuntaryContextSwitches > switchesBefore;
    // The agent who was offered one before is free again.
    for (const { agentId } of before) release(floor, agentId);
    before = winners;
    if (run < WARM_UP) continue;
    if (isWritten) {
      recordTimes.push(recordMs * 1000);
      continue;
    }
    times.push(ms * 1000);
    cpuTimes.push(user + system);
    if (!isDisturbed) undisturbed.push(user + system);
  }
  const at = (all: number[], share: number) =>
    Math.round(all.sort((x, y) => x - y)[Math.floor(all.length * share)] ?? 0);
  return {
    ...{ p50: at(times, 0.5), p99: at(times, 0.99), cpuP50: at(cpuTimes, 0.5), cpuP99: at(cpuTimes, 0.99) },
    undisturbedP99: at(undisturbed, 0.99),
    recordP50: at(recordTimes, 0.5),
  };
}

function offer(floor: Floor, agentId: string, slot: number): void {
  const index = floor.indexOf(agentId) ?? -1;
  const candidate = floor.candidates[index];
  if (candidate) floor.replace(index, { ...candidate, heldSlots: [...candidate.heldSlots, slot], doing: 'offered' });
}

function release(floor: Floor, agentId: string): void {
  const index = floor.indexOf(agentId) ?? -1;
  const candidate = floor.candidates[index];
  if (candidate) floor.replace(index, { ...candidate, heldSlots: [], doing: 'idle' });
}

/** Every tenth is Korean, every third had a missed offer, some are for one agent or were refused by one. */
function inventWaiting(index: number) {
  const language = index % 10 === 0 ? ('ko' as const) : ('en' as const);
  return {
    ...{ id: `ld_${index}`, epoch: 1 + (index % 3), language, kind: 'solar/roof', startedAt: NOW - index * 30 },
    ...(index % 2 === 0 && { knownAgentId: `user_${index % 997}` }),
    ...(index % 20 === 7 && { promisedTo: `user_${index % 1000}` }),
    ...(index % 25 === 8 && { refusedBy: [`user_${index % 1000}`] }),
    tried: index % 3 === 0 ? [{ agentId: `user_${index % 1000}`, how: 'missed' as const, at: NOW - MINUTE }] : [],
    facts: { language, interest: 'roof', answers: {}, places: () => ['US-CA'] },
  };
}

/** Half are on a call, a tenth are away, a fifth speak Korean as well, and one in eleven just missed an offer. */
function inventCandidate(index: number): Candidate {
  const isBusy = index % 2 === 1;
  return {
    agent: {
      id: `user_${index}`,
      name: `Agent ${index}`,
      teamIds: [`team_${index % 3}`],
      languages: index % 5 === 0 ? ['en', 'ko'] : ['en'],
      skills: { roof: 1 + (index % 5), battery: 2 },
      capacity: 1,
      presence: index % 10 === 4 ? 'away' : 'available',
      presenceAt: NOW,
      reach: 'reachable',
      reachAt: NOW,
      idleSince: NOW - ((index * 7919) % 100_000),
      missedInRow: 0,
    },
    heldSlots: isBusy ? [1] : [],
    ...(isBusy && { doing: 'talking' }),
    taken: {
      ...{ today: index % 7, lastHour: index % 3 },
      ...(index % 11 === 0 && { missedAt: NOW - (index % 60) * SECOND }),
    },
    results: new Map([['solar/roof', { talked: index % 50, won: index % 9 }]]),
  };
}

export function showDecisions(times: readonly DecisionTimes[]): readonly string[] {
  const lines = times.map(
    ({ agents, order, p50, p99, cpuP50, cpuP99, undisturbedP99, recordP50 }) =>
      `  ${String(agents).padStart(6)} agents  ${order.padEnd(12)} p50 ${p50} µs  p99 ${p99} µs   ` +
      `CPU p50 ${cpuP50} µs  p99 ${cpuP99} µs, undisturbed ${undisturbedP99} µs   record ${recordP50} µs`,
  );
  return ['', '  one routing decision for each of 10,000 waiting leads, with rules and limits', ...lines];
}
