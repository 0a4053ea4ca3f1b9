import { expect, test } from '@jest/globals';
import type { Candidate, RoutedLead } from '../../../src/core/routing/candidate.ts';
import { chooseAgents } from '../../../src/core/routing/chooseAgents.ts';
import { DEFAULT_POLICY, type OrderChoice } from '../../../src/core/routing/policy.ts';
import { whyNotMe } from '../../../src/core/routing/whyNotMe.ts';
import { MINUTE, SECOND } from '../../../src/core/vocabulary/time.ts';
import { agent, NOON } from '../../support/leads.ts';

const lead: RoutedLead = {
  ...{ id: 'ld_1', epoch: 1, language: 'en', skills: { spanish: 3 }, teamIds: ['day'], tried: [] },
  ...{ waitedMs: 0, priorityMs: 0 },
};
const one = (id: string, changes: Parameters<typeof agent>[1] = {}, more: Partial<Candidate> = {}): Candidate => ({
  agent: agent(id, { teamIds: ['day'], skills: { spanish: 3 }, ...changes }),
  heldSlots: [],
  ...more,
});
const floor = [
  one('kim', { idleSince: NOON - 5 * MINUTE }, { taken: { today: 1, lastHour: 0 } }),
  one('ana', { idleSince: NOON - MINUTE }, { taken: { today: 4, lastHour: 0 } }),
  one('low', { skills: { spanish: 2 } }),
  one('none', { skills: {} }),
  one('other', { teamIds: ['night'] }),
  one('away', { presence: 'away' }),
  one('wrap', {}, { heldSlots: [1], doing: 'wrapUp' }),
  one('korean', { languages: ['ko'] }),
];
const decided = (order: OrderChoice) =>
  chooseAgents(lead, floor, { ...DEFAULT_POLICY, order }, DEFAULT_POLICY.steps[0]!, NOON);
const askedBy = (id: string, order: OrderChoice = { kind: 'longestIdle' }) => {
  const found = floor.find((candidate) => candidate.agent.id === id);
  return whyNotMe(decided(order), found?.agent ?? agent(id, { teamIds: ['day'] }));
};

test.each([
  ['kim', null],
  ['ana', { reason: 'idleLess', behindAgentId: 'kim', own: MINUTE, theirs: 5 * MINUTE }],
  ['low', { reason: 'skillLevel', skill: { id: 'spanish', needed: 3, own: 2 } }],
  ['none', { reason: 'skills', skill: { id: 'spanish', needed: 3, own: 0 } }],
  ['korean', { reason: 'language', language: 'en' }],
  ['away', { reason: 'away' }],
  ['wrap', { reason: 'wrapUp' }],
  ['other', null],
  ['absentee', { reason: 'offline' }],
] as const)('[R67] %s is given %j', (id, why) => {
  expect(askedBy(id)).toEqual(why);
});

test('[R67] what the order compared is told with both figures, and who else was passed over isn’t', () => {
  const order = { kind: 'fewestToday' } as const;
  expect(askedBy('ana', order)).toEqual({ reason: 'tookMore', behindAgentId: 'kim', own: 4, theirs: 1 });
  expect(askedBy('ana', { kind: 'roundRobin', weights: { kim: 9 } })).toEqual({
    ...{ reason: 'laterTurn', behindAgentId: 'kim' },
  });
});

test('[R67] of an offer to several, the last of them went before', () => {
  const floorOfThree = [3, 2, 1].map((n) => one(`a${n}`, { idleSince: NOON - n * SECOND }));
  const step = { ...DEFAULT_POLICY.steps[0]!, offerTo: 2 };
  const decision = chooseAgents(lead, floorOfThree, DEFAULT_POLICY, step, NOON);
  expect(whyNotMe(decision, floorOfThree[2]!.agent)).toEqual({
    ...{ reason: 'idleLess', behindAgentId: 'a2', own: SECOND, theirs: 2 * SECOND },
  });
});

test('[R67] a record of an earlier version gives the reason without figures, and no guess about who wasn’t asked', () => {
  const { ranks: _ranks, asked: _asked, ...old } = decided({ kind: 'longestIdle' });
  expect(whyNotMe(old, floor[1]!.agent)).toEqual({ reason: 'idleLess', behindAgentId: 'kim' });
  expect(whyNotMe(old, agent('absentee', { teamIds: ['day'] }))).toBeNull();
});

test('[R67] levels that were raised since leave the reason and drop the figures', () => {
  const raised = agent('low', { teamIds: ['day'], skills: { spanish: 5 } });
  expect(whyNotMe(decided({ kind: 'longestIdle' }), raised)).toEqual({ reason: 'skillLevel' });
});

test('[R174] who had reached a cap sees how many it allows, where the policy that decided is known', () => {
  const limits = { ...DEFAULT_POLICY.limits, perDay: 4, perHour: 9 };
  const decision = chooseAgents(lead, floor, { ...DEFAULT_POLICY, limits }, DEFAULT_POLICY.steps[0]!, NOON);
  const ana = agent('ana', { teamIds: ['day'] });
  expect(whyNotMe(decision, ana, limits)).toEqual({ reason: 'capDay', limit: 4 });
  expect(whyNotMe(decision, ana)).toEqual({ reason: 'capDay' });
  expect(whyNotMe(decision, agent('away', { teamIds: ['day'] }), limits)).toEqual({ reason: 'away' });
});
