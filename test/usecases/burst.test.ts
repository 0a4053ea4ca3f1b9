/** A policy that is activated while leads arrive faster than agents are free. */
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { DEFAULT_POLICY } from '../../src/core/routing/policy.ts';
import { SECOND } from '../../src/core/vocabulary/time.ts';
import { changeLead } from '../../src/usecases/lead/changeLead.ts';
import { acceptOffer } from '../../src/usecases/routing/answerOffer.ts';
import { startWorld, testCampaign, type World } from '../support/world.ts';

let world: World;
beforeEach(async () => {
  world = await startWorld();
});
afterEach(() => world.stop());

test('[R124] a policy activated in the middle of a burst decides every later choice, ends no offer, and loses no lead', async () => {
  for (const id of ['ana', 'ben']) await world.addAgent(id);
  const ids: string[] = [];
  for (let n = 0; n < 6; n += 1) ids.push(await world.inquire({ tel: `+1202555${4000 + n}` }));
  await world.tick();
  await world.seeAll();
  const open = await world.parts.leads.held();
  expect(open).toHaveLength(2);

  const policy = { ...DEFAULT_POLICY, version: 2, offerMs: 60 * SECOND, order: { kind: 'roundRobin' as const } };
  await world.parts.campaigns.save(testCampaign({ policy }));
  await world.tick();
  expect((await world.parts.leads.held()).map(({ id }) => id).sort()).toEqual(open.map(({ id }) => id).sort());

  for (let round = 0; round < 3; round += 1) {
    for (const lead of await world.parts.leads.held()) {
      if (lead.state !== 'offered') throw new Error(`not offered but ${lead.state}`);
      const agentId = lead.offer.agents[0]!.agentId;
      expect(await acceptOffer(world.parts, { agentId, offerId: lead.offer.id })).toMatchObject({ ok: true });
      await changeLead(world.parts, lead.id, { kind: 'talking', agentId });
      world.pass(SECOND);
      await changeLead(world.parts, lead.id, { kind: 'ended', agentId });
      await changeLead(world.parts, lead.id, { kind: 'close', by: { kind: 'agent', id: agentId }, outcome: 'won' });
    }
    await world.tick();
    await world.seeAll();
  }
  const decisions = await world.parts.decisions.ofLeads(ids);
  const made = decisions.map(({ policyVersion, order }) => `${policyVersion} ${order}`).sort();
  expect(made).toEqual([...Array<string>(2).fill('1 longestIdle'), ...Array<string>(4).fill('2 roundRobin')]);
  for (const id of ids) expect((await world.parts.leads.byId(id))?.state).toBe('closed');
});
