import { expect, test } from '@jest/globals';
import { lanesOf } from '../../../src/core/routing/lanes.ts';
import { DEFAULT_POLICY, type RoutingRule, type RuleConditions } from '../../../src/core/routing/policy.ts';
import { policyOfLead, type RuleFacts } from '../../../src/core/routing/rules.ts';
import { nextStepAt } from '../../../src/core/routing/policy.ts';
import { policyFor } from '../../../src/core/lead/queue.ts';
import { HOUR, SECOND } from '../../../src/core/vocabulary/time.ts';
import { agent, contextAt, newLead, NOON } from '../../support/leads.ts';
import { testCampaign } from '../../support/world.ts';

const facts: RuleFacts = {
  source: 'ads',
  language: 'ko',
  interest: 'roof',
  answers: { size: 'large', extras: ['battery', 'pump'], rooms: 4 },
  places: () => ['US-NY', 'US-NJ'],
};
const rule = (when: RuleConditions, changes: Partial<RoutingRule> = {}): RoutingRule => ({
  name: 'one',
  when,
  ...changes,
});
// 15:00 UTC on a Wednesday: 10:00 in New York.
const matched = (when: RuleConditions, known = facts, now = NOON) =>
  policyOfLead({ ...DEFAULT_POLICY, rules: [rule(when)] }, known, { zone: 'America/New_York' }, now).rule !== undefined;

test.each<[RuleConditions, boolean]>([
  [{ sources: ['mail', 'ads'] }, true],
  [{ sources: ['mail'] }, false],
  [{ languages: ['ko'] }, true],
  [{ languages: ['en'] }, false],
  [{ interests: ['roof'] }, true],
  [{ interests: ['car'] }, false],
  [{ answers: { size: ['large'] } }, true],
  [{ answers: { extras: ['pump'], rooms: ['4'] } }, true],
  [{ answers: { size: ['small'] } }, false],
  [{ answers: { unanswered: ['x'] } }, false],
  [{ places: ['US-NJ'] }, true],
  [{ places: ['US'] }, true],
  [{ places: ['US-N'] }, false],
  [{ weekdays: [3] }, true],
  [{ weekdays: [1, 2] }, false],
  [{ hours: { from: 600, to: 601 } }, true],
  [{ hours: { from: 540, to: 600 } }, false],
  [{ hours: { from: 1320, to: 601 } }, true],
  [{ hours: { from: 1320, to: 360 } }, false],
  [{ languages: ['ko'], interests: ['car'] }, false],
])('[R61] conditions %j hold: %s', (when, expected) => {
  expect(matched(when)).toBe(expected);
});

// New York is five hours behind: Friday 20:00, Saturday 00:30, and Saturday 01:00.
test.each<[weekday: number, at: string, expected: boolean]>([
  [5, '2026-11-21T01:00:00Z', true],
  [5, '2026-11-21T05:30:00Z', true],
  [5, '2026-11-21T06:00:00Z', false],
  [6, '2026-11-21T05:30:00Z', false],
  [6, '2026-11-22T05:30:00Z', true],
  // From Sunday into Monday.
  [7, '2026-11-23T05:30:00Z', true],
  [1, '2026-11-23T05:30:00Z', false],
])(
  '[R182] hours over midnight belong to the weekday on which they start: %s at %s holds: %s',
  (weekday, at, expected) => {
    expect(matched({ weekdays: [weekday], hours: { from: 1200, to: 60 } }, facts, Date.parse(at))).toBe(expected);
  },
);

test.each<[RuleConditions['numbers'], boolean]>([
  [{ rooms: { from: 4 } }, true],
  [{ rooms: { to: 4 } }, true],
  [{ rooms: { from: 5 } }, false],
  [{ rooms: { from: 1, to: 3 } }, false],
  [{ rooms: { from: 1 }, unanswered: { from: 0 } }, false],
  // Not a number, whatever it looks like.
  [{ size: { from: 0 } }, false],
])('[R151] the numbers %j hold: %s', (numbers, expected) => {
  expect(matched({ numbers })).toBe(expected);
});

test('[R61] a lead without the fact doesn’t match', () => {
  const blank: RuleFacts = { language: 'en', answers: {}, places: () => [] };
  for (const when of [{ sources: ['ads'] }, { interests: ['roof'] }, { places: ['US'] }] as const)
    expect(matched(when, blank)).toBe(false);
});

test('[R61] the first match decides; what it doesn’t say stays the policy’s', () => {
  const steps = [{ afterMs: 0, offerTo: 3, relax: [] }];
  const rules = [
    rule({ languages: ['en'] }),
    rule({ interests: ['roof'] }, { name: 'two', steps }),
    rule({}, { name: 'three' }),
  ];
  const policy = policyOfLead({ ...DEFAULT_POLICY, rules }, facts, { zone: 'UTC' }, NOON);
  expect(policy).toMatchObject({
    rule: { name: 'two' },
    steps,
    order: DEFAULT_POLICY.order,
    offerMs: DEFAULT_POLICY.offerMs,
  });
});

test('[R62] the lead’s deadline is the next step of its rule', () => {
  const steps = [
    { afterMs: 0, offerTo: 1, relax: [] },
    { afterMs: 10 * SECOND, offerTo: 1, relax: [] },
  ];
  const policy = { ...DEFAULT_POLICY, rules: [rule({ languages: ['en'] }, { steps })] };
  const lead = newLead(NOON, { context: { policy } });
  expect(lead).toMatchObject({ state: 'waiting', nextStepAt: NOON + 10 * SECOND });
  expect(nextStepAt(policyFor(lead, contextAt(NOON, { policy })), NOON, NOON)).toBe(NOON + 10 * SECOND);
});

test('[R62] [R18] a rule’s teams open the lane, and so do a step’s', () => {
  const free = { agent: agent('ana', { teamIds: ['night'] }), heldSlots: [] };
  const lanes = (changes: Partial<typeof DEFAULT_POLICY>) =>
    lanesOf([testCampaign({ teamIds: ['day'], policy: { ...DEFAULT_POLICY, ...changes } })], [free], NOON);
  expect(lanes({})).toEqual([]);
  const who = { teamIds: ['night'], skills: {} };
  expect(lanes({ rules: [rule({ hours: { from: 0, to: 360 } }, { who })] })).toHaveLength(1);
  const steps = [...DEFAULT_POLICY.steps, { afterMs: HOUR, offerTo: 1, relax: [], teamIds: ['night'] }];
  expect(lanes({ steps })).toHaveLength(1);
});
