/** Dossiers of people: what they hold, how they are signed, and what a check finds. */
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { MINUTE } from '../../src/core/vocabulary/time.ts';
import { sha256 } from '../../src/evidence/digest.ts';
import { signDossier, textOf, type Dossier } from '../../src/evidence/dossier.ts';
import { makeKey } from '../../src/evidence/keys.ts';
import { verifyDossier } from '../../src/evidence/verifyDossier.ts';
import type { Inquiry } from '../../src/ports/inquiries.ts';
import type { Parts } from '../../src/ports/parts.ts';
import { openStores } from '../../src/store/index.ts';
import { exportDossier } from '../../src/usecases/evidence/exportDossier.ts';
import { rotateKey, signRoots } from '../../src/usecases/evidence/signRoots.ts';
import { listNumber } from '../../src/usecases/doNotCall/listNumber.ts';
import { changeLead } from '../../src/usecases/lead/changeLead.ts';
import { workLead } from '../../src/usecases/lead/workLead.ts';
import { erasePerson } from '../../src/usecases/persons/erasePerson.ts';
import { acceptOffer } from '../../src/usecases/routing/answerOffer.ts';
import { SILENT_LOG, startWorld, type World } from '../support/world.ts';

const TEL = '+12025550143';
const KEY = `tel:${TEL}`;
const ROBIN = { id: 'robin' };
const WORDING = 'You may call me about solar panels. 동의합니다.';

let world: World;
let parts: Parts;
beforeEach(async () => {
  world = await startWorld();
  parts = world.parts;
  await world.addAgent('ana');
  // The first root: certificates begin here.
  await signRoots(parts);
});
afterEach(() => world.stop());

const consent: Inquiry['consent'] = {
  ...{ call: true, now: false, text: false, email: false, wordingVersion: 7, language: 'en', address: '192.0.2.77' },
  ...{ wording: { call: WORDING, now: 'Now, please' }, page: 'https://shop.example/solar', browser: 'Firefox' },
};

/** A lead that was offered, talked to and won, with roots over it. */
async function wonLead(): Promise<string> {
  world.pass(MINUTE);
  const leadId = await world.inquire({ consent, message: 'Two roofs', answers: { 7: 'seven', size: 'large' } });
  await world.tick();
  await world.seeAll();
  await acceptOffer(parts, { agentId: 'ana', offerId: world.lastOffer('ana').offerId });
  await changeLead(parts, leadId, { kind: 'talking', agentId: 'ana' });
  await workLead(parts, leadId, { kind: 'ended', agentId: 'ana' });
  await workLead(parts, leadId, { kind: 'close', by: { kind: 'agent', id: 'ana' }, outcome: 'won' });
  return leadId;
}

async function signLater(): Promise<void> {
  world.pass(10 * MINUTE);
  await signRoots(parts);
}

async function dossier(): Promise<Dossier> {
  const result = await exportDossier(parts, ROBIN, KEY);
  if (!result.ok) throw new Error(result.message);
  expect(result.text).toBe(textOf(result.dossier));
  return result.dossier;
}

const problemsIn = (text: string, keys?: Parameters<typeof verifyDossier>[1]) =>
  verifyDossier(text, keys).flatMap(({ problems }) => problems);

test('[L90] a dossier holds inquiries, histories, calls, records and names, and the audit log has each export', async () => {
  const leadId = await wonLead();
  await signLater();
  const { body } = await dossier();
  expect(body).toMatchObject({
    person: { tel: TEL, names: ['Maria in_1'] },
    leads: [{ id: leadId, state: 'closed', attempts: [{ agentId: 'ana' }] }],
    agents: { ana: 'Ana' },
    campaigns: [{ id: 'solar', version: 1 }],
  });
  expect(body.records.map(({ kind }) => kind)).toEqual(expect.arrayContaining(['inquiry', 'attempt', 'outcome']));
  expect(body.items.map(({ item }) => item.slice(0, item.indexOf(')') + 1))).toEqual(
    expect.arrayContaining(['(1)', '(2)', '(5)', '(10)', '(11)']),
  );
  expect(body.notProved.length).toBeGreaterThan(3);
  const log = await parts.audit.list({ what: 'dossier', limit: 10 });
  expect(log.items).toMatchObject([{ by: 'robin', action: 'export', after: { leads: 1, calls: 0 } }]);
  expect(JSON.stringify(log)).not.toMatch(/5550143|Maria/);
  expect(await exportDossier(parts, ROBIN, 'tel:+12025550199')).toMatchObject({ ok: false, code: 'not-found' });
});

test('[L91] a certificate has each box with its state and exact wording, the page, address, browser and fields', async () => {
  await wonLead();
  await signLater();
  const { body } = await dossier();
  expect(body.inquiries[0]?.certificate).toMatchObject({
    inquiryId: 'in_1',
    wordingVersion: 7,
    page: 'https://shop.example/solar',
    address: '192.0.2.77',
    browser: 'Firefox',
    fields: { message: 'Two roofs', answers: { size: 'large' }, person: { tel: TEL } },
  });
  expect(body.inquiries[0]?.certificate.boxes).toEqual([
    { box: 'call', isChecked: true, wording: sha256(WORDING) },
    { box: 'now', isChecked: false, wording: sha256('Now, please') },
    { box: 'text', isChecked: false },
    { box: 'email', isChecked: false },
  ]);
  expect(body.wordings[sha256(WORDING)]).toBe(WORDING);
});

test('[L92] inquiries and closed leads get a signed root behind the answer; without one, the dossier says why', async () => {
  await wonLead();
  const early = await dossier();
  expect(early.body.inquiries[0]?.proof).toMatchObject({ none: 'pending' });
  expect(problemsIn(textOf(early))).toEqual([]);
  await signLater();
  const later = await dossier();
  expect(later.body.inquiries[0]?.proof).toMatchObject({ root: 1 });
  expect(later.body.leads[0]?.proof.proof).toMatchObject({ root: 1 });
  expect(later.body.roots.map(({ n }) => n)).toEqual([1]);
  // Nothing new: no root.
  await signLater();
  expect(await parts.evidence.latestRoot()).toMatchObject({ n: 1 });
  // What changed in the database since isn't under its root.
  const change = { $set: { 'consent.now': true } };
  await world.connection.collection<{ _id: string }>('inquiries').updateOne({ _id: 'in_1' }, change);
  expect((await dossier()).body.inquiries[0]?.proof).toMatchObject({ none: 'notCovered' });
  await world.inquire({ receivedAt: world.now() - 60 * MINUTE });
  expect(
    (await dossier()).body.inquiries.find(({ proof }) => 'none' in proof && proof.none === 'before'),
  ).toBeDefined();
});

test('[L92] what is about an open lead says that it is signed once the lead closes', async () => {
  world.pass(MINUTE);
  const leadId = await world.inquire({ consent });
  await world.tick();
  await changeLead(parts, leadId, { kind: 'note', by: { kind: 'supervisor', id: 'ana' }, note: 'Wants the roof' });
  await signLater();
  const { body } = await dossier();
  expect(body.inquiries[0]?.proof).toMatchObject({ root: 1 });
  expect(body.leads).toMatchObject([{ proof: { proof: { none: 'open' } }, decisions: [{ proof: { none: 'open' } }] }]);
  expect(verifyDossier(textOf(await dossier())).flatMap(({ unproved = [] }) => unproved)).toEqual([
    expect.stringMatching(/^body\.leads\[0\]\.proof: of a lead that is open/),
    expect.stringMatching(/^body\.leads\[0\]\.decisions\[0\]: of a lead that is open/),
  ]);
  // L90: everyone who wrote about the person has a name.
  expect(body.agents).toEqual({ ana: 'Ana' });
});

test('[L97] each offer names the digest of its decision, and both are under the root; what comes later is chained', async () => {
  const leadId = await wonLead();
  await signLater();
  const { body } = await dossier();
  const [lead] = body.leads;
  expect(lead?.offers).toEqual([{ seq: expect.any(Number), decision: lead?.decisions[0]?.digest }]);
  expect(lead?.decisions).toMatchObject([{ decision: { leadId, winners: [{ agentId: 'ana' }] }, proof: { root: 1 } }]);
  await changeLead(parts, leadId, { kind: 'note', by: { kind: 'agent', id: 'ana' }, note: 'Later' });
  const later = await dossier();
  expect(later.body.leads[0]?.history.at(-1)).toMatchObject({ kind: 'note' });
  expect(later.body.leads[0]?.proof).toMatchObject({ entryCount: lead?.history.length, proof: { root: 1 } });
  expect(problemsIn(textOf(later))).toEqual([]);
});

test('[L93] the check says in its own words why something has no proof, and refuses a reason that it doesn’t know', async () => {
  await wonLead();
  const { body } = await dossier();
  const { current } = await parts.evidence.keys(0);
  const [first] = body.inquiries;
  const saying = (proof: object) =>
    verifyDossier(textOf(signDossier({ ...body, inquiries: [{ ...first, proof }] as typeof body.inquiries }, current)));
  const said = saying({ none: 'pending', said: 'All is proved' });
  expect(said.flatMap(({ problems }) => problems)).toEqual([]);
  expect(JSON.stringify(said)).not.toContain('All is proved');
  expect(said.flatMap(({ unproved = [] }) => unproved)[0]).toMatch(/body\.inquiries\[0\]: stored in the last minutes/);
  const odd = saying({ none: 'toString', said: '' }).flatMap(({ problems }) => problems);
  expect(odd).toEqual(['body.inquiries[0]: no proof, and no known reason']);
});

describe('[L93] a check with the public keys alone', () => {
  test('passes as exported, with keys from elsewhere or its own', async () => {
    await wonLead();
    await signLater();
    const text = textOf(await dossier());
    expect(problemsIn(text)).toEqual([]);
    expect(problemsIn(text, (await parts.evidence.keys(0)).all)).toEqual([]);
    const { privateKey: _privateKey, ...stranger } = makeKey(0);
    expect(problemsIn(text, [stranger]).join()).toMatch(/not made by key/);
  });

  test('fails for every byte that is changed, removed or added', async () => {
    await wonLead();
    await signLater();
    const text = textOf(await dossier());
    const bytes = Buffer.from(text);
    // Every 97th byte: all kinds of places, in a few seconds.
    for (let at = 0; at < bytes.length; at += 97) {
      const flipped = Buffer.from(bytes);
      flipped[at] = (flipped[at] ?? 0) ^ 1;
      const texts = [flipped, Buffer.concat([bytes.subarray(0, at), bytes.subarray(at + 1)])].map(String);
      for (const changed of [...texts, `${text.slice(0, at)} ${text.slice(at)}`])
        if (changed !== text && problemsIn(changed).length === 0) throw new Error(`byte ${at} can be changed`);
    }
  });

  test.each<[string, (dossier: Dossier) => unknown, RegExp]>([
    [
      'a consent',
      ({ body }) => Object.assign(body.inquiries[0]?.certificate.boxes[1] ?? {}, { isChecked: true }),
      /body\.inquiries\[0\]\.certificate\.boxes/,
    ],
    [
      'a page',
      ({ body }) => Object.assign(body.inquiries[0]?.certificate ?? {}, { page: 'x' }),
      /body\.inquiries\[0\]\.certificate\.page: was changed/,
    ],
    ['a wording', ({ body }) => Object.assign(body.wordings, { [sha256(WORDING)]: 'x' }), /body\.wordings\./],
    [
      'a time in the history',
      ({ body }) => Object.assign(body.leads[0]?.history[2] ?? {}, { at: 1 }),
      /body\.leads\[0\]\.history\[2\]: was changed/,
    ],
    [
      'an entry left out',
      ({ body }) => (body.leads[0]?.history as unknown[]).splice(1, 1),
      /body\.leads\[0\]\.history\[1\]: an entry is missing/,
    ],
    [
      'two entries swapped',
      ({ body }) => (body.leads[0]?.history as unknown[]).reverse(),
      /body\.leads\[0\]\.history\[0\]/,
    ],
    [
      'a decision',
      ({ body }) => Object.assign(body.leads[0]?.decisions[0]?.decision ?? {}, { step: 99 }),
      /body\.leads\[0\]\.decisions\[0\]/,
    ],
    ['a root', ({ body }) => Object.assign(body.roots[0] ?? {}, { from: 0 }), /body\.roots\[0\]: not signed/],
    ['a record', ({ body }) => (body.records as unknown[]).pop(), /body\.records\[\d+\]\.\w+: is missing/],
    ['something added', ({ body }) => Object.assign(body, { more: 1 }), /body\.more: was added/],
    ['the signature', ({ signature }) => Object.assign(signature, { value: 'AAAA' }), /signature: not made/],
  ])('names %s', async (_what, change, place) => {
    await wonLead();
    await signLater();
    const changed = JSON.parse(textOf(await dossier())) as Dossier;
    change(changed);
    expect(problemsIn(textOf(changed)).join('\n')).toMatch(place);
  });

  test('also fails if someone signs a changed file again, with another key or without the roots', async () => {
    await wonLead();
    await signLater();
    const { body } = await dossier();
    const forged = JSON.parse(JSON.stringify(body)) as typeof body;
    Object.assign(forged.inquiries[0]?.certificate.boxes[1] ?? {}, { isChecked: true });
    const { current, all } = await parts.evidence.keys(0);
    expect(problemsIn(textOf(signDossier(forged, current)), all).join()).toMatch(
      /body\.inquiries\[0\]: not under root 1/,
    );
    expect(problemsIn(textOf(signDossier(body, makeKey(0))), all).join()).toMatch(/signature: not made/);
  });

  test.each(['', '{', 'null', '[]', '{"format":"leadbell-dossier/1"}', '{"format":"leadbell-dossier/9"}'])(
    'fails with a sentence for %s',
    (text) => expect(problemsIn(text).length).toBeGreaterThan(0),
  );
});

test('[L94] after a rotation, what the old key signed stays valid, and its private half is gone', async () => {
  await wonLead();
  await signLater();
  const before = textOf(await dossier());
  const old = (await parts.evidence.keys(0)).current;
  const next = await rotateKey(parts);
  expect(next?.id).not.toBe(old.id);
  const after = await dossier();
  expect(after.signature.keyId).toBe(next?.id);
  expect(after.body.roots[0]?.keyId).toBe(old.id);
  const { all } = await parts.evidence.keys(0);
  expect(all).toMatchObject([{ id: old.id, until: world.now() }, { id: next?.id }]);
  expect([before, textOf(after)].map((text) => problemsIn(text, all))).toEqual([[], []]);
  const settings = await world.connection.collection('settings').find({}).toArray();
  expect(JSON.stringify(settings)).not.toContain(old.privateKey);
});

test('[L95] two nodes that sign at once store one root, with one key', async () => {
  const other = await openStores(world.database.uri, SILENT_LOG);
  try {
    await wonLead();
    world.pass(10 * MINUTE);
    await Promise.all([signRoots(parts), signRoots({ ...parts, evidence: other.parts.evidence })]);
    expect(await other.parts.evidence.latestRoot()).toMatchObject({ n: 1 });
    expect(await other.parts.evidence.keys(0)).toEqual(await parts.evidence.keys(0));
    expect(problemsIn(textOf(await dossier()))).toEqual([]);
    const rotated = await Promise.all([rotateKey(parts), rotateKey({ ...parts, evidence: other.parts.evidence })]);
    expect(rotated.filter((key) => key !== null)).toHaveLength(1);
  } finally {
    await other.close();
  }
});

test('[L96] nothing of an erased person is left for a dossier, and the roots over others stay valid', async () => {
  await wonLead();
  await world.inquire({ tel: '+12025550177', consent });
  await signLater();
  const act = { id: 'd1', tel: TEL, at: world.now(), by: { kind: 'supervisor', id: 'ana' }, source: 'letter' } as const;
  await listNumber(parts, act);
  expect((await dossier()).body.doNotCall.marks).toHaveLength(1);
  await erasePerson(parts, ROBIN, { key: KEY, lastFour: '0143', tellsCustomer: false, keeps: 'nothing' });
  // The keyed hash on the do-not-call list is about no one.
  expect(await parts.doNotCall.since(TEL)).not.toBeNull();
  expect(await exportDossier(parts, ROBIN, KEY)).toMatchObject({ ok: false, code: 'not-found' });
  const other = await exportDossier(parts, ROBIN, 'tel:+12025550177');
  if (!other.ok) throw new Error(other.message);
  expect(other.dossier.body.inquiries[0]?.proof).toMatchObject({ root: 1 });
  expect(problemsIn(other.text)).toEqual([]);
  expect(other.text).not.toMatch(/5550143/);
});
