import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { CostList } from '../../../src/shared/admin.ts';
import { startService, type Client, type Service } from '../../support/service.ts';
import { words } from '../../support/words.ts';

let service: Service;
let admin: Client;
let sam: Client;
beforeAll(async () => {
  service = await startService();
  [admin, sam] = [await service.signIn('admin@demo.test'), await service.signIn('sam@demo.test')];
});
afterAll(() => service.close());

const send = (table: string) => admin.send('POST', '/api/costs/imports', { table });
const costs = async (from = '2026-01-01', to = '2026-12-31') =>
  ((await (await sam.get(`/api/costs?from=${from}&to=${to}`)).json()) as CostList).costs;

test('[A104] a pasted table is read with its titles, quotes and separators, and twice changes nothing', async () => {
  const table = 'Date;Source;Amount\r\n2026-11-28;"News, daily";"1,234.50"\r\n\r\n2026-12-01;Google;3\n';
  expect(await (await send(table)).json()).toEqual({ rows: 2, changed: 2 });
  expect(await (await send(`\ufeff${table}`)).json()).toEqual({ rows: 2, changed: 0 });
  expect(await costs()).toEqual([
    { date: '2026-11-28', source: 'news, daily', amount: 1234.5 },
    { date: '2026-12-01', source: 'google', amount: 3 },
  ]);
  const rows = [{ date: '2026-12-01', source: 'GOOGLE', amount: 0 }];
  expect((await admin.send('POST', '/api/costs', { rows })).status).toBe(200);
  expect(await costs('2026-12-01', '2026-12-31')).toEqual([]);
});

test('[A105] a table with a line that can’t be read is refused with its number, and nothing of it is saved', async () => {
  const before = await costs();
  const refused = await send('2026-10-01, tv, 5\n2026-10-32, tv, 5\n2026-10-03, tv, 5\n2026-10-04, tv, five');
  expect(refused.status).toBe(422);
  const { fields } = (await refused.json()) as { fields: Record<string, string> };
  expect(fields).toEqual({ table: words.mistakes('costLines', { lines: '2, 4', count: 2 }) });
  for (const table of ['', 'Date,Source,Amount', '"2026-10-01,tv,5', 'x'.repeat(1_000_001)])
    expect((await send(table)).status).toBe(422);
  for (const amount of [-1, 1.234, 1e12, '5'])
    expect(
      (await admin.send('POST', '/api/costs', { rows: [{ date: '2026-10-01', source: 'tv', amount }] })).status,
    ).toBe(422);
  expect(await costs()).toEqual(before);
});

test('[W181] lines in another currency are refused with their numbers and the currency, and nothing is saved', async () => {
  const before = await costs();
  const refused = await send('Date,Source,Amount\n2026-10-01,tv,$5\n2026-10-02,tv,₩5000\n2026-10-03,tv,€7.5');
  expect(refused.status).toBe(422);
  const { fields } = (await refused.json()) as { fields: Record<string, string> };
  expect(fields).toEqual({ table: words.mistakes('costCurrency', { lines: '3, 4', count: 2, currency: 'USD' }) });
  expect(await costs()).toEqual(before);
});

test('[W200] a table whose line of titles names another currency is refused, and says which', async () => {
  const before = await costs();
  const refused = await send('Date,Source,Cost (KRW)\n2026-10-01,tv,5000\n2026-10-02,tv,₩5000');
  expect(refused.status).toBe(422);
  const { fields } = (await refused.json()) as { fields: Record<string, string> };
  expect(fields).toEqual({ table: words.mistakes('costTitle', { named: 'KRW', currency: 'USD' }) });
  expect(await costs()).toEqual(before);
  const own = await send('Date,Source,Cost (USD)\n2026-08-01,tv,5');
  expect(await own.json()).toEqual({ rows: 1, changed: 1 });
});

test('[A265] lines above the titles, and columns beyond the amount, are refused with what to remove', async () => {
  const before = await costs();
  const said = async (table: string) => {
    const refused = await send(table);
    return [refused.status, ((await refused.json()) as { fields: Record<string, string> }).fields['table']];
  };
  const rows = 'date,source,amount\n2026-10-01,tv,5';
  const inEuro = words.mistakes('costAboveCurrency', { named: 'EUR', currency: 'USD' });
  expect(await said(`Currency: EUR\n${rows}`)).toEqual([422, inEuro]);
  expect(await said(`Report of 2026\n${rows}`)).toEqual([422, words.mistakes('costAbove', { line: 2 })]);
  const columns = words.mistakes('costColumns', { lines: '2', count: 1, currency: 'USD' });
  expect(await said('date,source,amount,currency\n2026-10-01,tv,5,EUR')).toEqual([422, columns]);
  expect(await costs()).toEqual(before);
});

test('[A105] simultaneous changes both hold and are in the audit log; only administrators change costs', async () => {
  const sources = ['one', 'two', 'three'];
  const all = await Promise.all(sources.map((source) => send(`2026-09-01, ${source}, 5`)));
  expect(all.map(({ status }) => status)).toEqual([200, 200, 200]);
  expect((await costs('2026-09-01', '2026-09-30')).map(({ source }) => source)).toEqual([...sources].sort());
  const { items } = await service.parts.audit.list({ what: 'costs', subjectId: 'costs.2026-09', limit: 10 });
  expect(
    items
      .map(({ after }) => Object.keys(after))
      .flat()
      .sort(),
  ).toEqual(sources.map((source) => `2026-09-01 ${source}`).sort());
  expect((await sam.send('POST', '/api/costs/imports', { table: '2026-09-01, one, 6' })).status).toBe(403);
  expect((await sam.get('/api/costs?from=2026-02-01&to=2026-01-01')).status).toBe(422);
});
