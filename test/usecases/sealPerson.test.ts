/** Erasing a person while keeping, under seal, what 16 CFR 310.5 requires. */
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { FIVE_YEARS } from '../../src/core/administration/retention.ts';
import { DAY, HOUR, MINUTE } from '../../src/core/vocabulary/time.ts';
import type { Call } from '../../src/core/call/call.ts';
import type { Parts } from '../../src/ports/parts.ts';
import { listNumber } from '../../src/usecases/doNotCall/listNumber.ts';
import { changeLead } from '../../src/usecases/lead/changeLead.ts';
import { mergeLeads } from '../../src/usecases/lead/mergeLeads.ts';
import { finishLead, workLead } from '../../src/usecases/lead/workLead.ts';
import { erasePerson, resumeErasures } from '../../src/usecases/persons/erasePerson.ts';
import { knownPerson } from '../../src/usecases/persons/findPerson.ts';
import { openSeal, recordsToSeal } from '../../src/usecases/persons/sealPerson.ts';
import { viewPerson } from '../../src/usecases/persons/viewPerson.ts';
import { acceptOffer } from '../../src/usecases/routing/answerOffer.ts';
import { startWorld, testInquiry, type World } from '../support/world.ts';

const TEL = '+12025550143';
const KEY = `tel:${TEL}`;
const OTHER = '+12025550177';
const ROBIN = { id: 'robin' };
const SEALED = { key: KEY, lastFour: '0143', tellsCustomer: false, keeps: 'sealed' } as const;
const REASON = 'Request of the attorney general, case 12';
const SECRETS = ['5550143', 'Ottoline', 'marimba', 'Bassoon', '192.0.2.77'];

let world: World;
beforeEach(async () => {
  world = await startWorld();
  await world.addAgent('ana');
});
afterEach(() => world.stop());

async function everything(): Promise<string> {
  const names = (await world.connection.listCollections()).map(({ name }) => name);
  const all = await Promise.all(names.map((name) => world.connection.collection(name).find({}).toArray()));
  return JSON.stringify(all);
}

/** A won lead with a message and a note, a call of four minutes, and a do-not-call request. */
async function customer(): Promise<void> {
  const { parts } = world;
  const { person, consent } = testInquiry('in_0', world.now(), TEL);
  const leadId = await world.inquire({
    person: { ...person, name: 'Ottoline' },
    message: 'A marimba',
    answers: { room: 'marimba' },
    consent: {
      ...consent,
      call: true,
      address: '192.0.2.77',
      browser: 'marimba',
      wording: { call: 'You may call me' },
    },
  });
  await world.tick();
  await world.seeAll();
  await acceptOffer(parts, { agentId: 'ana', offerId: world.lastOffer('ana').offerId });
  await changeLead(parts, leadId, { kind: 'talking', agentId: 'ana' });
  await workLead(parts, leadId, { kind: 'ended', agentId: 'ana' });
  const by = { kind: 'agent', id: 'ana' } as const;
  await workLead(parts, leadId, { kind: 'close', by, outcome: 'won', note: 'Bassoon' });
  const call: Call = {
    ...{ id: 'CA1', sid: 'CA1', role: 'caller', campaignId: 'solar', from: TEL, to: '+18005550100', language: 'en' },
    ...{ skills: [], answers: {}, startedAt: world.now(), step: 1, rev: 1, sequence: 1, messages: [] },
    ...{ place: 'ended', how: 'completed', endedAt: world.now() + 4 * MINUTE, isSettled: true, leadId },
  } as const;
  await parts.calls.add(call);
  world.pass(HOUR);
  const act = { id: 'd1', tel: TEL, at: world.now(), by: { kind: 'supervisor', id: 'robin' } } as const;
  await listNumber(parts, { ...act, source: 'letter', reason: 'Ottoline wrote' });
}

async function erase(parts: Parts, wish: Parameters<typeof erasePerson>[2]): Promise<string> {
  const result = await erasePerson(parts, ROBIN, wish);
  if (!result.ok) throw new Error(result.code);
  return result.erasure.id;
}

test('[L77] what 310.5 lists is kept under seal, and is in no collection in readable form', async () => {
  await customer();
  const before = await viewPerson(world.parts, KEY);
  expect(before.sealable.records).toBe(5);
  const at = world.now();
  const id = await erase(world.parts, SEALED);
  const text = await everything();
  expect(SECRETS.filter((one) => text.includes(one))).toEqual([]);

  const opened = await openSeal(world.parts, ROBIN, { id, reason: REASON });
  if (!opened.ok) throw new Error(opened.code);
  const { records, erasure } = opened.opened;
  expect(records.map(({ kind }) => kind).sort()).toEqual(['attempt', 'call', 'inquiry', 'outcome', 'request']);
  const one = (kind: string) => records.find((record) => record.kind === kind);
  const consent = { consent: ['call'], wording: { call: 'You may call me' }, ipAddress: '192.0.2.77' };
  expect(one('inquiry')).toMatchObject({ name: 'Ottoline', tel: TEL, ...consent, until: at + FIVE_YEARS * DAY });
  expect(one('call')).toMatchObject({ direction: 'inbound', from: TEL, to: '+18005550100', seconds: 240 });
  expect(one('outcome')).toMatchObject({ outcome: 'won' });
  expect(one('request')).toMatchObject({ what: 'added', source: 'letter' });
  // Neither messages, answers and notes, nor what an administrator wrote.
  expect(JSON.stringify(records)).not.toMatch(/A marimba|Bassoon|wrote/);
  expect(erasure).toMatchObject({ keeps: 'sealed', kept: { records: 5, until: at + FIVE_YEARS * DAY } });

  // Found by typing the number, and nothing but the seal.
  const after = await viewPerson(world.parts, KEY);
  expect(after).toMatchObject({
    name: '',
    hasAnything: true,
    counts: { leads: 0 },
    leads: [],
    inquiries: [],
    calls: [],
  });
  expect(after.seals).toMatchObject([{ id, kept: { records: 5 } }]);
});

test('[L77] a crash before or after sealing keeps each record once, as it first was', async () => {
  await customer();
  const { persons } = world.parts;
  const killed = () => Promise.reject(new Error('killed'));
  const halfErased = { ...persons, eraseLead: async (leadId: string) => persons.eraseLead(leadId).then(killed) };
  await expect(erase({ ...world.parts, persons: { ...persons, eraseTraces: killed } }, SEALED)).rejects.toThrow(
    'killed',
  );
  world.pass(MINUTE);
  await resumeErasures({ ...world.parts, persons: halfErased });
  world.pass(MINUTE);
  await resumeErasures(world.parts);
  const [erasure] = await persons.latest(5);
  expect(erasure).toMatchObject({ state: 'done', keeps: 'sealed' });
  const records = await persons.seals.open(erasure?.id ?? '', world.now());
  expect(records.map(({ kind }) => kind).sort()).toEqual(['attempt', 'call', 'inquiry', 'outcome', 'request']);
  expect(records.every(({ name }) => name === 'Ottoline')).toBe(true);
});

/** Someone with two numbers whose leads were merged, after an agent talked to them under the first one. */
async function mergedCustomer(): Promise<void> {
  const { parts } = world;
  const goesId = await world.inquire({ tel: TEL });
  await world.tick();
  await world.seeAll();
  await acceptOffer(parts, { agentId: 'ana', offerId: world.lastOffer('ana').offerId });
  await changeLead(parts, goesId, { kind: 'talking', agentId: 'ana' });
  await workLead(parts, goesId, { kind: 'ended', agentId: 'ana' });
  await finishLead(parts, 'ana', goesId, {
    outcome: 'callback',
    callback: { at: world.now() + 3 * HOUR, owner: 'anyone' },
  });
  const staysId = await world.inquire({ tel: OTHER });
  const seqOf = async (id: string) => (await parts.leads.byId(id))?.seq ?? 0;
  const versions = { goes: await seqOf(goesId), stays: await seqOf(staysId) };
  const by = { kind: 'supervisor', id: 'robin' } as const;
  expect(await mergeLeads(parts, by, { goesId, staysId, versions })).toMatchObject({ ok: true });
}

test('[L77] after a merge each record is counted and kept once, also across a crash, and agents by name', async () => {
  await mergedCustomer();
  const kinds = ['attempt', 'inquiry', 'inquiry', 'outcome'];
  const found = await viewPerson(world.parts, KEY);
  expect([found.counts.inquiries, found.inquiries.length, found.sealable.records]).toEqual([2, 2, kinds.length]);
  // The lead that stayed still says who called.
  const seen = await recordsToSeal(world.parts, await knownPerson(world.parts, `tel:${OTHER}`), world.now());
  expect(seen.map(({ record }) => record)).toContainEqual(expect.objectContaining({ kind: 'attempt', agent: 'Ana' }));

  const { persons } = world.parts;
  const killed = () => Promise.reject(new Error('killed'));
  const halfErased = { ...persons, eraseLead: async (leadId: string) => persons.eraseLead(leadId).then(killed) };
  await expect(erase({ ...world.parts, persons: halfErased }, SEALED)).rejects.toThrow('killed');
  world.pass(MINUTE);
  await resumeErasures(world.parts);
  const [erasure] = await persons.latest(5);
  expect(erasure).toMatchObject({ state: 'done' });
  const records = await persons.seals.open(erasure?.id ?? '', world.now());
  expect(
    records
      .filter(({ kind }) => kind !== 'outcome')
      .map(({ kind }) => kind)
      .sort(),
  ).toEqual(kinds.slice(0, 3));
  expect(records).toContainEqual(expect.objectContaining({ kind: 'attempt', agent: 'Ana' }));
});

test('[L78] a seal is opened with a reason, recorded before anything is shown; after its time there is nothing', async () => {
  await customer();
  const id = await erase(world.parts, SEALED);
  const failing = { ...world.parts, audit: { ...world.parts.audit, add: () => Promise.reject(new Error('no disk')) } };
  await expect(openSeal(failing, ROBIN, { id, reason: REASON })).rejects.toThrow('no disk');
  expect(await openSeal(world.parts, ROBIN, { id, reason: REASON })).toMatchObject({ ok: true });
  const { items } = await world.parts.audit.list({ what: 'erasure', limit: 10 });
  expect(items.filter(({ action }) => action === 'unseal')).toMatchObject([
    { by: 'robin', subjectId: id, after: { reason: REASON } },
  ]);
  world.pass((FIVE_YEARS + 1) * DAY);
  expect(await openSeal(world.parts, ROBIN, { id, reason: REASON })).toMatchObject({ ok: false, code: 'not-found' });
  expect(await viewPerson(world.parts, KEY)).toMatchObject({ seals: [], hasAnything: false });
});

test('[L79] erasing everything also deletes what an earlier erasure kept; a person without a number has no seal', async () => {
  await customer();
  await erase(world.parts, SEALED);
  await erase(world.parts, { ...SEALED, keeps: 'nothing' });
  expect(await world.connection.collection('sealedRecords').countDocuments({})).toBe(0);
  expect(await viewPerson(world.parts, KEY)).toMatchObject({ seals: [], hasAnything: false });
  const nobody = { key: 'mail:a@example.com', lastFour: '.com', tellsCustomer: false, keeps: 'sealed' } as const;
  expect(await erasePerson(world.parts, ROBIN, nobody)).toMatchObject({
    code: 'bad-input',
    fields: { keeps: expect.any(String) },
  });
});
