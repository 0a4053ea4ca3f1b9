/** “Why not me?” over the real stores. */
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { MINUTE } from '../../src/core/vocabulary/time.ts';
import { openStores } from '../../src/store/index.ts';
import { passedOverLeads } from '../../src/usecases/routing/passedOverLeads.ts';
import { declineOffer } from '../../src/usecases/routing/answerOffer.ts';
import { SILENT_LOG, startWorld, testCampaign, type World } from '../support/world.ts';

let world: World;
beforeEach(async () => {
  world = await startWorld();
});
afterEach(() => world.stop());

const listOf = (id: string, parts = world.parts) =>
  passedOverLeads(parts, { id, language: 'en' } as Parameters<typeof passedOverLeads>[1]);

test('[R67] each agent sees their own reasons: today’s leads of their teams, whatever became of them, and nothing about customers', async () => {
  await world.parts.campaigns.save(testCampaign({ teamIds: ['day'] }));
  await world.addAgent('kim', { teamIds: ['day'], idleSince: world.now() - 5 * MINUTE });
  await world.addAgent('ana', { teamIds: ['day'], idleSince: world.now() - MINUTE });
  await world.addAgent('eve', { teamIds: ['night'] });
  await world.addAgent('off', { teamIds: ['day'], presence: 'offline' });
  const first = await world.inquire({ tel: '+12025551001' });
  await world.tick();
  const ana = await listOf('ana');
  expect(ana).toMatchObject({ isCut: false, leads: [{ campaign: 'Solar', reason: 'idleLess', own: MINUTE }] });
  expect(JSON.stringify(ana)).not.toMatch(/Maria|1001|ld_/);
  expect((await listOf('kim')).leads).toEqual([]);
  expect((await listOf('eve')).leads).toEqual([]);
  expect((await listOf('off')).leads).toMatchObject([{ reason: 'offline' }]);
  expect((await listOf('supervisor')).leads).toEqual([]);

  // Another offer of the same lead replaces the reason; who had one isn't told why they hadn't.
  const lead = await world.parts.leads.byId(first);
  if (lead?.state !== 'offered') throw new Error('not offered');
  await declineOffer(world.parts, { agentId: 'kim', offerId: lead.offer.id }, undefined);
  await world.tick();
  expect((await listOf('ana')).leads).toEqual([]);
  expect((await listOf('kim')).leads).toEqual([]);

  // The next day begins with an empty list.
  const { since } = await listOf('off');
  world.pass(since + 24 * 60 * MINUTE - world.now());
  expect((await listOf('off')).leads).toEqual([]);
});

test('[R67] another node, which routed nothing, lists the same', async () => {
  await world.addAgent('kim', { idleSince: world.now() - 5 * MINUTE });
  await world.addAgent('ana', { idleSince: world.now() - MINUTE });
  await world.inquire();
  await world.tick();
  const { leads } = await listOf('ana');
  expect(leads).toHaveLength(1);
  await world.parts.facts.known([]);
  const other = await openStores(world.database.uri, SILENT_LOG);
  try {
    expect(
      (await listOf('ana', { ...world.parts, facts: other.parts.facts, decisions: other.parts.decisions })).leads,
    ).toEqual(leads);
  } finally {
    await other.close();
  }
});

test('[R67] [R180] an agent at another site learns for which sites the lead was, by name', async () => {
  const { parts } = world;
  await parts.sites.add({ id: 'busan', name: 'Busan', version: 1 });
  await parts.campaigns.save(testCampaign({ siteIds: ['busan'] }));
  await world.addAgent('kim', { siteId: 'busan' });
  await world.addAgent('ana', { siteId: 'seoul' });
  const leadId = await world.inquire({ tel: '+12025551001' });
  await world.tick();
  expect(await parts.leads.byId(leadId)).toMatchObject({ state: 'offered', offer: { agents: [{ agentId: 'kim' }] } });
  expect((await listOf('ana')).leads).toMatchObject([{ reason: 'otherSite', sites: ['Busan'] }]);
});
