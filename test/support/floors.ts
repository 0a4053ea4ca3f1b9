/** Random policies, leads and floors, for properties that hold whatever they are. */
import fc from 'fast-check';
import type { Candidate, RoutedLead } from '../../src/core/routing/candidate.ts';
import { chooseAgents } from '../../src/core/routing/chooseAgents.ts';
import { DEFAULT_POLICY, stepAt, type Policy } from '../../src/core/routing/policy.ts';
import { routeFor } from '../../src/core/routing/routeFor.ts';
import { ORDER_NAMES, type OrderName } from '../../src/core/vocabulary/orders.ts';
import type { Who } from '../../src/core/vocabulary/reach.ts';
import { MINUTE, SECOND } from '../../src/core/vocabulary/time.ts';
import { agent, NOON } from './leads.ts';

const TEAMS = ['day', 'night', 'korean'];
const SKILLS = ['roof', 'solar'];
const SITES = ['busan', 'home'];
/** Of every lead. */
const KIND = 'solar/roof';
const isSecond = (name: OrderName): name is Exclude<OrderName, 'lastAgent'> => name !== 'lastAgent';
const some = (of: readonly string[]) => fc.subarray([...of]);
const levels = fc.dictionary(fc.constantFrom(...SKILLS), fc.integer({ min: 1, max: 5 }), { maxKeys: 2 });

const orders = fc.record({
  kind: fc.constantFrom(...ORDER_NAMES),
  then: fc.constantFrom(...ORDER_NAMES.filter(isSecond)),
  patienceMs: fc.constantFrom(0, MINUTE),
});
const steps = fc
  .array(
    fc.record({
      offerTo: fc.oneof(fc.integer({ min: 1, max: 4 }), fc.constant('everyone' as const)),
      relax: fc.subarray(['skills' as const, 'language' as const, 'sites' as const]),
      prefer: fc.subarray(['teams' as const, 'skills' as const, 'language' as const, 'sites' as const]),
      teamIds: some(TEAMS),
      asksSupervisors: fc.boolean(),
    }),
    { minLength: 1, maxLength: 4 },
  )
  .map((all) =>
    all.map(({ asksSupervisors, ...step }, index) => ({
      ...{ ...step, afterMs: index * 30 * SECOND },
      ...(asksSupervisors && { supervisors: true as const }),
    })),
  );
const limits = fc.record(
  {
    perHour: fc.integer({ min: 1, max: 4 }),
    perDay: fc.integer({ min: 1, max: 6 }),
    afterDeclineMs: fc.constantFrom(0, MINUTE),
    afterMissMs: fc.constantFrom(0, MINUTE),
  },
  { requiredKeys: ['afterDeclineMs', 'afterMissMs'] },
);
const who = fc.record({ teamIds: some(TEAMS), skills: levels, siteIds: some(SITES) });
const rules = fc
  .array(fc.record({ when: fc.constantFrom({}, { languages: ['ko' as const] }), who, order: orders, steps }), {
    maxLength: 2,
  })
  .map((all) => all.map((rule, index) => ({ ...rule, name: `rule ${index}` })));
export const policies = fc.record({ order: orders, steps, limits, rules }).map((parts): Policy => ({
  ...DEFAULT_POLICY,
  ...parts,
}));
export const people = fc
  .array(
    fc.record({
      presence: fc.constantFrom('available' as const, 'available' as const, 'away' as const, 'offline' as const),
      reach: fc.constantFrom('reachable' as const, 'reachable' as const, 'silent' as const, 'absent' as const),
      teamIds: some(TEAMS),
      languages: fc.subarray(['en' as const, 'ko' as const], { minLength: 1 }),
      skills: levels,
      siteId: fc.constantFrom(undefined, ...SITES),
      supervises: fc.boolean(),
      capacity: fc.integer({ min: 1, max: 3 }),
      held: fc.integer({ min: 0, max: 3 }),
      idleSince: fc.integer({ min: NOON - 3, max: NOON }),
      hasPhone: fc.boolean(),
      took: fc.integer({ min: 0, max: 4 }),
      answered: fc.constantFrom(undefined, 'declinedAt' as const, 'missedAt' as const),
      owed: fc.integer({ min: -2, max: 2 }),
      talked: fc.constantFrom(0, 5, 30),
      won: fc.integer({ min: 0, max: 3 }),
    }),
    { maxLength: 12 },
  )
  .map((all) =>
    all.map(({ siteId, supervises, ...person }, index) => ({
      ...{ ...person, id: `a${index}` },
      ...(siteId && { siteId }),
      ...(supervises && { isSupervisor: true as const }),
    })),
  );
export type Person = ReturnType<typeof people.generate>['value'][number];
export const leads = fc.record({
  epoch: fc.integer({ min: 1, max: 12 }),
  language: fc.constantFrom('en' as const, 'ko' as const),
  isLive: fc.boolean(),
  promisedTo: fc.constantFrom(undefined, undefined, undefined, 'a0'),
  knownAgentId: fc.constantFrom(undefined, 'a0', 'a1'),
  refusedBy: some(['a0', 'a1', 'a2']),
  tried: some(['a1', 'a2', 'a3']),
  waitedMs: fc.integer({ min: 0, max: 2 * MINUTE }),
});

export function candidateOf(given: Person): Candidate {
  const { took, answered, held, hasPhone, talked, won, owed: _owed, ...person } = given;
  return {
    agent: agent(person.id, { ...person, ...(hasPhone && { softphoneSince: NOON }) }),
    heldSlots: Array.from({ length: held }, (_one, index) => index + 1),
    taken: { today: took, lastHour: took, ...(answered && { [answered]: NOON - 30 * SECOND }) },
    ...(talked > 0 && { results: new Map([[KIND, { talked, won }]]) }),
  };
}

/** The parts of one choice, and the choice itself. */
export function decide(
  policy: Policy,
  asked: ReturnType<typeof leads.generate>['value'],
  floor: readonly Person[],
  who: Who = { teamIds: ['day'], skills: { roof: 2 } },
) {
  const campaign = { id: 'solar', policy, hours: { zone: 'UTC' }, ...who };
  const facts = { language: asked.language, answers: {}, places: () => [] };
  const route = routeFor(facts, campaign, NOON);
  const step = stepAt(route.policy, NOON - asked.waitedMs, NOON);
  const { promisedTo, knownAgentId, tried, ...rest } = asked;
  const { teamIds, skills, siteIds } = route.who;
  const lead: RoutedLead = {
    ...{ id: 'ld_1', kind: KIND, priorityMs: 0, teamIds, skills, ...rest },
    ...(siteIds && { siteIds }),
    ...(promisedTo !== undefined && { promisedTo }),
    ...(knownAgentId !== undefined && { knownAgentId }),
    tried: tried.map((agentId) => ({ agentId, how: 'missed' as const, at: NOON - MINUTE })),
  };
  const credit = new Map(floor.map(({ id, owed }) => [id, owed]));
  const choose = (candidates: readonly Person[]) =>
    chooseAgents(lead, candidates.map(candidateOf), route.policy, step, NOON, credit);
  return { lead, step, policy: route.policy, choose };
}
