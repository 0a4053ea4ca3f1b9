import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { kindsBelowAdvised, DEFAULT_RETENTION, FIVE_YEARS } from '../../src/core/administration/retention.ts';
import { DAY, HOUR, SECOND } from '../../src/core/vocabulary/time.ts';
import { acceptOffer } from '../../src/usecases/routing/answerOffer.ts';
import { applyRetention, RETENTION_SETTING } from '../../src/usecases/lead/applyRetention.ts';
import { workLead } from '../../src/usecases/lead/workLead.ts';
import { startWorld, type World } from '../support/world.ts';

let world: World;
beforeEach(async () => {
  world = await startWorld();
  await world.addAgent('ana');
});
afterEach(() => world.stop());

const collection = (name: string) => world.connection.collection<{ _id: string }>(name);
const all = (name: string) => collection(name).find({}).toArray();

/** From the form to the outcome; with so many notes that the history is longer than what is kept on the lead. */
async function closedLead(tel: string, notes = 0): Promise<string> {
  const leadId = await world.inquire({ tel, message: 'A marimba in the greenhouse', rawBody: '{"phone":"raw"}' });
  await world.tick();
  await acceptOffer(world.parts, { agentId: 'ana', offerId: world.lastOffer('ana').offerId });
  const by = { kind: 'agent', id: 'ana' } as const;
  for (let n = 0; n < notes; n += 1) await workLead(world.parts, leadId, { kind: 'note', by, note: `Bassoon ${n}` });
  await workLead(world.parts, leadId, { kind: 'talking', agentId: 'ana' });
  world.pass(SECOND);
  await workLead(world.parts, leadId, { kind: 'ended', agentId: 'ana' });
  const closed = await workLead(world.parts, leadId, { kind: 'close', by, outcome: 'doNotCall', note: 'Bassoon' });
  if (!closed.ok) throw new Error(closed.message);
  return leadId;
}

test('[U11] each kind goes after its own time, and not a day before', async () => {
  await closedLead('+12025550101');
  const counts = async () => ({
    raw: (await all('inquiries')).filter((one) => 'rawBody' in one).length,
    effects: (await all('effects')).length,
    decisions: [...(await all('decisions')), ...(await all('leads')).filter((one) => 'decision' in one)].length,
  });
  const before = await counts();
  expect(before).toMatchObject({ raw: 1, decisions: 1 });
  world.pass(30 * DAY - HOUR);
  expect(await applyRetention(world.parts)).toEqual({});
  world.pass(2 * HOUR);
  expect(await applyRetention(world.parts)).toEqual({ rawBodies: 1 });
  expect(await counts()).toEqual({ ...before, raw: 0 });
  world.pass(60 * DAY);
  expect(await applyRetention(world.parts)).toEqual({ deliveredEffects: before.effects });
  world.pass(300 * DAY);
  expect(await applyRetention(world.parts)).toEqual({ decisions: 1 });
  expect(await counts()).toEqual({ raw: 0, effects: 0, decisions: 0 });
  // The lead itself is kept, unless the business chose otherwise.
  world.pass(5000 * DAY);
  expect(await applyRetention(world.parts)).toEqual({});
});

test('[U12] [L20] an open lead, its decisions and the do-not-call list stay, whatever the settings say', async () => {
  const closed = await closedLead('+12025550101');
  const open = await world.inquire({ tel: '+12025550102', message: 'Open' });
  await world.tick();
  await world.parts.settings.set(RETENTION_SETTING, {
    rawBodies: 1,
    deliveredEffects: 7,
    decisions: 30,
    closedLeads: 30,
    backups: 1,
  });
  const before = await world.parts.leads.byId(open);
  const list = await all('doNotCall');
  expect(list).toHaveLength(1);
  world.pass(3000 * DAY);
  const removed = await applyRetention(world.parts);
  expect(removed).toMatchObject({ closedLeads: 1, decisions: 1 });
  expect(await world.parts.leads.byId(open)).toEqual(before);
  expect(await world.parts.decisions.ofLead(open)).toHaveLength(1);
  expect(await world.parts.decisions.ofLead(closed)).toHaveLength(0);
  // The person is erased: the entry stays in force, without the number.
  const { tel, ...left } = list[0] as unknown as Record<string, unknown>;
  expect(tel).toBe('+12025550101');
  expect(await all('doNotCall')).toEqual([left]);
  expect(await world.parts.doNotCall.since('+12025550101')).not.toBeNull();
  expect(await applyRetention(world.parts)).toEqual({});
});

test('[L25] the number stays on the list while another lead has it, and goes with the last one', async () => {
  const tel = '+12025550101';
  await closedLead(tel);
  world.pass(20 * DAY);
  await world.parts.doNotCall.lift({ id: 'x', tel, at: world.now(), by: { kind: 'system' }, source: 'admin' });
  await closedLead(tel);
  await world.parts.settings.set(RETENTION_SETTING, { ...DEFAULT_RETENTION, closedLeads: 30 });
  const numbers = async () => (await world.parts.doNotCall.list({ limit: 5 })).items.map((entry) => entry.tel);
  world.pass(15 * DAY);
  expect(await applyRetention(world.parts)).toMatchObject({ closedLeads: 1 });
  expect(await numbers()).toEqual([tel]);
  world.pass(20 * DAY);
  expect(await applyRetention(world.parts)).toMatchObject({ closedLeads: 1 });
  expect(await numbers()).toEqual([undefined]);
  expect(await world.parts.doNotCall.since(tel)).not.toBeNull();
});

test('[U12] [10] an erased lead says nothing of anybody, and the chain of its history stays whole', async () => {
  const leadId = await closedLead('+12025550101', 60);
  await world.parts.settings.set(RETENTION_SETTING, { ...DEFAULT_RETENTION, closedLeads: 30 });
  expect(await world.parts.leads.verifyChain(leadId)).toBe(true);
  const entries = (await world.parts.leads.timeline(leadId)).length;
  world.pass(31 * DAY);
  await applyRetention(world.parts);
  const left = JSON.stringify([await all('leads'), await all('timeline'), await all('inquiries')]);
  for (const secret of ['Maria', '5550101', 'marimba', 'Bassoon', '192.0.2.1', '"salt"', 'raw'])
    expect(left.replaceAll('"rawBody"', '')).not.toContain(secret);
  expect(await world.parts.leads.verifyChain(leadId)).toBe(true);
  expect(await world.parts.leads.timeline(leadId)).toHaveLength(entries);
  expect(await world.parts.leads.byId(leadId)).toMatchObject({ state: 'closed', outcome: 'doNotCall', erased: true });
  expect((await world.parts.leads.search({ q: 'maria', limit: 5 })).items).toHaveLength(0);
});

test('[U11] many are removed in small batches, the rest by later runs, each once', async () => {
  const old = new Date(world.now() - 100 * DAY);
  const documents = Array.from({ length: 4500 }, (_, n) => ({
    ...{ _id: `e${n}`, leadId: 'x', kind: 'agentAway', deliveredAt: new Date(old.getTime() + n) },
  }));
  await collection('effects').insertMany(documents);
  expect(await applyRetention(world.parts)).toEqual({ deliveredEffects: 4000 });
  expect(await applyRetention(world.parts)).toEqual({ deliveredEffects: 500 });
  expect(await applyRetention(world.parts)).toEqual({});
});

test('[U11] a time for closed leads below what the law asks of sellers is allowed, and said', () => {
  expect(kindsBelowAdvised(DEFAULT_RETENTION)).toEqual([]);
  expect(kindsBelowAdvised({ ...DEFAULT_RETENTION, closedLeads: FIVE_YEARS })).toEqual([]);
  expect(kindsBelowAdvised({ ...DEFAULT_RETENTION, closedLeads: FIVE_YEARS - 1 })).toEqual(['closedLeads']);
});
