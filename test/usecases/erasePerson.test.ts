/** Erasing one person on request: nothing of them is left in any collection, and nothing of anyone else is missing. */
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import type { Letter } from '../../src/core/mail/letter.ts';
import { DAY, HOUR, MINUTE, SECOND } from '../../src/core/vocabulary/time.ts';
import type { Call } from '../../src/core/call/call.ts';
import type { Parts } from '../../src/ports/parts.ts';
import { liftNumber } from '../../src/usecases/admin/doNotCall.ts';
import { listNumber } from '../../src/usecases/doNotCall/listNumber.ts';
import { captureInquiry } from '../../src/usecases/intake/captureInquiry.ts';
import { changeLead } from '../../src/usecases/lead/changeLead.ts';
import { finishLead, workLead } from '../../src/usecases/lead/workLead.ts';
import { repairFacts } from '../../src/usecases/lead/repairFacts.ts';
import { mergeLeads } from '../../src/usecases/lead/mergeLeads.ts';
import { sendDueMails } from '../../src/usecases/mail/sendMails.ts';
import { erasePerson, resumeErasures } from '../../src/usecases/persons/erasePerson.ts';
import { viewPerson } from '../../src/usecases/persons/viewPerson.ts';
import { acceptOffer } from '../../src/usecases/routing/answerOffer.ts';
import { startWorld, testInquiry, type World } from '../support/world.ts';

const TEL = '+12025550143';
const KEY = `tel:${TEL}`;
const OTHER = '+12025550177';
const SECRETS = [
  '5550143',
  '555-0143',
  '555 0143',
  'Ottoline',
  'ottoline@example.com',
  'marimba',
  'Bassoon',
  '192.0.2.77',
];
const ROBIN = { id: 'robin' };
const WISH = { key: KEY, lastFour: '0143', tellsCustomer: false, keeps: 'nothing' } as const;
const MAILER = {
  send: (letter: Letter) => {
    sent.push(letter);
    return Promise.resolve({ ok: true } as const);
  },
  counts: () => ({}),
};

let sent: Letter[];
let world: World;
beforeEach(async () => {
  sent = [];
  world = await startWorld({ callsPerSlot: 2 }, { mailer: MAILER });
  await world.addAgent('ana');
});
afterEach(() => world.stop());

const collection = (name: string) => world.connection.collection<{ _id: string }>(name);

/** Every document of the database, by collection. */
async function everything(): Promise<ReadonlyMap<string, string>> {
  const names = (await world.connection.listCollections()).map(({ name }) => name).sort();
  const found = new Map<string, string>();
  for (const name of names) found.set(name, JSON.stringify(await collection(name).find({}).toArray()));
  return found;
}

/** The secrets that each collection still has. */
async function left(): Promise<Record<string, readonly string[]>> {
  await world.parts.cards.count({}, 1);
  const found = [...(await everything())].map(
    ([name, text]) => [name, SECRETS.filter((one) => text.includes(one))] as const,
  );
  return Object.fromEntries(found.filter(([, secrets]) => secrets.length > 0));
}

function person(tel = TEL, name = 'Ottoline') {
  const { person, consent } = testInquiry('in_0', world.now(), tel);
  return {
    person: { ...person, name, telShown: `(202) 555-${tel.slice(-4)}`, email: `${name.toLowerCase()}@example.com` },
    consent: { ...consent, email: true, ...(tel === TEL && { address: '192.0.2.77', browser: 'marimba' }) },
    message: tel === TEL ? 'A marimba' : 'A tuba',
    rawBody: `{"phone":"${tel}"}`,
    answers: { room: tel === TEL ? 'marimba' : 'tuba' },
  };
}

async function accept(leadId: string): Promise<void> {
  await world.tick();
  await world.seeAll();
  expect(await acceptOffer(world.parts, { agentId: 'ana', offerId: world.lastOffer('ana').offerId })).toMatchObject({
    ok: true,
  });
  await changeLead(world.parts, leadId, { kind: 'talking', agentId: 'ana' });
}

/** A closed lead with a long history, an open one with a booked slot, a call with a voicemail, emails, a list entry. */
async function fullPerson(): Promise<{ closed: string; open: string }> {
  const { parts } = world;
  const by = { kind: 'agent', id: 'ana' } as const;
  const closed = await world.inquire({ ...person(), requestKey: 'solar:key:ottoline@example.com' });
  await accept(closed);
  for (let n = 0; n < 60; n += 1) await workLead(parts, closed, { kind: 'note', by, note: `Bassoon ${n}` });
  world.pass(SECOND);
  await workLead(parts, closed, { kind: 'ended', agentId: 'ana' });
  await workLead(parts, closed, { kind: 'close', by, outcome: 'won', note: 'Bassoon' });
  const call: Call = {
    ...{
      id: 'CA1',
      sid: 'CA1',
      role: 'caller' as const,
      campaignId: 'solar',
      from: TEL,
      to: '+18005550100',
      language: 'en' as const,
    },
    ...{ skills: [], answers: { room: 'marimba' }, startedAt: world.now(), step: 1, rev: 1, sequence: 1 },
    ...{ place: 'ended' as const, how: 'completed' as const, endedAt: world.now() + MINUTE, isSettled: true },
    ...{ person: person().person, messages: [{ recordingSid: 'RE1', seconds: 12, at: world.now() }] },
  } as const;
  await parts.calls.add({ ...call, leadId: closed });
  await parts.calls.add({ ...call, id: 'CA2', sid: 'CA2', messages: [] });
  world.pass(HOUR);
  const callAt = world.now() + DAY;
  await parts.slots.claim({ campaignId: 'solar', startAt: callAt }, 'solar:in_3', 2);
  const open = await world.inquire({ ...person(), callAt });
  await listNumber(parts, {
    id: 'd1',
    tel: TEL,
    at: world.now(),
    by: { kind: 'supervisor', id: 'robin' },
    source: 'letter',
    reason: 'Ottoline wrote',
  });
  await liftNumber(parts, ROBIN, { tel: TEL, reason: 'Ottoline wrote again' });
  await listNumber(parts, {
    id: 'd2',
    tel: TEL,
    at: world.now(),
    by: { kind: 'supervisor', id: 'robin' },
    source: 'letter',
  });
  await parts.replies.claim('k1', 'h', world.now(), 0);
  await parts.replies.keep('k1', world.now(), { status: 201, body: '{"tel":"(202) 555-0143"}' });
  const run = {
    id: 'im1',
    by: 'robin',
    at: world.now(),
    state: 'done',
    fileName: 'a.csv',
    digest: 'x',
    rows: 3,
    first: ['Ottoline', '202 555 0143'],
    position: 1,
    counts: {},
  } as const;
  await parts.imports.add(run);
  const rows = [
    { row: 1, cells: ['Ottoline', '202 555 0143'] },
    { row: 2, cells: ['Other', '202 555 0177'] },
  ];
  await parts.imports.addPart('im1', 0, rows, world.now() + 30 * DAY);
  await parts.imports.settleRow('im1', 0, 1, {
    failed: { row: 1, cells: ['Ottoline', '202 555 0143'], reason: 'noConsent' },
  });
  return { closed, open };
}

test('[L70] nothing of an erased person is left in any collection, and nothing of another number is touched', async () => {
  const other = await world.inquire({ ...person(OTHER, 'Wilhelmina'), callAt: world.now() + DAY });
  const { closed, open } = await fullPerson();
  const before = {
    lead: await world.parts.leads.byId(other),
    inquiry: await world.parts.inquiries.byId('in_1'),
    facts: (await everything()).get('facts'),
  };
  expect(Object.keys(await left()).sort()).toEqual(
    [
      'audit',
      'calls',
      'cards',
      'doNotCall',
      'importParts',
      'imports',
      'inquiries',
      'leads',
      'mails',
      'replies',
      'timeline',
    ].sort(),
  );
  expect(await viewPerson(world.parts, KEY)).toMatchObject({
    ...{ name: 'Ottoline', address: TEL, lastFour: '0143', isListed: true, hasAnything: true },
    counts: { leads: 2, inquiries: 2, calls: 2, recordings: 1, bookedTimes: 1, importRows: 1 },
  });

  const erased = await erasePerson(world.parts, ROBIN, WISH);
  expect(erased).toMatchObject({ ok: true, erasure: { state: 'done', counts: { leads: 2 } } });
  expect(await left()).toEqual({});

  // Tombstones: the leads with their outcome, histories whose chains are whole, and the keyed hash on the list.
  expect(await world.parts.leads.byId(closed)).toMatchObject({ outcome: 'won', erased: true });
  expect(await world.parts.leads.byId(open)).toMatchObject({ state: 'closed', erased: true });
  for (const id of [closed, open]) expect(await world.parts.leads.verifyChain(id)).toBe(true);
  expect(await world.parts.leads.timeline(closed)).not.toHaveLength(0);
  expect(await world.parts.doNotCall.since(TEL)).not.toBeNull();
  expect((await world.parts.calls.withSoundsToErase(5)).map(({ id }) => id)).toContain('CA1');
  expect(await world.parts.leads.byId(other)).toEqual(before.lead);
  expect(await world.parts.inquiries.byId('in_1')).toEqual(before.inquiry);
  expect((await world.parts.imports.part('im1', 0))?.rows).toEqual([{ row: 2, cells: ['Other', '202 555 0177'] }]);
  expect(await viewPerson(world.parts, KEY)).toMatchObject({ hasAnything: false, name: '' });
  world.pass(HOUR);
  const { exceptions } = await world.parts.floor.conservation(world.now());
  expect(Object.values(exceptions).filter((count) => count > 0)).toEqual([]);
});

test('[L71] an open lead closes as erased first: whoever has it is free, and its appointment ends silently', async () => {
  const { parts } = world;
  const leadId = await world.inquire(person());
  await accept(leadId);
  await erasePerson(parts, ROBIN, WISH);
  expect(await parts.leads.byId(leadId)).toMatchObject({
    state: 'closed',
    outcome: 'erased',
    ownerId: 'ana',
    erased: true,
  });
  expect(await parts.leads.heldBy('ana')).toEqual([]);
  expect(await left()).toEqual({});
  while (await sendDueMails(parts, MAILER, 'n'));
  sent = [];

  const again = await world.inquire(person());
  await accept(again);
  await finishLead(parts, 'ana', again, {
    outcome: 'appointment',
    callback: { at: world.now() + 3 * DAY, owner: 'me', place: '12 Marimba St' },
  });
  await erasePerson(parts, ROBIN, WISH);
  world.pass(HOUR);
  while (await sendDueMails(parts, MAILER, 'n'));
  expect(sent).toEqual([]);
  expect(await left()).toEqual({});
});

test('[U15] [L71] an erased lead doesn’t keep the sweep from restoring what a crash cut off of others', async () => {
  const { parts } = world;
  const since = world.now() - SECOND;
  await accept(await world.inquire(person()));
  await erasePerson(parts, ROBIN, WISH);
  const facts = world.connection.collection('facts');
  await parts.facts.known([]);
  const before = await facts.countDocuments();
  const otherId = await world.inquire({ tel: '+12025550199' });
  await accept(otherId);
  await finishLead(parts, 'ana', otherId, { outcome: 'won' });
  await parts.facts.known([]);
  const after = await facts.countDocuments();
  expect(after).toBeGreaterThan(before);
  await facts.deleteMany({ _id: { $regex: `^${otherId}` } as never });
  world.pass(MINUTE);
  expect(await repairFacts(parts, since)).toMatchObject({ missing: after - before });
});

test('[L71] if the administrator chose so, the appointment is canceled by email first', async () => {
  const { parts } = world;
  const leadId = await world.inquire(person());
  await accept(leadId);
  await finishLead(parts, 'ana', leadId, {
    outcome: 'appointment',
    callback: { at: world.now() + 3 * DAY, owner: 'me', place: '12 Marimba St' },
  });
  world.pass(MINUTE);
  while (await sendDueMails(parts, MAILER, 'n'));
  sent = [];
  expect(await erasePerson(parts, ROBIN, { ...WISH, tellsCustomer: true })).toMatchObject({
    erasure: { state: 'running' },
  });
  expect(await parts.leads.byId(leadId)).toMatchObject({ outcome: 'erased', person: { name: 'Ottoline' } });
  world.pass(MINUTE);
  while (await sendDueMails(parts, MAILER, 'n'));
  expect(sent.map(({ to, ...letter }) => [to, 'says' in letter && letter.says])).toEqual(
    expect.arrayContaining([
      ['ottoline@example.com', 'over'],
      ['ana@test.example', 'over'],
    ]),
  );
  await resumeErasures(parts);
  expect(await left()).toEqual({});
});

test('[L72] a crash at any step leaves a request that the sweep finishes, and twice is one erasure', async () => {
  await fullPerson();
  const steps = ['eraseTraces', 'eraseLead', 'eraseNumber', 'finish'] as const;
  for (const [index, step] of steps.entries()) {
    const persons = { ...world.parts.persons, [step]: () => Promise.reject(new Error('killed')) };
    const dying: Parts = { ...world.parts, persons };
    await expect(
      index === 0
        ? erasePerson(dying, ROBIN, WISH)
        : resumeErasures(dying).then(() => Promise.reject(new Error('killed'))),
    ).rejects.toThrow('killed');
    expect(await world.parts.persons.running(5)).toHaveLength(1);
    world.pass(MINUTE);
  }
  // The second click finds the first one's request.
  await erasePerson(world.parts, ROBIN, WISH);
  expect(await left()).toEqual({});
  expect(await world.parts.persons.running(5)).toEqual([]);
  expect(await collection('erasures').countDocuments({})).toBe(1);
  const before = (await everything()).get('leads');
  await resumeErasures(world.parts);
  expect(await erasePerson(world.parts, ROBIN, WISH)).toMatchObject({
    erasure: { state: 'done', counts: { leads: 0 } },
  });
  expect((await everything()).get('leads')).toBe(before);
  const { items } = await world.parts.audit.list({ what: 'erasure', limit: 10 });
  expect(items.map(({ action }) => action).filter((action) => action === 'finish')).toHaveLength(2);
});

test('[L72] another choice is refused while one erasure of the person runs, and the same choice finds it', async () => {
  const { parts } = world;
  const leadId = await world.inquire(person());
  await accept(leadId);
  const callback = { at: world.now() + 3 * DAY, owner: 'me', place: '12 Marimba St' } as const;
  await finishLead(parts, 'ana', leadId, { outcome: 'appointment', callback });
  const telling = { ...WISH, tellsCustomer: true };
  const first = await erasePerson(parts, ROBIN, telling);
  if (!first.ok) throw new Error(first.code);
  expect(first.erasure.state).toBe('running');
  for (const other of [WISH, { ...telling, keeps: 'sealed' as const }])
    expect(await erasePerson(parts, ROBIN, other)).toMatchObject({ ok: false, code: 'in-use' });
  expect(await erasePerson(parts, ROBIN, telling)).toMatchObject({ erasure: { id: first.erasure.id } });
  expect(await parts.persons.byId(first.erasure.id)).toMatchObject({ keeps: 'nothing', tellsCustomer: true });
  world.pass(HOUR);
  await resumeErasures(parts);
  expect(await erasePerson(parts, ROBIN, WISH)).toMatchObject({ erasure: { state: 'done', counts: { leads: 0 } } });
});

test('[L70] no digest of what was sent is left; a late repeat of a program’s request is answered, and stores nothing', async () => {
  const { parts } = world;
  const digest = '0123456789abcdef'.repeat(4);
  const form = await world.inquire({ ...person(), bodyHash: digest, requestKey: `solar:page:${digest.slice(0, 16)}` });
  const sent = { ...testInquiry('in_9', world.now(), TEL), requestKey: 'solar:order-7', bodyHash: digest };
  await captureInquiry(parts, sent);
  expect(await captureInquiry(parts, { ...sent, id: 'in_10' })).toMatchObject({ how: 'replayed' });
  await erasePerson(parts, ROBIN, WISH);
  expect(await parts.leads.byId(form)).toMatchObject({ erased: true });
  expect([...(await everything()).values()].join()).not.toContain(digest.slice(0, 16));
  expect(await captureInquiry(parts, { ...sent, id: 'in_11' })).toMatchObject({ how: 'replayed' });
  expect((await viewPerson(parts, KEY)).counts).toMatchObject({ leads: 0, inquiries: 0 });
  // L73: who sends the form once more is a new contact.
  const again = {
    ...testInquiry('in_12', world.now(), TEL),
    bodyHash: digest,
    requestKey: `solar:page:${digest.slice(0, 16)}`,
  };
  expect(await captureInquiry(parts, again)).toMatchObject({ how: 'stored' });
});

test('[L73] a wrong confirmation erases nothing; what comes after the request is a new contact and stays', async () => {
  const { open } = await fullPerson();
  expect(await erasePerson(world.parts, ROBIN, { ...WISH, lastFour: '0142' })).toMatchObject({ code: 'bad-input' });
  expect(await world.parts.leads.byId(open)).toMatchObject({ person: { name: 'Ottoline' } });
  const dying: Parts = {
    ...world.parts,
    persons: { ...world.parts.persons, eraseLead: () => Promise.reject(new Error('killed')) },
  };
  await expect(erasePerson(dying, ROBIN, WISH)).rejects.toThrow('killed');
  world.pass(MINUTE);
  const later = await world.inquire({ person: { ...person().person, name: 'Later' } });
  expect(later).not.toBe(open);
  await resumeErasures(world.parts);
  expect(await world.parts.leads.byId(later)).toMatchObject({ person: { name: 'Later', tel: TEL } });
  expect(await world.parts.leads.byId(open)).toMatchObject({ erased: true });
});

test('[L75] a lead that took the person over in a merge is erased with them', async () => {
  const mine = await world.inquire(person());
  const other = await world.inquire(person(OTHER, 'Ottoline'));
  const lead = await world.parts.leads.byId(mine);
  const into = await world.parts.leads.byId(other);
  const versions = { goes: lead?.seq ?? 0, stays: into?.seq ?? 0 };
  const by = { kind: 'supervisor', id: 'robin' } as const;
  const merged = await mergeLeads(world.parts, by, { goesId: mine, staysId: other, versions });
  expect(merged).toMatchObject({ ok: true });
  await erasePerson(world.parts, ROBIN, WISH);
  expect(await left()).toEqual({});
  expect(await world.parts.leads.byId(other)).toMatchObject({ outcome: 'erased', erased: true });
});
