/** The details of a lead's customer, corrected and completed over HTTP and on the desk. */
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { parse } from 'csv-parse/sync';
import type { LeadList, OtherLeads, Problem } from '../../../src/shared/api.ts';
import type { DeskLead, TimelineItem } from '../../../src/shared/desk.ts';
import { workLead } from '../../../src/usecases/lead/workLead.ts';
import { eraseLead } from '../../../src/store/eraseLead.ts';
import { startService, type Client, type Service } from '../../support/service.ts';

let service: Service;
let sam: Client;
let ana: Client;
let leadId: string;
let count = 0;
beforeAll(async () => {
  service = await startService();
  sam = await service.signIn('sam@demo.test');
  ana = await service.signIn('ana@demo.test');
});
afterAll(() => service.close());
beforeEach(async () => {
  leadId = await submit({});
});

afterEach(() => close(leadId));

async function submit(fields: object): Promise<string> {
  count += 1;
  const phone = `+1202555${String(4000 + count)}`;
  const sent = await fetch(`${service.url}/api/forms/demo/leads`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ name: 'Maria', phone, consent: { call: true, now: true }, ...fields }),
  });
  const { receiptId } = (await sent.json()) as { receiptId: string };
  const { leads } = (await (await sam.get(`/api/leads?receipt=${receiptId}`)).json()) as LeadList;
  return leads[0]?.id ?? '';
}

/** Ana talks to the customer. */
async function accept(id: string): Promise<void> {
  const now = service.parts.clock.now();
  const agents = [{ agentId: 'user_ana', slot: 0, seenAt: now }];
  const offer = { id: `of_${id}`, agents, offeredAt: now, expiresAt: now + 20_000, seenBy: now + 3000 };
  for (const event of [
    { kind: 'offer', offer },
    { kind: 'accept', agentId: 'user_ana', offerId: offer.id },
    { kind: 'talking', agentId: 'user_ana' },
  ] as const) {
    const worked = await workLead(service.parts, id, event);
    if (!worked.ok) throw new Error(worked.message);
  }
}

async function close(id: string): Promise<void> {
  const by = { kind: 'supervisor', id: 'user_sam' } as const;
  await workLead(service.parts, id, { kind: 'ended', agentId: 'user_ana' });
  await workLead(service.parts, id, { kind: 'close', by, outcome: 'notInterested' });
}

const change = (who: Client, changes: object, id = leadId) => who.send('POST', `/api/leads/${id}/profile`, changes);
const read = async (who = sam, id = leadId) => (await (await who.get(`/api/leads/${id}`)).json()) as DeskLead;
const history = async (who = sam, id = leadId) => {
  const { entries } = (await (await who.get(`/api/leads/${id}/timeline`)).json()) as { entries: TimelineItem[] };
  return entries.filter(({ kind }) => kind === 'profile');
};

test('[V63] an agent who has the lead, and a supervisor at any time, change its details; nobody else', async () => {
  expect((await change(ana, { name: 'Mary' })).status).toBe(403);
  await accept(leadId);
  const bill = { answers: { bill: 120.5, home: 'flat', visit: '2027-03-31' } };
  expect(await change(ana, { email: ' Maria@Example.com ', ...bill })).toMatchObject({ status: 200 });
  expect(await change(sam, { interest: 'battery', language: 'ko' })).toMatchObject({ status: 200 });
  const lead = await read();
  expect(lead).toMatchObject({ person: { email: 'maria@example.com', language: 'ko' } });
  expect(lead.answers.map(({ value }) => value)).toEqual(['120.5', 'An apartment', '2027-03-31']);
  expect(lead.profile.find(({ path }) => path === 'answers.bill')).toMatchObject({ value: 120.5, kind: 'number' });
  const [first, second] = await history();
  expect(first).toMatchObject({ by: 'Ana Silva' });
  expect(first?.data['edits']).toContainEqual({
    field: 'answers.home',
    label: 'Your home',
    from: '',
    to: 'An apartment',
  });
  expect(second?.data['edits']).toContainEqual({ field: 'language', from: 'en', to: 'ko' });
  await close(leadId);
  expect((await change(ana, { name: 'Mary' })).status).toBe(403);
  expect((await change(sam, { name: 'Ma\u202ery' })).status).toBe(200);
  expect((await read()).person.name).toBe('Mary');
});

test.each([
  [{ email: 'no address' }, 'email', 'mailShape'],
  [{ name: '\u200b ' }, 'name', 'missing'],
  [{ name: 7 }, 'name', 'notText'],
  [{ language: 'fr' }, 'language', 'oneOf'],
  [{ interest: 'boats' }, 'interest', 'oneOf'],
  [{ answers: { home: 'castle' } }, 'answers.home', 'oneOf'],
  [{ answers: { bill: 'much' } }, 'answers.bill', 'notNumber'],
  [{ answers: { bill: 1e15 } }, 'answers.bill', 'atMost'],
  [{ answers: { visit: '2027-02-30' } }, 'answers.visit', 'dateImpossible'],
  [{ answers: { color: 'red' } }, 'answers.color', 'notAccepted'],
  [{ answers: 'x' }, 'answers', 'notObject'],
  [{ phone: '+12025550101' }, 'phone', 'notAccepted'],
  [{ constructor: 'x' }, 'constructor', 'notAccepted'],
])('[V64] %j is refused, its field is named, and nothing of the request is saved', async (wrong, path, code) => {
  const refused = await change(sam, { ...wrong, ...('name' in wrong ? {} : { name: 'Changed' }) });
  const problem = (await refused.json()) as Problem;
  expect(refused.status).toBe(422);
  expect(problem.mistakes).toMatchObject([{ path, code }]);
  expect(problem.fields?.[path]).toMatch(/\w/);
  expect((await read()).person.name).toBe('Maria');
  expect(await history()).toEqual([]);
});

test('[V65] changes at the same moment: of different details both hold, of the same one the later, and all are in the history', async () => {
  await accept(leadId);
  const answers = await Promise.all([
    change(ana, { answers: { bill: 90 } }),
    change(sam, { answers: { home: 'house' } }),
    change(ana, { email: 'maria@example.com' }),
    change(sam, { name: 'Mary' }),
    change(ana, { name: 'Marie' }),
  ]);
  expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200]);
  const lead = await read();
  expect(lead.answers.map(({ value }) => value).sort()).toEqual(['90', 'A detached house']);
  expect(lead.person.email).toBe('maria@example.com');
  const edits = (await history()).flatMap(({ data }) => data['edits'] as { field: string; to: string }[]);
  expect(edits).toHaveLength(5);
  const names = edits.filter(({ field }) => field === 'name').map(({ to }) => to);
  expect(names.toSorted()).toEqual(['Marie', 'Mary']);
  expect(lead.person.name).toBe(names.at(-1));
});

test('[V333] a detail that someone else changed since it was seen is refused with what it is now, and nothing is saved', async () => {
  await accept(leadId);
  const seen = { name: ['Maria'], email: [null], 'answers.bill': [null] };
  expect((await change(sam, { name: 'Mary', seen })).status).toBe(200);
  const refused = await change(ana, { name: 'Marie', email: 'maria@example.com', seen });
  expect(refused.status).toBe(409);
  expect(await refused.json()).toMatchObject({
    ...{ code: 'edited-meanwhile', current: { name: 'Mary' } },
    ...{ mistakes: [{ path: 'name' }], fields: { name: expect.stringContaining('Someone else changed this') } },
  });
  expect(await read()).toMatchObject({ person: { name: 'Mary' } });
  expect((await read()).person).not.toHaveProperty('email');
  // What is as it was seen can be saved, and so can what was looked at again.
  expect((await change(ana, { email: 'Maria@Example.com', seen })).status).toBe(200);
  expect((await change(ana, { name: 'Marie', seen: { name: ['Maria', ' Mary '] } })).status).toBe(200);
  expect((await change(ana, { email: null, seen: { email: ['MARIA@example.com'] } })).status).toBe(200);
  for (const wrong of [{ name: 'Maria' }, { name: [{}] }, { name: [] }])
    expect((await change(ana, { name: 'May', seen: wrong })).status).toBe(422);
});

test('[V65] a repeat with the same Idempotency-Key writes nothing twice', async () => {
  const key = { 'idempotency-key': 'k1' };
  for (const name of ['Mary', 'Mary'])
    expect((await sam.send('POST', `/api/leads/${leadId}/profile`, { name }, key)).status).toBe(200);
  expect(await history()).toHaveLength(1);
});

test('[V66] search and export follow the current details', async () => {
  await change(sam, { name: 'Zaphod Quist', email: 'zq@example.com', answers: { bill: 77 } });
  const find = async (q: string) => {
    const answer = await sam.send('POST', '/api/leads/search', { q });
    return ((await answer.json()) as LeadList).leads.map(({ id }) => id);
  };
  expect(await find('quist')).toEqual([leadId]);
  expect(await find('zq@example.com')).toEqual([leadId]);
  expect(await find('maria quist')).toEqual([]);
  const table = await (await sam.send('POST', '/api/leads/export', { q: 'quist' })).text();
  expect(parse(table, { bom: true, columns: true })).toMatchObject([
    { name: 'Zaphod Quist', email: 'zq@example.com', answers: expect.stringContaining('77') },
  ]);
});

test('[V66] an address that another lead has makes both suspected duplicates', async () => {
  const other = await submit({ email: 'same@example.com' });
  await change(sam, { email: 'same@example.com' });
  expect((await read()).suspectedDuplicates).toBe(1);
  expect((await read(sam, other)).suspectedDuplicates).toBe(1);
});

test('[V66] a lead without a number can’t take the address of another open one', async () => {
  const { campaigns } = service.parts;
  const campaign = await campaigns.byId('demo');
  if (!campaign) throw new Error('no campaign');
  await campaigns.save({ ...campaign, contactBy: 'email' });
  try {
    const byMail = { phone: '' };
    await submit({ ...byMail, email: 'first@example.com' });
    const second = await submit({ ...byMail, email: 'second@example.com' });
    const refused = await change(sam, { email: 'first@example.com' }, second);
    expect((await refused.json()) as Problem).toMatchObject({ mistakes: [{ path: 'email', code: 'mailOfOtherLead' }] });
    expect((await change(sam, { email: null }, second)).status).toBe(422);
    expect((await change(sam, { email: 'third@example.com' }, second)).status).toBe(200);
  } finally {
    await campaigns.save(campaign);
  }
});

test('[V63] an agent who had the lead sees that the address was changed, but no longer the address', async () => {
  await accept(leadId);
  await change(ana, { email: 'maria@example.com', name: 'Mary' });
  expect((await history(ana))[0]?.data['edits']).toContainEqual(expect.objectContaining({ to: 'maria@example.com' }));
  await close(leadId);
  expect((await history(ana))[0]?.data['edits']).toEqual([
    { field: 'name', from: 'Maria', to: 'Mary' },
    { field: 'email' },
  ]);
});

test('[V63] erasing the customer erases the details from the history, and its chain stays whole', async () => {
  await accept(leadId);
  await change(ana, { email: 'maria@example.com', name: 'Mary' });
  await close(leadId);
  expect(await service.parts.leads.verifyChain(leadId)).toBe(true);
  expect(await eraseLead(service.stores.connection, leadId)).toBe(true);
  expect(JSON.stringify(await service.parts.leads.timeline(leadId))).not.toMatch(/Mary|maria@example/);
  expect(await service.parts.leads.verifyChain(leadId)).toBe(true);
  expect((await change(sam, { name: 'Mary' })).status).toBe(409);
});

test('[V72] tags are the same however they are typed, are on the card, in exports and in the history, and can be erased', async () => {
  await accept(leadId);
  const tag = (who: Client, tags: object) => change(who, { tags });
  await Promise.all([
    tag(ana, { add: [' #VIP ', 'vip', 'Big   Roof'] }),
    tag(sam, { add: ['\u1112\u1161\u11ab\u1100\u116e\u11a8'] }),
  ]);
  expect((await read()).tags.toSorted()).toEqual(['big roof', 'vip', '한국']);
  await tag(ana, { remove: ['VIP'] });
  for (const wrong of [{ add: ['#'] }, { add: ['x'.repeat(31)] }, { add: 'x' }, { more: ['x'] }])
    expect((await tag(ana, wrong)).status).toBe(422);
  expect((await history()).at(-1)?.data['edits']).toEqual([expect.objectContaining({ field: 'tags' })]);
  const card = async () => {
    await service.parts.leads.search({ q: 'maria', limit: 1 });
    return service.stores.connection.collection<{ _id: string; labels: string[] }>('cards').findOne({ _id: leadId });
  };
  expect((await card())?.labels.toSorted()).toEqual(['source:api', 'tag:big roof', 'tag:한국']);
  const table = await (await sam.send('POST', '/api/leads/export', { q: 'maria' })).text();
  expect(table).toMatch(/big roof/);
  await close(leadId);
  expect(await eraseLead(service.stores.connection, leadId)).toBe(true);
  expect((await card())?.labels).toEqual(['source:api']);
  expect(await service.parts.leads.byId(leadId)).not.toHaveProperty('tags');
});

test('[V70] other leads of the customer are shown as far as the reader may see them, also for an offer', async () => {
  const phone = '+12025554999';
  const first = await submit({ name: 'Maria First', phone });
  await accept(first);
  await workLead(service.parts, first, { kind: 'note', by: { kind: 'agent', id: 'user_ana' }, note: 'Call in spring' });
  await close(first);
  const second = await submit({ name: 'Maria Second', phone });
  const others = async (who: Client) => {
    const answer = await who.get(`/api/leads/${second}/others`);
    return answer.ok ? ((await answer.json()) as OtherLeads) : answer.status;
  };
  const seen = { name: 'Maria First', outcome: 'notInterested', owner: 'Ana Silva', note: 'Call in spring' };
  expect(await others(sam)).toMatchObject({ leads: [{ id: first, ...seen }], hidden: 0 });
  const ben = await service.signIn('ben@demo.test');
  for (const who of [ana, ben]) expect(await others(who)).toBe(404);

  const now = service.parts.clock.now();
  const agents = ['user_ana', 'user_ben'].map((agentId) => ({ agentId, slot: 0, seenAt: now }));
  const offer = { id: 'of_2', agents, offeredAt: now, expiresAt: now + 20_000, seenBy: now + 3000 };
  await workLead(service.parts, second, { kind: 'offer', offer });
  expect(await others(ana)).toMatchObject({ leads: [{ id: first, ...seen }], hidden: 0 });
  expect(await others(ben)).toEqual({ leads: [], hidden: 1 });
  await close(second);
});
