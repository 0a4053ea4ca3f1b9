import { expect, test } from '@jest/globals';
import { lanesOf } from '../../../src/core/routing/lanes.ts';
import { DEFAULT_POLICY } from '../../../src/core/routing/policy.ts';
import { agent, NOON } from '../../support/leads.ts';
import { testCampaign } from '../../support/world.ts';

const free = (id: string, changes: Parameters<typeof agent>[1]) => ({ agent: agent(id, changes), heldSlots: [] });
const strict = { ...DEFAULT_POLICY, steps: DEFAULT_POLICY.steps.slice(0, 1) };
const roofs = testCampaign({ id: 'roofs', teamIds: ['roofs'], policy: strict });
const cars = testCampaign({ id: 'cars', teamIds: ['cars'], policy: strict });

test('[R18] a lane is what free agents could take: their teams’ campaigns in their languages', () => {
  const ana = free('ana', { teamIds: ['roofs'], languages: ['en'] });
  const bo = free('bo', { teamIds: ['cars'], languages: ['ko'] });
  expect(lanesOf([roofs, cars], [ana], NOON)).toEqual([{ campaignIds: ['roofs'], languages: ['en'] }]);
  expect(lanesOf([roofs, cars], [ana, bo], NOON)).toEqual([
    { campaignIds: ['roofs'], languages: ['en'] },
    { campaignIds: ['cars'], languages: ['ko'] },
  ]);
});

test('campaigns with the same languages share a lane', () => {
  const both = free('ana', { teamIds: ['roofs', 'cars'], languages: ['en', 'ko'] });
  expect(lanesOf([roofs, cars], [both], NOON)).toEqual([{ campaignIds: ['roofs', 'cars'], languages: ['en', 'ko'] }]);
});

test('nobody free has no lane', () => {
  expect(lanesOf([roofs, cars], [], NOON)).toEqual([]);
});

test('a policy that will not ask for the language later opens the lane now', () => {
  const patient = {
    ...strict,
    steps: [...strict.steps, { afterMs: 60_000, offerTo: 1, relax: ['language'] as const }],
  };
  const ana = free('ana', { teamIds: ['roofs'], languages: ['en'] });
  expect(lanesOf([{ ...roofs, policy: patient }], [ana], NOON)).toEqual([
    { campaignIds: ['roofs'], languages: ['en', 'ko'] },
  ]);
});
