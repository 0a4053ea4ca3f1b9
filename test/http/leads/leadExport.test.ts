import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { parse } from 'csv-parse/sync';
import { guessColumns } from '../../../src/core/capture/importColumns.ts';
import { phoneIn } from '../../../src/core/capture/importCells.ts';
import { readNumber } from '../../../src/intake/numbers.ts';
import { SearchTooBroad } from '../../../src/ports/leads.ts';
import type { LeadList } from '../../../src/shared/api.ts';
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

type Row = Record<string, string>;
const rowsOf = (text: string) => parse<Row>(text, { bom: true, columns: true });
const table = async (query: object) => {
  const response = await sam.send('POST', '/api/leads/export', query);
  return { response, text: new TextDecoder('utf-8', { ignoreBOM: true }).decode(await response.arrayBuffer()) };
};

async function submit(fields: object): Promise<void> {
  const body = { name: 'Maria', phone: '+12025550171', consent: { call: true, now: true }, ...fields };
  const response = await fetch(`${service.url}/api/forms/demo/leads`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  expect(response.status).toBe(201);
}

test('[V16] an export is every lead that the search finds, once, with times in UTC and in the business’s zone', async () => {
  const { leads } = (await (await sam.get('/api/leads?state=closed&limit=200')).json()) as LeadList;
  const response = await sam.get('/api/leads.csv?state=closed');
  expect(response.headers.get('content-type')).toBe('text/csv; charset=utf-8');
  expect(response.headers.get('content-disposition')).toContain('leads.csv');
  const rows = rowsOf(await response.text());
  expect(rows.map(({ id }) => id)).toEqual(leads.map(({ id }) => id));
  expect(rows[0]).toMatchObject({ name: leads[0]?.name, arrived_at: new Date(leads[0]?.createdAt ?? 0).toISOString() });
  expect(rows[0]?.['arrived_local']).toMatch(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/);
});

test('[V16] what a hostile person typed is text in a spreadsheet, on one line', async () => {
  await submit({ name: '=HYPERLINK("https://evil.example","x")', message: '@SUM(A1)\r\n-1+1\t|calc' });
  await submit({ name: '+1+cmd', phone: '+12025550172', message: '-2' });
  const { text } = await table({ q: '202555017' });
  expect(text.startsWith('\ufeff"id","name"')).toBe(true);
  const rows = rowsOf(text);
  expect(rows).toHaveLength(2);
  for (const { phone: _phone, ...cells } of rows)
    for (const cell of Object.values(cells)) expect(cell).not.toMatch(/^[=+\-@\t\r\n\0]/);
  expect(text.split('\r\n')).toHaveLength(4);
  expect(rows.map(({ message }) => message)).toContain("'@SUM(A1) -1+1 |calc");
});

test('[V335] a number is text in a spreadsheet without an apostrophe, and is the same number when the file is imported', async () => {
  await submit({ name: 'Nadia Numbers', phone: '+12025550181' });
  await submit({ name: 'Nari Numbers', phone: '+821023450182' });
  const rows = rowsOf((await table({ q: 'numbers' })).text);
  const shown = rows.map(({ phone = '' }) => phone).sort();
  expect(shown).toEqual(['+1 202 555 0181', '+82 10 2345 0182']);
  const read = shown.map((cell) => readNumber(phoneIn(cell) ?? '', 'US', 'en'));
  expect(read).toMatchObject([{ tel: '+12025550181' }, { tel: '+821023450182' }]);
});

test('[V16] answers to the campaign’s own fields are included, in the words of the form', async () => {
  await submit({ name: 'Ada \u202eecila', phone: '+12025550173', home: 'flat', bill: 120.5 });
  const rows = rowsOf((await table({ q: '5550173' })).text);
  expect(rows).toMatchObject([
    { name: 'Ada ecila', answers: 'Your home: An apartment; Electricity bill per month, in dollars: 120.5' },
  ]);
});

test('[V336] [W213] of one campaign, each of its own fields has a column, whose heading an import recognizes', async () => {
  await submit({ name: 'Cora Column', phone: '+12025550183', home: 'flat', bill: 77 });
  const [campaign] = (await service.parts.campaigns.all()).filter(({ id }) => id === 'demo');
  const { text } = await table({ q: 'column', campaign: 'demo' });
  const [row = {}] = rowsOf(text);
  const headings = Object.keys(row);
  const of = (name: string) => headings.find((heading) => heading.endsWith(`(${name})`)) ?? '';
  expect([row[of('home')], row[of('bill')], row[of('visit')]]).toEqual(['An apartment', '77', '']);
  const guessed = guessColumns(headings, campaign?.fields ?? []);
  expect(guessed).toEqual(expect.arrayContaining(['name', 'phone', 'email', 'answer:home', 'answer:bill']));
  expect([guessed[headings.indexOf('arrived_by')], guessed[headings.indexOf('source')]]).toEqual([null, 'source']);
  const everywhere = rowsOf((await table({ q: 'column' })).text)[0] ?? {};
  expect(Object.keys(everywhere).some((heading) => heading.endsWith('(home)'))).toBe(false);
  expect(everywhere['answers']).toContain('An apartment');
});

test('[A266] the audit log names what an export was filtered by, and refuses what it can’t be limited to', async () => {
  await table({ missing: 'answers.home' });
  const robin = await service.signIn('admin@demo.test');
  const list = async (query: string) => (await robin.get(`/api/admin/audit?${query}`)).json();
  expect(await list('what=lead&id=export&limit=1')).toMatchObject({
    entries: [{ after: { lacks: { detail: 'answers.home' } } }],
    names: { 'answers.home': expect.any(String) },
  });
  expect(await list('by=nobody&from=20&to=10')).toMatchObject({
    code: 'bad-input',
    mistakes: [
      { path: 'to', code: 'endsBefore' },
      { path: 'by', code: 'actorUnknown' },
    ],
  });
  expect(await list('by=system&from=10&to=20')).not.toHaveProperty('code');
  expect(await list('by=user_ana')).toMatchObject({ entries: [] });
});

test('[V16] a number that may never be called is left out, and the reason is given', async () => {
  await service.parts.doNotCall.add({
    id: 'act_1',
    tel: '+12025550172',
    at: service.parts.clock.now() + 1000,
    by: { kind: 'system' },
    source: 'text',
  });
  const rows = rowsOf((await table({ q: '5550172' })).text);
  expect(rows).toMatchObject([{ phone: '', phone_withheld: 'do-not-call' }]);
});

test('[V16] each one is in the audit log, without the words that were searched for', async () => {
  await table({ q: 'Maria', state: 'closed' });
  const { items } = await service.parts.audit.list({ what: 'lead', limit: 1 });
  expect(items).toMatchObject([{ by: 'user_sam', action: 'export', after: { state: 'closed', byWords: true } }]);
  expect(JSON.stringify(items)).not.toContain('Maria');
});

test('[V16] it is for supervisors, and nothing about a person is in its address', async () => {
  expect((await ana.get('/api/leads.csv')).status).toBe(403);
  expect((await ana.send('POST', '/api/leads/export', {})).status).toBe(403);
  expect((await sam.get('/api/leads.csv?q=Maria')).status).toBe(422);
  expect((await table({ outcome: 'lovely' })).response.status).toBe(422);
});

test('[V88] [W213] an export says how each lead arrived and under which source it counts, and campaign parameters are no formula', async () => {
  const from = { page: 'https://example.com/offer', utm: { source: 'google', campaign: '=1+1' } };
  await submit({ name: 'Ursula Utm', phone: '+12025550179', ...from });
  const rows = rowsOf((await table({ q: '5550179' })).text);
  await submit({
    phone: '+12025550179',
    page: 'https://example.com/2',
    utm: { source: 'letter', gclid: 'Cj0', referrer: 'https://news.example/x', landing: '/offer?a=1' },
  });
  const [both] = rowsOf((await table({ q: '5550179' })).text);
  expect(rows).toMatchObject([
    { arrived_by: 'api', source: 'google', page: from.page, first_source: 'google', last_source: 'google' },
  ]);
  const last = {
    ...{ last_source: 'letter', last_page: 'https://example.com/2', last_click_ids: 'gclid: Cj0' },
    ...{ last_referrer: 'news.example', last_landing_page: '/offer', last_dialed_number: '' },
  };
  expect(both).toMatchObject({ first_source: 'google', page: from.page, ...last });
  expect(rows[0]?.['utm']).toMatch(/source: google; (utm_)?campaign: =1\+1/);
});

test('[V88] a search that needs another filter is refused before anything is sent', async () => {
  const slow = await startService({
    database: service.database,
    seed: false,
    replace: (parts) => ({ leads: { ...parts.leads, search: () => Promise.reject(new SearchTooBroad()) } }),
  });
  try {
    const response = await (await slow.signIn('sam@demo.test')).send('POST', '/api/leads/export', { source: 'api' });
    expect(response.status).toBe(422);
    expect(await response.json()).toMatchObject({ code: 'too-broad' });
  } finally {
    await slow.close();
  }
});

test('[V233] selected leads are exported in their order, as in every export, and it is in the audit log', async () => {
  const { leads } = (await (await sam.get('/api/leads?state=closed&limit=200')).json()) as LeadList;
  const ids = leads
    .map(({ id }) => id)
    .slice(0, 3)
    .reverse();
  const selected = (body: object, as = sam) => as.send('POST', '/api/leads/export/selected', body);
  const text = await (await selected({ leadIds: [...ids, 'ld_gone', ...ids] })).text();
  const rows = rowsOf(text);
  expect(rows.map(({ id }) => id)).toEqual(ids);
  const all = rowsOf((await table({ state: 'closed' })).text);
  expect(rows).toEqual(ids.map((id) => all.find((row) => row['id'] === id)));
  const { items } = await service.parts.audit.list({ what: 'lead', subjectId: 'export', limit: 2 });
  expect(items.map(({ after }) => after)).toContainEqual({ leads: 4 });
  expect((await selected({ leadIds: ids }, ana)).status).toBe(403);
  const many = Array.from({ length: 1001 }, (_, n) => `ld_${n}`);
  for (const leadIds of [[], many, undefined]) expect((await selected({ leadIds })).status).toBe(422);
});
