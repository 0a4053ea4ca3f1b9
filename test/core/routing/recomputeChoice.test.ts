import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Candidate, RoutedLead } from '../../../src/core/routing/candidate.ts';
import { chooseAgents } from '../../../src/core/routing/chooseAgents.ts';
import type { Decision } from '../../../src/core/routing/decision.ts';
import { DEFAULT_POLICY, type PolicyStep } from '../../../src/core/routing/policy.ts';
import { isRecomputable, recomputeWinners } from '../../../src/core/routing/recomputeChoice.ts';
import { waitReasonOf } from '../../../src/core/routing/waitReason.ts';
import { ORDER_NAMES } from '../../../src/core/vocabulary/orders.ts';
import { MINUTE } from '../../../src/core/vocabulary/time.ts';
import { agent, NOON } from '../../support/leads.ts';

const lead: RoutedLead = {
  ...{ id: 'ld_1', epoch: 1, language: 'en', skills: { roof: 2 }, teamIds: [], tried: [], waitedMs: 0, priorityMs: 0 },
  knownAgentId: 'a1',
};
const floorOf = fc.array(
  fc.record({
    idleSince: fc.integer({ min: NOON - 3, max: NOON }),
    roof: fc.integer({ min: 1, max: 5 }),
    doing: fc.constantFrom('idle' as const, 'idle' as const, 'wrapUp' as const, 'talking' as const),
    today: fc.integer({ min: 0, max: 3 }),
    owed: fc.integer({ min: -2, max: 2 }),
  }),
  { maxLength: 12 },
);
interface Seen {
  readonly idleSince: number;
  readonly roof: number;
  readonly doing: 'idle' | 'wrapUp' | 'talking';
  readonly today: number;
  readonly owed: number;
}

function candidate({ idleSince, roof, doing, today }: Seen, index: number): Candidate {
  const heldSlots = doing === 'idle' ? [] : [1];
  return {
    agent: agent(`a${index}`, { idleSince, skills: { roof } }),
    ...{ heldSlots, doing, taken: { today, lastHour: today } },
  };
}

function decide(floor: readonly Seen[], kind: (typeof ORDER_NAMES)[number], offerTo: number) {
  const step: PolicyStep = { afterMs: 0, offerTo, relax: [] };
  const credit = new Map(floor.map(({ owed }, index) => [`a${index}`, owed]));
  const policy = { ...DEFAULT_POLICY, order: { kind, patienceMs: 0 } };
  return chooseAgents(lead, floor.map(candidate), policy, step, NOON, credit);
}

test('[R64] whatever the floor and the order, the record and the choice recomputed from it agree, also as JSON', () => {
  fc.assert(
    fc.property(floorOf, fc.constantFrom(...ORDER_NAMES), fc.integer({ min: 1, max: 3 }), (floor, kind, offerTo) => {
      const record = JSON.parse(JSON.stringify(decide(floor, kind, offerTo))) as Decision;
      expect(isRecomputable(record)).toBe(true);
      const ids = (list: readonly { agentId: string }[] | null) => list?.map(({ agentId }) => agentId).sort();
      expect(ids(recomputeWinners(record))).toEqual(ids(record.winners));
    }),
    { numRuns: 500 },
  );
});

describe('[R64] a record that was changed', () => {
  const idle = (n: number) => ({ idleSince: NOON - n, roof: 3, doing: 'idle' as const, today: 0, owed: 0 });
  const record = decide([idle(1), idle(3), idle(2)], 'longestIdle', 1);
  const drawn = decide([idle(1), idle(1), idle(1)], 'longestIdle', 1);

  test('doesn’t agree: another winner, another rank, another draw', () => {
    expect(record).toMatchObject({ winners: [{ agentId: 'a1' }], ranks: { idleLess: [NOON - 1, NOON - 2] } });
    const [winner] = record.winners;
    expect(isRecomputable({ ...record, winners: [{ ...winner!, rank: NOON }] })).toBe(false);
    expect(isRecomputable({ ...record, ranks: { idleLess: [NOON - 1, 0] } })).toBe(false);
    const [lucky] = drawn.winners;
    expect(isRecomputable(drawn)).toBe(true);
    expect(isRecomputable({ ...drawn, winners: [{ ...lucky!, draw: 1 }] })).toBe(false);
  });

  test('of an earlier version recorded too little', () => {
    const { ranks: _ranks, offerTo: _offerTo, ...old } = record;
    expect(isRecomputable(old)).toBeNull();
    const winners = record.winners.map(({ rank: _rank, ...winner }) => winner);
    expect(isRecomputable({ ...record, winners })).toBeNull();
  });
});

test('[R64] a decision names what the lead required at its step', () => {
  const step: PolicyStep = { afterMs: MINUTE, offerTo: 2, relax: ['skills'], teamIds: ['late'] };
  const asked = { ...lead, teamIds: ['day'] };
  expect(chooseAgents(asked, [], DEFAULT_POLICY, { ...step, relax: [] }, NOON)).toMatchObject({
    asked: { teamIds: ['day', 'late'], language: 'en', skills: { roof: 2 } },
    ...{ offerTo: 2, policyVersion: 1, step: MINUTE },
  });
  expect(chooseAgents(asked, [], DEFAULT_POLICY, step, NOON).asked).toEqual({
    teamIds: ['day', 'late'],
    language: 'en',
  });
});

test('[R66] a busy agent is passed over for what they are doing', () => {
  const doing = (['talking', 'connecting', 'wrapUp', 'offered', undefined] as const).map((what, index) => ({
    ...{ agent: agent(`a${index}`, { skills: { roof: 2 } }), heldSlots: [1] },
    ...(what && { doing: what }),
  }));
  const { passedOver } = chooseAgents(lead, doing, DEFAULT_POLICY, DEFAULT_POLICY.steps[0]!, NOON);
  expect(passedOver).toEqual({ onCall: ['a0'], connecting: ['a1'], wrapUp: ['a2'], otherOffer: ['a3'], busy: ['a4'] });
});

test.each([
  [
    { away: ['a', 'b'], onCall: ['c'], wrapUp: ['d'], offline: ['e'] },
    { why: 'busy', agentIds: ['d', 'c'] },
  ],
  [
    { offline: ['e'], away: ['a', 'b'], skills: ['f'] },
    { why: 'away', agentIds: ['a', 'b'] },
  ],
  [
    { offline: ['e'], skillLevel: ['f'] },
    { why: 'skills', agentIds: ['f'] },
  ],
  [
    { keptForLastAgent: ['a'], onCall: ['b'] },
    { why: 'lastAgent', agentIds: ['a'] },
  ],
  [{ justTried: ['a'] }, { why: 'tried', agentIds: ['a'] }],
  [{}, { why: 'nobody', agentIds: [] }],
])('[R65] of %j a lead waits for the one closest to an offer', (passedOver, reason) => {
  expect(waitReasonOf({ winners: [], passedOver })).toEqual(reason);
});
