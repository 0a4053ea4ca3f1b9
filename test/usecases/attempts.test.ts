/** The limit of attempts a day, for every lead of a number, on every node (L150). */
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { watchCommands } from '../../bench/commands.ts';
import { contactQuestion } from '../../src/core/callback/planPromise.ts';
import { mayContact } from '../../src/core/law/mayContact.ts';
import type { Parts } from '../../src/ports/parts.ts';
import { DAY, HOUR, MINUTE } from '../../src/core/vocabulary/time.ts';
import { openStores, type Stores } from '../../src/store/index.ts';
import { acceptOffer } from '../../src/usecases/routing/answerOffer.ts';
import { seenMarks } from '../../src/usecases/routing/seenMarks.ts';
import { contextOf } from '../../src/usecases/lead/context.ts';
import { finishLead, workLead } from '../../src/usecases/lead/workLead.ts';
import { NOON } from '../support/leads.ts';
import { SILENT_LOG, startWorld, testCampaign, type World } from '../support/world.ts';

const TEL = '+12025550143';
let world: World;
let stores: Stores;
let here: Parts;
/** Another node. */
let there: Parts;
beforeEach(async () => {
  world = await startWorld();
  await world.parts.campaigns.save(testCampaign({ id: 'heating', formKey: 'heating', version: 1 }));
  stores = await openStores(`${world.database.uri}&monitorCommands=true`, SILENT_LOG);
  here = world.parts;
  there = { ...here, ...stores.parts, clock: here.clock, seen: seenMarks() };
  await world.addAgent('ana');
});
afterEach(async () => {
  await stores.close();
  await world.stop();
});

/** A lead of the number that is called once by hand, reached, and closed. */
async function calledOnce(campaignId: string): Promise<string> {
  const id = await world.inquire({ tel: TEL, campaignId });
  await world.tick();
  const { offerId } = world.lastOffer('ana');
  expect(await acceptOffer(here, { agentId: 'ana', offerId })).toMatchObject({ ok: true });
  await workLead(here, id, { kind: 'talking', agentId: 'ana' });
  await workLead(here, id, { kind: 'ended', agentId: 'ana' });
  expect(await finishLead(here, 'ana', id, { outcome: 'notInterested' })).toMatchObject({ ok: true });
  world.pass(10 * MINUTE);
  return id;
}

test('[L150] a fourth attempt on a number is refused, whichever lead and campaign made the three before', async () => {
  for (const campaignId of ['solar', 'heating', 'solar']) await calledOnce(campaignId);
  const id = await world.inquire({ tel: TEL, campaignId: 'heating' });
  await world.tick();
  const lead = await here.leads.byId(id);
  expect(lead).toMatchObject({ state: 'callback', attempts: [] });
  // The first attempt was in the first minute; a day later the next is permitted.
  expect(lead?.promise?.dueAt).toBe(NOON + 24 * HOUR);
  // Another number is another person.
  expect(await here.numbers.forContact('+12025550144', world.now())).toEqual({ doNotCallSince: null, attempts: [] });
});

test('[L150] every node counts what another one dialed a moment ago', async () => {
  for (let times = 0; times < 2; times += 1) await calledOnce('solar');
  // The third, offered here and opened before the node over there dialed for another lead of this number.
  const third = await world.inquire({ tel: TEL, campaignId: 'heating' });
  await world.tick();
  const { offerId } = world.lastOffer('ana');
  const attempt = { at: new Date(world.now()), agentId: 'ben', result: 'noAnswer' };
  const other = stores.connection.collection<{ _id: string }>('leads');
  await other.updateOne({ _id: 'ld_in_1' }, { $push: { attempts: attempt } });
  expect(await acceptOffer(here, { agentId: 'ana', offerId })).toMatchObject({ ok: false });
  expect(await there.leads.byId(third)).toMatchObject({ state: 'callback', attempts: [] });
  const refused = (await there.leads.timeline(third)).find(({ kind }) => kind === 'contactRefused');
  expect(refused).toMatchObject({ data: { reason: 'too-many-attempts', rule: 'P4' } });
});

test('[L150] two nodes that dial a number in the same moment make one attempt', async () => {
  const id = await world.inquire({ tel: TEL });
  await world.tick();
  const { offerId } = world.lastOffer('ana');
  await acceptOffer(here, { agentId: 'ana', offerId });
  await workLead(here, id, { kind: 'unreached', agentId: 'ana', result: 'noAnswer' });
  expect(await here.leads.byId(id)).toMatchObject({ attempts: [{ result: 'noAnswer' }] });
  world.pass(20 * MINUTE);
  await world.tick();
  const again = { agentId: 'ana', offerId: world.lastOffer('ana').offerId };
  await Promise.all([acceptOffer(here, again), acceptOffer(there, again)]);
  const lead = await there.leads.byId(id);
  expect(lead?.attempts.map(({ result }) => result)).toEqual(['noAnswer', 'dialing']);
});

test('[L150] one read has the attempts and the do-not-call entry, and a proposal may use it for two seconds', async () => {
  await calledOnce('solar');
  const now = world.now();
  expect(await there.numbers.forContact(TEL, now)).toMatchObject({
    ...{ doNotCallSince: null, attempts: [{ agentId: 'ana', result: 'reached' }] },
  });
  const by = { kind: 'supervisor', id: 'sam' } as const;
  await here.doNotCall.add({ id: 'entered', tel: TEL, at: now, by, source: 'outcome' });
  expect(await there.numbers.forContact(TEL, now, HOUR)).toMatchObject({ doNotCallSince: null });
  expect(await there.numbers.forContact(TEL, now)).toMatchObject({ doNotCallSince: now });
  expect(await here.numbers.forContact(TEL, now, HOUR)).toMatchObject({ doNotCallSince: now });
  // Those of a month ago count no more.
  expect((await there.numbers.forContact(TEL, now + 31 * DAY)).attempts).toEqual([]);
});

test('[L150] the law asks the database once before a contact, for a number with leads, attempts and an entry', async () => {
  for (const campaignId of ['solar', 'heating']) await calledOnce(campaignId);
  const act = { id: 'act_1', tel: TEL, at: world.now(), by: { kind: 'prospect' }, source: 'text' } as const;
  await here.doNotCall.add(act);
  const campaign = testCampaign();
  const lead = await there.leads.byId('ld_in_1');
  // The key of hashes is read once per node.
  await there.doNotCall.idOf(TEL);
  const sent: string[] = [];
  const watch = watchCommands(stores.connection.getClient(), ({ name, collection }) => {
    sent.push(`${name} ${collection}`);
  });
  const verdict = mayContact(contactQuestion(lead!, await contextOf(there, campaign, TEL)));
  watch.stop();
  expect(verdict).toMatchObject({ allowed: false, rule: 'L5' });
  expect(sent).toHaveLength(1);
});
