import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { HOUR, MINUTE, SECOND } from '../../src/core/vocabulary/time.ts';
import type { AnyDocument } from '../../src/store/model.ts';
import { labelSuspects, renewCards } from '../../src/store/fillCards.ts';
import { startProjections } from '../../src/store/projections.ts';
import { changeProfile } from '../../src/usecases/lead/changeProfile.ts';
import { factSweep, repairFacts } from '../../src/usecases/lead/repairFacts.ts';
import { superviseLead } from '../../src/usecases/lead/superviseLead.ts';
import { SILENT_LOG, startWorld, testInquiry, type World } from '../support/world.ts';

let world: World;
beforeEach(async () => {
  world = await startWorld();
});
afterEach(() => world.stop());

const cards = () => world.connection.collection<AnyDocument>('cards');
const found = async (q: string) => (await world.parts.leads.search({ q, limit: 5 })).items.map(({ id }) => id);
const close = (leadId: string) =>
  superviseLead(world.parts, 'sam', leadId, { verb: 'close', outcome: 'notInterested' });

test('[R26] a lead is found as it is now, at once by the node that changed it', async () => {
  const person = testInquiry('in_1', world.now(), '+12025550143').person;
  const leadId = await world.inquire({ person: { ...person, name: 'Mária Núñez', email: 'maria@example.com' } });
  for (const q of ['maria', 'nun', '0143', '555014', 'MARIA@ex', 'mari 0143']) expect(await found(q)).toEqual([leadId]);
  for (const q of ['maria x', '0144', 'aria']) expect(await found(q)).toEqual([]);
  expect((await world.parts.leads.search({ state: 'closed', limit: 5 })).items).toEqual([]);
  await close(leadId);
  expect((await world.parts.leads.search({ state: 'waiting', limit: 5 })).items).toEqual([]);
  expect((await world.parts.leads.search({ outcome: 'notInterested', limit: 5 })).items).toMatchObject([
    { id: leadId },
  ]);
});

test('[R26] a card that comes late from another node does not replace a newer one', async () => {
  const leadId = await world.inquire({ tel: '+12025550143' });
  const older = await world.parts.leads.load(leadId);
  await close(leadId);
  expect(await world.parts.cards.outdated([])).toEqual([]);
  const newest = await cards().findOne({ _id: leadId });
  expect(newest).toMatchObject({ place: 'notInterested' });

  const late = startProjections(world.connection, SILENT_LOG, world.parts.clock);
  late.add({ kind: 'card', lead: older!.lead, rev: older!.rev });
  await late.settled();
  await late.stop();
  expect(await cards().findOne({ _id: leadId })).toEqual(newest);
});

test('[U3] cards of an earlier version get what lists sort and filter by', async () => {
  const leadId = await world.inquire({ tel: '+12025550143', source: { utm: { source: 'letter' } } });
  await world.parts.cards.outdated([]);
  const whole = await cards().findOne({ _id: leadId });
  expect(whole).toMatchObject({ labels: ['source:form', 'from:letter'], waitsSince: expect.any(Date) as unknown });
  await cards().updateOne({ _id: leadId }, { $unset: { labels: 1, waitsSince: 1 } });
  await renewCards(world.connection);
  expect(await cards().findOne({ _id: leadId })).toEqual(whole);
});

test('[V171] leads are found by tag and source, also both at once, and no longer once the tag is removed', async () => {
  const tagged = await world.inquire({ tel: '+12025550143' });
  await world.inquire({ tel: '+12025550144' });
  const tag = (tags: object) => changeProfile(world.parts, { kind: 'supervisor', id: 'sam' }, tagged, { tags });
  await tag({ add: ['VIP'] });
  const idsOf = async (query: object) =>
    (await world.parts.leads.search({ ...query, limit: 5 })).items.map(({ id }) => id);
  expect(await idsOf({ tag: 'vip' })).toEqual([tagged]);
  expect(await idsOf({ tag: 'vip', source: 'form', state: 'open' })).toEqual([tagged]);
  for (const none of [{ tag: 'vip', source: 'api' }, { tag: 'vi' }, { tag: 'form' }, { tag: 'vip', state: 'closed' }])
    expect(await idsOf(none)).toEqual([]);
  expect(await idsOf({ source: 'form' })).toHaveLength(2);
  await tag({ remove: ['vip'] });
  expect(await idsOf({ tag: 'vip' })).toEqual([]);
});

test('[R26] a card that a crash cut off is written by the sweep: of open leads and of those that have closed', async () => {
  const [open, closed] = [await world.inquire({ tel: '+12025550143' }), await world.inquire({ tel: '+12025550144' })];
  const since = world.now() - HOUR;
  await close(closed);
  await world.parts.cards.outdated([]);
  const before = await cards().find({}).sort({ _id: 1 }).toArray();
  expect(before).toHaveLength(2);

  await cards().deleteMany({});
  expect(await found('0143')).toEqual([]);
  world.pass(MINUTE + SECOND);
  await repairFacts(world.parts, since);
  expect(await found('0144')).toEqual([closed]);
  await factSweep(world.parts)();
  expect(await found('0143')).toEqual([open]);
  expect(await cards().find({}).sort({ _id: 1 }).toArray()).toEqual(before);
});

test('[V223] only open leads with a suspicion are labeled, also after an update from an earlier version', async () => {
  const [a = '', b = '', alone = ''] = await Promise.all(
    [1, 2, 3].map((n) => {
      const { person } = testInquiry('in', world.now(), `+1202555014${n}`);
      return world.inquire({ person: { ...person, email: n === 3 ? 'alone@example.com' : 'same@example.com' } });
    }),
  );
  const labels = async () => {
    await world.parts.cards.outdated([]);
    const all = await Promise.all([a, b, alone].map((_id) => cards().findOne({ _id })));
    return all.map((card) => (card?.['labels'] as readonly string[]).filter((label) => label.startsWith('is:')));
  };
  const suspected = ['is:suspected'];
  expect(await labels()).toEqual([suspected, suspected, []]);
  await close(b);
  expect(await labels()).toEqual([suspected, [], []]);
  await cards().updateMany({}, { $set: { labels: [] } });
  await labelSuspects(world.connection);
  expect(await labels()).toEqual([suspected, [], []]);
});
