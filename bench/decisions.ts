/** How long one routing decision takes, with rules, limits and each order, by the number of agents on shift. No I/O. */
import type { Candidate, RoutedLead } from '../src/core/routing/candidate.ts';
import { chooseAgents } from '../src/core/routing/chooseAgents.ts';
import { DEFAULT_POLICY, type OrderChoice } from '../src/core/routing/policy.ts';
import { policyOfLead } from '../src/core/routing/rules.ts';
import { MINUTE } from '../src/core/vocabulary/time.ts';

const SIZES = [1000, 10_000];
const WARM_UP = 500;
const RUNS = 2000;
const NOW = Date.parse('2026-11-18T15:00:00Z');
const ORDERS: readonly OrderChoice[] = [
  { kind: 'longestIdle' },
  { kind: 'roundRobin' },
  { kind: 'fewestToday' },
  { kind: 'bestSkill' },
  { kind: 'bestResult' },
  { kind: 'random' },
];

export interface DecisionTimes {
  readonly agents: number;
  readonly order: string;
  /** Microseconds. */
  readonly p50: number;
  readonly p99: number;
}

export function decisions(): readonly DecisionTimes[] {
  return SIZES.flatMap((agents) => {
    const candidates = Array.from({ length: agents }, (_one, index) => inventCandidate(index));
    return ORDERS.map((order) => ({ agents, order: order.kind, ...measure(candidates, order) }));
  });
}

function measure(candidates: readonly Candidate[], order: OrderChoice): Pick<DecisionTimes, 'p50' | 'p99'> {
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
  const facts = { language: 'en' as const, interest: 'roof', answers: {}, places: () => ['US-CA'] };
  const credit = new Map(candidates.map(({ agent }, index) => [agent.id, (index % 5) / 5 - 0.4]));
  const times: number[] = [];
  for (let run = 0; run < WARM_UP + RUNS; run += 1) {
    const startedAt = performance.now();
    const policy = policyOfLead(whole, facts, { zone: 'America/New_York' }, NOW);
    const lead: RoutedLead = {
      ...{ id: `ld_${run}`, epoch: 1, language: 'en', tried: [], waitedMs: 0, priorityMs: 0, kind: 'solar/roof' },
      ...(policy.rule?.who ?? { teamIds: [], skills: {} }),
    };
    chooseAgents(lead, candidates, policy, policy.steps[0] ?? { afterMs: 0, offerTo: 1, relax: [] }, NOW, credit);
    if (run >= WARM_UP) times.push((performance.now() - startedAt) * 1000);
  }
  times.sort((one, other) => one - other);
  const at = (share: number) => Math.round(times[Math.floor(times.length * share)] ?? 0);
  return { p50: at(0.5), p99: at(0.99) };
}

/** Half are on a call, a tenth are away, and a fifth speak Korean as well. */
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
    taken: { today: index % 7, lastHour: index % 3 },
    results: new Map([['solar/roof', { talked: index % 50, won: index % 9 }]]),
  };
}

export function showDecisions(times: readonly DecisionTimes[]): readonly string[] {
  const lines = times.map(
    ({ agents, order, p50, p99 }) =>
      `  ${String(agents).padStart(6)} agents  ${order.padEnd(12)} p50 ${p50} µs  p99 ${p99} µs`,
  );
  return ['', '  one routing decision, with rules and limits', ...lines];
}
