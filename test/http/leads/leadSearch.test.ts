import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { SearchTooBroad } from '../../../src/ports/leads.ts';
import type { InquiryView, LeadCount, LeadList, LeadOptions, Problem } from '../../../src/shared/api.ts';
import { until } from '../../support/patience.ts';
import { startService, type Client, type Service } from '../../support/service.ts';

let service: Service;
let sam: Client;
let ana: Client;
beforeAll(async () => {
  service = await startService();
  sam = await service.signIn('sam@demo.test');
  ana = await service.signIn('ana@demo.test');
});
afterAll(() => service.close());

const search = async (client: Client, body: object) => {
  const response = await client.send('POST', '/api/leads/search', body);
  return { status: response.status, body: (await response.json()) as LeadList & { fields?: Record<string, string> } };
};

test('[V4] [V338] a supervisor finds every lead; an agent only those they have, had or promised to call, and no other agent’s', async () => {
  const all = (await search(sam, { limit: '200' })).body.leads;
  const { items } = await service.parts.leads.search({ limit: 200, agentId: 'user_ana' });
  const hers = new Set(items.map(({ id }) => id));
  expect(hers.size).toBeGreaterThan(0);
  expect(hers.size).toBeLessThan(all.length);
  for (const owner of [undefined, 'user_ana'])
    expect(
      new Set((await search(ana, { limit: '200', ...(owner && { owner }) })).body.leads.map(({ id }) => id)),
    ).toEqual(hers);
  expect(await search(ana, { owner: 'user_ben' })).toMatchObject({
    status: 422,
    body: { mistakes: [{ path: 'owner', code: 'onlyOwnLeads' }] },
  });
  const others = all.filter(({ id }) => !hers.has(id));
  for (const { name } of others.slice(0, 3)) {
    const { leads } = (await search(ana, { q: name })).body;
    expect(leads.filter(({ id }) => !hers.has(id))).toEqual([]);
  }
});

test('[V3] the address and the body are asked alike; wrong filters are each named', async () => {
  const byAddress = (await (await sam.get('/api/leads?outcome=appointment')).json()) as LeadList;
  expect((await search(sam, { outcome: 'appointment' })).body).toEqual(byAddress);
  expect(byAddress.leads.length).toBeGreaterThan(0);
  const wrong = await search(sam, { outcome: 'lovely', from: 'yesterday', limit: 5 });
  expect(wrong).toMatchObject({ status: 422 });
  expect(Object.keys(wrong.body.fields ?? {}).sort()).toEqual(['from', 'limit', 'outcome']);
  expect((await search(sam, { from: '20', to: '10' })).body).toMatchObject({
    mistakes: [{ path: 'to', code: 'endsBefore' }],
  });
});

test('[V3] a result shows the end of the number, the owner and the date', async () => {
  const { leads } = (await search(sam, { owner: 'user_ana', limit: '200' })).body;
  const stored = await Promise.all(leads.map(({ id }) => service.parts.leads.byId(id)));
  const held = leads.filter(({ owner }) => owner === 'Ana Silva');
  expect(held.length).toBeGreaterThan(0);
  expect(leads.map(({ numberEnd, createdAt }) => ({ numberEnd, createdAt }))).toEqual(
    stored.map((lead) => ({ numberEnd: lead?.person.tel?.slice(-4), createdAt: lead?.createdAt })),
  );
});

test('[V81] lists are sorted by wait and by due time, page after page; a row says which', async () => {
  const person = { name: 'Wanda Waits', phone: '+12025550166', consent: { call: true, now: true } };
  const sent = await sam.send('POST', '/api/forms/demo/leads', person);
  expect(sent.status).toBe(201);
  const due: LeadList['leads'][number][] = [];
  for (let cursor: string | null = ''; cursor !== null;) {
    const page: LeadList = (await search(sam, { sort: 'due', limit: '2', ...(cursor && { cursor }) })).body;
    due.push(...page.leads);
    cursor = page.next;
  }
  const all = (await search(sam, { limit: '200' })).body.leads;
  const callbacks = all.filter(({ state }) => state === 'callback').map(({ dueAt = 0 }) => dueAt);
  expect(callbacks.length).toBeGreaterThan(2);
  expect(due.map(({ dueAt }) => dueAt)).toEqual(callbacks.sort((a, b) => a - b));
  const waiting = (await search(sam, { sort: 'waiting' })).body.leads.map(({ waitingSince = 0 }) => waitingSince);
  expect(waiting.length).toBeGreaterThan(0);
  expect(waiting).toEqual(all.flatMap(({ waitingSince }) => waitingSince ?? []).sort((a, b) => a - b));
  const oldest = (await search(sam, { sort: 'oldest', limit: '200' })).body.leads.map(({ id }) => id);
  expect(oldest).toEqual(all.map(({ id }) => id).reverse());
});

test('[V81] leads are filtered by source, by due time and by being open; a reversed range is named', async () => {
  const all = (await search(sam, { limit: '200' })).body.leads;
  for (const source of ['form', 'call', 'api', 'import'])
    expect((await search(sam, { source, limit: '200' })).body.leads.map(({ id }) => id)).toEqual(
      all.filter((row) => row.source === source).map(({ id }) => id),
    );
  const open = all.filter(({ state }) => state !== 'closed').map(({ id }) => id);
  expect((await search(sam, { state: 'open', limit: '200' })).body.leads.map(({ id }) => id)).toEqual(open);
  const callbacks = (await search(sam, { sort: 'due' })).body.leads;
  const first = callbacks[0]?.dueAt ?? 0;
  expect((await search(sam, { dueTo: String(first) })).body.leads).toEqual([]);
  expect((await search(sam, { dueFrom: String(first), dueTo: String(first + 1), sort: 'due' })).body.leads).toEqual(
    callbacks.filter(({ dueAt }) => dueAt === first),
  );
  expect((await search(sam, { dueFrom: '20', dueTo: '10' })).body).toMatchObject({
    mistakes: [{ path: 'dueTo', code: 'endsBefore' }],
  });
});

test('[V338] what a search names and nothing is called is refused and named, in lists, counts, exports and actions alike', async () => {
  const gone = { campaign: 'gone', owner: 'user_gone', outcome: 'won_gone' };
  const wrong = [
    { path: 'outcome', code: 'outcomeNone' },
    { path: 'campaign', code: 'campaignUnknown' },
    { path: 'owner', code: 'agentUnknown' },
  ];
  const inSearch = wrong.map(({ path, code }) => ({ path: `search.${path}`, code }));
  for (const [path, body, mistakes] of [
    ['/api/leads/search', gone, wrong],
    ['/api/leads/count', gone, wrong],
    ['/api/leads/export', gone, wrong],
    ['/api/leads/bulk/preview', { verb: 'requeue', search: gone }, inSearch],
    ['/api/leads/export/selected', { leadIds: ['ld_1'], campaign: 'gone' }, wrong.slice(1, 2)],
    ['/api/leads/search', { missing: 'answers.nothing' }, [{ path: 'missing', code: 'detailNone' }]],
  ] as const) {
    const response = await sam.send('POST', path, body);
    expect({ path, status: response.status, mistakes: ((await response.json()) as Problem).mistakes }).toEqual({
      ...{ path, status: 422, mistakes },
    });
  }
  // A retired outcome exists: leads carry it.
  expect((await search(sam, { outcome: 'won', owner: 'user_ana', campaign: 'demo' })).status).toBe(200);
});

test('[V338] what is malformed and what is unknown is named in one answer', async () => {
  const asked = { state: 'dreaming', mood: 'good', campaign: 'gone', from: '20', to: '10', missing: 'answers.nothing' };
  const wrong = ['state oneOf', 'mood notAccepted', 'to endsBefore', 'campaign campaignUnknown'];
  const address = `?${new URLSearchParams(asked).toString()}`;
  for (const [prefix, answer] of [
    ['', await sam.send('POST', '/api/leads/search', asked)],
    ['', await sam.send('POST', '/api/leads/export', asked)],
    ['', await sam.get(`/api/leads${address}`)],
    ['', await sam.get(`/api/leads.csv${address}`)],
    ['search.', await sam.send('POST', '/api/leads/bulk/preview', { verb: 'requeue', search: asked })],
  ] as const) {
    const { mistakes = [], detail } = (await answer.json()) as Problem;
    expect(mistakes.map(({ path, code }) => `${path} ${code}`)).toEqual(wrong.map((one) => `${prefix}${one}`));
    expect(detail).toMatch(/^Check: /);
  }
});

test('[V342] what reaches everything that is found refuses a receipt', async () => {
  const receipt = 'any';
  for (const [path, body, refused] of [
    ['/api/leads/count', { receipt }, 'receipt'],
    ['/api/leads/export', { receipt }, 'receipt'],
    ['/api/leads/bulk/preview', { verb: 'requeue', search: { receipt } }, 'search.receipt'],
  ] as const) {
    const response = await sam.send('POST', path, body);
    expect({ path, status: response.status, mistakes: ((await response.json()) as Problem).mistakes }).toEqual({
      path,
      status: 422,
      mistakes: [{ path: refused, code: 'notAccepted' }],
    });
  }
  expect((await search(sam, { receipt, state: 'open' })).body.leads).toEqual([]);
});

test('[V339] a search for a tag that no lead has finds nothing and says so', async () => {
  const { body } = await search(sam, { tag: 'nobody has it' });
  expect(body).toMatchObject({ leads: [], unknown: ['tag'] });
  const [lead] = (await search(sam, { state: 'open', limit: '1' })).body.leads;
  const tagged = await sam.send('POST', `/api/leads/${lead?.id ?? ''}/profile`, { tags: { add: ['rare bird'] } });
  expect(tagged.status).toBeLessThan(300);
  expect((await search(sam, { tag: 'rare bird' })).body.leads).toHaveLength(1);
  const elsewhere = (await search(sam, { tag: 'rare bird', state: 'closed' })).body;
  expect(elsewhere).toEqual({ leads: [], next: null });
});

test('[V341] leads are found by the source that brought them, however it is typed; one that brought none is named', async () => {
  const person = { name: 'Rita Radio', phone: '+12025550167', consent: { call: true }, utm: { source: 'Radio-Spot' } };
  expect((await sam.send('POST', '/api/forms/demo/leads', person)).status).toBe(201);
  const { leads } = (await search(sam, { cameFrom: ' RADIO-spot' })).body;
  expect(leads.map(({ name, firstSource }) => [name, firstSource])).toEqual([['Rita Radio', 'radio-spot']]);
  const { unknown } = (await search(sam, { cameFrom: 'nowhere', tag: 'nobody has it' })).body;
  expect(unknown).toEqual(['tag', 'cameFrom']);
  expect((await search(sam, { cameFrom: 'x'.repeat(41) })).body).toMatchObject({
    mistakes: [{ path: 'cameFrom', code: 'tooLong' }],
  });
  const csv = await sam.send('POST', '/api/leads/export', { cameFrom: 'radio-spot' });
  expect((await csv.text()).trim().split('\n')).toHaveLength(2);
});

test('[V240] [V241] [V242] a wrong band or detail is named; a row says what its lead lacks, and the filter agrees', async () => {
  const wrong = await search(sam, { band: 'great', missing: 'phone' });
  expect(wrong).toMatchObject({ status: 422 });
  expect(Object.keys(wrong.body.fields ?? {}).sort()).toEqual(['band', 'missing']);
  const all = (await search(sam, { limit: '200' })).body.leads;
  const lacking = (path: string) =>
    all.filter(({ gaps = [] }) => gaps.some((gap) => !gap.isInvalid && gap.path === path)).map(({ id }) => id);
  for (const missing of ['email', 'interest', 'answers.home'])
    expect((await search(sam, { missing, limit: '200' })).body.leads.map(({ id }) => id)).toEqual(lacking(missing));
  expect(lacking('email').length).toBeGreaterThan(0);
  expect(lacking('email').length).toBeLessThan(all.length);
  expect((await search(sam, { band: 'high', limit: '200' })).body.leads).toEqual(
    all.filter(({ band }) => band === 'high'),
  );
  const options = (await (await ana.get('/api/leads/options')).json()) as LeadOptions;
  expect(options.campaigns[0]?.details).toContainEqual({ path: 'answers.home', label: 'Your home' });
});

test('[V82] a list is counted; an agent’s own alone', async () => {
  const count = async (client: Client, body: object) =>
    ((await (await client.send('POST', '/api/leads/count', body)).json()) as LeadCount).count;
  for (const [client, owner] of [
    [sam, 'user_ben'],
    [ana, 'user_ana'],
  ] as const) {
    const asked = { state: 'closed', owner };
    const { leads } = (await search(client, { ...asked, limit: '200' })).body;
    expect(leads.length).toBeGreaterThan(0);
    await until(async () => (await count(client, asked)) === leads.length);
  }
});

test('[V82] a search that takes too long asks for another filter', async () => {
  const slow = await startService({
    database: service.database,
    seed: false,
    replace: (parts) => ({ leads: { ...parts.leads, search: () => Promise.reject(new SearchTooBroad()) } }),
  });
  try {
    const { status, body } = await search(await slow.signIn('sam@demo.test'), { source: 'api' });
    expect({ status, body }).toMatchObject({ status: 422, body: { code: 'too-broad' } });
  } finally {
    await slow.close();
  }
});

test('[V18] each inquiry is shown with the sentences the customer saw, and their answers', async () => {
  // To be called now, whatever the time: it waits and has no owner.
  const body = { name: 'Connie Consents', phone: '+12025550165', consent: { call: true, now: true } };
  const response = await fetch(`${service.url}/api/forms/demo/leads`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  const { receiptId } = (await response.json()) as { receiptId: string };
  const { leads } = (await (await sam.get(`/api/leads?receipt=${receiptId}`)).json()) as LeadList;
  const { inquiries } = (await (await sam.get(`/api/leads/${leads[0]?.id}/inquiries`)).json()) as {
    inquiries: readonly InquiryView[];
  };
  const campaign = await service.parts.campaigns.byId('demo');
  expect(inquiries).toMatchObject([{ consent: { wordingVersion: campaign?.consent.version, language: 'en' } }]);
  expect(inquiries[0]?.consent.boxes).toContainEqual({ box: 'call', given: true, wording: campaign?.consent.call.en });
  expect((await ana.get(`/api/leads/${leads[0]?.id}/inquiries`)).status).toBe(404);
});
