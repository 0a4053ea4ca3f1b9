import { expect, test } from '@jest/globals';
import { inventPeriod, replayCampaign, runWhole } from '../../../bench/inventPeriod.ts';
import { checkPolicy } from '../../../src/core/administration/checkPolicy.ts';
import { campaignTemplate } from '../../../src/core/administration/template.ts';
import { chooseAgents } from '../../../src/core/routing/chooseAgents.ts';
import { DEFAULT_POLICY, nextStepAt, stepAt, type Policy } from '../../../src/core/routing/policy.ts';
import { pacedBy, speedBudgetOf, type TimedLead } from '../../../src/core/routing/speedBudget.ts';
import { HOUR, MINUTE, SECOND } from '../../../src/core/vocabulary/time.ts';
import { agent, NOON } from '../../support/leads.ts';

const objective = { percent: 95, withinMs: MINUTE };
/** So many leads, a minute apart, the latest five minutes ago; the first `missed` never had a conversation. */
const leads = (count: number, missed: number): readonly TimedLead[] =>
  Array.from({ length: count }, (_one, index) => {
    const arrivedAt = NOON - (count - index + 4) * MINUTE;
    return { arrivedAt, ...(index >= missed && { talkedAt: arrivedAt + 30 * SECOND }) };
  });
const policy: Policy = {
  ...DEFAULT_POLICY,
  speed: objective,
  steps: [
    { afterMs: 0, offerTo: 1, relax: [] },
    { afterMs: 40 * SECOND, offerTo: 2, relax: [] },
    { afterMs: 100 * SECOND, offerTo: 3, relax: [] },
  ],
};
const stepsAt = (burn: number | null, ages: readonly number[]) =>
  ages.map((age) => stepAt(pacedBy(policy, burn), NOON - age * SECOND, NOON).offerTo);

test('[R133] burn is the share missed in the last hour ÷ the share allowed', () => {
  expect(speedBudgetOf(leads(40, 2), objective, NOON)).toEqual({ decided: 40, missed: 2, burn: expect.closeTo(1) });
  expect(speedBudgetOf(leads(40, 8), objective, NOON).burn).toBeCloseTo(4);
  expect(speedBudgetOf(leads(40, 0), objective, NOON).burn).toBe(0);
});

test('[R133] above a burn of 1 each step begins at half its age, and no step is added', () => {
  const ages = [0, 19, 20, 39, 40, 49, 50, 99, 100, 250];
  expect(stepsAt(null, ages)).toEqual([1, 1, 1, 1, 2, 2, 2, 2, 3, 3]);
  expect(stepsAt(1, ages)).toEqual(stepsAt(null, ages));
  expect(stepsAt(1.01, ages)).toEqual([1, 1, 2, 2, 2, 2, 3, 3, 3, 3]);
  const paced = pacedBy(policy, 2);
  expect(nextStepAt(paced, NOON, NOON)).toBe(NOON + 20 * SECOND);
  expect(nextStepAt(paced, NOON, NOON + 50 * SECOND)).toBe(NOON + policy.giveUpMs);
});

test('[R134] only decided leads of the last hour count, and fewer than ten burn nothing', () => {
  expect(speedBudgetOf(leads(9, 9), objective, NOON)).toEqual({ decided: 9, missed: 9, burn: null });
  expect(speedBudgetOf(leads(10, 10), objective, NOON).burn).toBeCloseTo(20);
  const [at, late] = [NOON - 30 * SECOND, NOON - MINUTE];
  const decided = (one: TimedLead) => speedBudgetOf([one], objective, NOON).decided;
  expect(decided({ arrivedAt: at })).toBe(0);
  expect(decided({ arrivedAt: at, talkedAt: NOON - SECOND })).toBe(1);
  // At the limit it is still in time.
  expect(decided({ arrivedAt: late })).toBe(0);
  expect(speedBudgetOf([{ arrivedAt: late - 1 }], objective, NOON)).toMatchObject({ decided: 1, missed: 1 });
  expect(decided({ arrivedAt: NOON - HOUR })).toBe(0);
  // A conversation that is yet to come, in a replay.
  expect(decided({ arrivedAt: at, talkedAt: NOON + SECOND })).toBe(0);
});

test('[R135] the decision names the step and the burn', () => {
  const lead = { id: 'ld_1', epoch: 1, language: 'en', skills: {}, teamIds: [], tried: [], priorityMs: 0 } as const;
  const candidates = ['ana', 'ben', 'chloe'].map((id) => ({ agent: agent(id), heldSlots: [] }));
  const decide = (burn: number | null) => {
    const paced = pacedBy(policy, burn);
    const step = stepAt(paced, NOON - 20 * SECOND, NOON);
    return chooseAgents({ ...lead, waitedMs: 20 * SECOND }, candidates, paced, step, NOON);
  };
  expect(decide(4)).toMatchObject({ step: 40 * SECOND, burn: 4, offerTo: 2 });
  expect(decide(0.5)).toMatchObject({ step: 0, offerTo: 1 });
  expect(decide(0.5)).not.toHaveProperty('burn');
});

test('[R137] a replay burns by its own figures, and is the same each time', () => {
  // Ten leads in a row that only the second team can take, which the second step reaches.
  const steps = [
    { afterMs: 0, offerTo: 1, relax: [] },
    { afterMs: 60 * SECOND, offerTo: 1, relax: ['skills'] as const },
  ];
  const period = inventPeriod(200, 6);
  const asked = (speed?: Policy['speed']) => ({
    ...replayCampaign({ steps, nobodyMs: 4 * MINUTE, ...(speed && { speed }) }),
    skills: { roofs: 1 },
  });
  const seconds = (speed?: Policy['speed']) => [...runWhole(period, asked(speed), 0).seconds];
  const plain = seconds();
  const burning = seconds({ percent: 95, withinMs: 30 * SECOND });
  expect(burning).toEqual(seconds({ percent: 95, withinMs: 30 * SECOND }));
  const median = (all: readonly number[]) =>
    [...all].sort((one, other) => one - other)[Math.floor(all.length / 2)] ?? 0;
  expect(median(plain)).toBeGreaterThanOrEqual(60);
  expect(median(burning)).toBeLessThan(45);
  expect(burning.slice(0, 5)).toEqual(plain.slice(0, 5));
});

test.each([
  [{ percent: 100, withinMs: MINUTE }, 'policy.speed.percent'],
  [{ percent: 49, withinMs: MINUTE }, 'policy.speed.percent'],
  [{ percent: 95, withinMs: SECOND }, 'policy.speed.withinMs'],
  [{ percent: 95, withinMs: HOUR }, 'policy.speed.withinMs'],
])('[R133] an objective of %j is refused at its place', (speed, path) => {
  const draft = campaignTemplate({ name: 'Acme', country: 'US', language: 'en' });
  const paths = checkPolicy({ ...draft, policy: { ...draft.policy, speed } }, { personIds: [] }).map((one) => one.path);
  expect(paths).toEqual([path]);
});
