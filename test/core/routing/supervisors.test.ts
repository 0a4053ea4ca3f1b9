import { expect, test } from '@jest/globals';
import { findAlarms, type AlarmFacts } from '../../../src/core/alarm/findAlarms.ts';
import type { RoutedLead } from '../../../src/core/routing/candidate.ts';
import { chooseAgents, couldAnyoneEverTake } from '../../../src/core/routing/chooseAgents.ts';
import { isRecomputable } from '../../../src/core/routing/recomputeChoice.ts';
import { lanesOf } from '../../../src/core/routing/lanes.ts';
import { DEFAULT_POLICY, type Policy, type PolicyStep } from '../../../src/core/routing/policy.ts';
import { MINUTE, SECOND } from '../../../src/core/vocabulary/time.ts';
import { testCampaign } from '../../support/world.ts';
import { agent, leadIn, NOON } from '../../support/leads.ts';

const FIRST: PolicyStep = { afterMs: 0, offerTo: 1, relax: [] };
const LAST: PolicyStep = { afterMs: MINUTE, offerTo: 1, relax: [], supervisors: true };
const policy: Policy = { ...DEFAULT_POLICY, steps: [FIRST, LAST] };
const lead: RoutedLead = {
  ...{ id: 'ld_1', epoch: 1, language: 'en', skills: { roofs: 3 }, teamIds: ['solar'], tried: [] },
  ...{ waitedMs: 0, priorityMs: 0 },
};
const free = (id: string, changes: Parameters<typeof agent>[1] = {}) => ({ agent: agent(id, changes), heldSlots: [] });
const floor = [
  free('ben'),
  free('sam', { isSupervisor: true }),
  free('kim', { isSupervisor: true, languages: ['ko'] }),
];

test('[R138] a step that asks supervisors reaches them whatever their teams and skills, and no one else', () => {
  expect(chooseAgents(lead, floor, policy, FIRST, NOON).passedOver).toEqual({ otherTeam: ['ben', 'sam', 'kim'] });
  const decision = chooseAgents(lead, floor, policy, LAST, NOON);
  expect(decision.winners.map(({ agentId }) => agentId)).toEqual(['sam']);
  expect(decision.passedOver).toEqual({ otherTeam: ['ben'], language: ['kim'] });
  expect(decision.asked).toMatchObject({ supervisors: true, teamIds: ['solar'] });
  expect(isRecomputable(decision)).toBe(true);
});

test('[R138] a supervisor who is away or busy isn’t asked, and agents keep their place in the order', () => {
  const away = chooseAgents(lead, [free('sam', { isSupervisor: true, presence: 'away' })], policy, LAST, NOON);
  expect(away.passedOver).toEqual({ away: ['sam'] });
  const ana = free('ana', { teamIds: ['solar'], skills: { roofs: 3 }, idleSince: NOON - MINUTE });
  const sam = free('sam', { isSupervisor: true, idleSince: NOON - SECOND });
  expect(chooseAgents(lead, [sam, ana], policy, LAST, NOON).winners[0]?.agentId).toBe('ana');
});

test('[R138] a free supervisor opens the campaign’s lane', () => {
  const campaign = { id: 'solar', skills: { roofs: 3 }, teamIds: ['solar'], policy };
  expect(lanesOf([campaign], [free('sam', { isSupervisor: true })], NOON)).toMatchObject([{ campaignIds: ['solar'] }]);
  expect(lanesOf([campaign], [free('ben')], NOON)).toEqual([]);
});

test('[R140] a later step that reaches someone counts, an earlier one doesn’t', () => {
  const ever = (steps: readonly PolicyStep[], step: PolicyStep) =>
    couldAnyoneEverTake(lead, [free('ana', { teamIds: ['solar'] })], { ...policy, steps }, step, NOON);
  const wide = { ...FIRST, afterMs: MINUTE, relax: ['skills'] } as const;
  expect(ever([FIRST, wide], FIRST)).toBe(true);
  expect(ever([FIRST], FIRST)).toBe(false);
  const narrow = { ...FIRST, afterMs: 2 * MINUTE };
  expect(ever([FIRST, wide, narrow], narrow)).toBe(false);
  // A supervisor may give it to someone.
  expect(ever([FIRST, LAST], FIRST)).toBe(true);
});

test('[R139] supervisors are alerted while a lead waits at a step that asks them', () => {
  const facts = (now: number, state: 'waiting' | 'offered' | 'connecting'): AlarmFacts => ({
    ...{ now, leads: [leadIn(state)], agents: [], campaigns: [testCampaign({ policy })], unaccounted: 0, spam: [] },
    ...{ isRoutingStopped: false, nodesApartSince: null, oldestMailDueAt: null, deadMails: [], overBudget: [] },
    ...{ isTelephoneThere: true, noPermittedTime: [] },
  });
  const kinds = (...args: Parameters<typeof facts>) =>
    findAlarms(facts(...args)).map(({ kind, leadId }) => [kind, leadId]);
  expect(kinds(NOON + MINUTE - 1, 'waiting')).toEqual([]);
  expect(kinds(NOON + MINUTE, 'waiting')).toEqual([['supervisorsAsked', 'ld_1']]);
  expect(kinds(NOON + MINUTE, 'offered')).toEqual([['supervisorsAsked', 'ld_1']]);
  expect(kinds(NOON + MINUTE, 'connecting')).toEqual([]);
});
