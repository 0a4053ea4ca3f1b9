/** Why leads wait, and what is stored of a choice, over the real stores. */
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { isRecomputable } from '../../src/core/routing/recomputeChoice.ts';
import { DEFAULT_POLICY } from '../../src/core/routing/policy.ts';
import { SECOND } from '../../src/core/vocabulary/time.ts';
import { viewFloor } from '../../src/usecases/floor/viewFloor.ts';
import { presentDecisions } from '../../src/usecases/present/decision.ts';
import { explainWait, presentWait } from '../../src/usecases/routing/explainWaits.ts';
import { startWorld, testCampaign, type World } from '../support/world.ts';

let world: World;
beforeEach(async () => {
  world = await startWorld();
});
afterEach(() => world.stop());

const whyOnFloor = async (leadId: string) =>
  (await viewFloor(world.parts, 'en')).waiting.find(({ id }) => id === leadId)?.waits;

test('[R65] a lead says why it waits before any routing pass, on the floor and on its page, and as the agents change', async () => {
  const leadId = await world.inquire({ tel: '+12025551001' });
  const lead = (await world.parts.leads.byId(leadId))!;
  expect(await whyOnFloor(leadId)).toEqual({ why: 'nobody', count: 0 });
  await world.addAgent('ana', { presence: 'away', presenceReason: 'meal' });
  await world.addAgent('gone', { presence: 'offline', presenceReason: 'deactivated' });
  expect(await whyOnFloor(leadId)).toEqual({ why: 'away', count: 1 });
  await world.addAgent('ben', { capacity: 1 });
  expect(await whyOnFloor(leadId)).toEqual({ why: 'next', count: 1 });
  await world.tick();
  const second = await world.inquire({ tel: '+12025551002' });
  expect(await whyOnFloor(second)).toEqual({ why: 'busy', count: 1 });
  const now = await explainWait(world.parts, (await world.parts.leads.byId(second))!);
  expect(now?.decision).toMatchObject({ winners: [], passedOver: { away: ['ana'], otherOffer: ['ben'] } });
  expect(presentWait(now!)).toEqual({ why: 'busy', count: 1 });
  // It's offered by now, so it doesn't wait.
  expect(await explainWait(world.parts, (await world.parts.leads.byId(lead.id))!)).toBeNull();
  expect(await whyOnFloor(leadId)).toBeUndefined();
});

test('[R64] the stored record has the ranks and names what the lead required, and recomputes to the same choice', async () => {
  const policy = { ...DEFAULT_POLICY, order: { kind: 'lastAgent', then: 'fewestToday' } as const };
  await world.parts.campaigns.save(testCampaign({ policy }));
  await world.addAgent('ana', { idleSince: world.now() - 9 * SECOND });
  await world.addAgent('ben', { idleSince: world.now() - 3 * SECOND });
  const leadId = await world.inquire();
  await world.tick();
  const decisions = await world.parts.decisions.ofLead(leadId);
  expect(decisions).toMatchObject([{ order: 'fewestToday', offerTo: 1, asked: { language: 'en', teamIds: [] } }]);
  expect(decisions.map(isRecomputable)).toEqual([true]);
  const [shown] = await presentDecisions(world.parts, decisions);
  expect(shown).toMatchObject({ agrees: true, offerTo: 1, asked: { teams: [], language: 'en', skills: [] } });
});
