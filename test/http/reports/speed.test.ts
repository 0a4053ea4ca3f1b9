import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { parse } from 'csv-parse/sync';
import type { SpeedReport } from '../../../src/shared/reports.ts';
import { startService, type Client, type Service } from '../../support/service.ts';

let service: Service;
let sam: Client;
beforeAll(async () => {
  service = await startService();
  sam = await service.signIn('sam@demo.test');
});
afterAll(() => service.close());

const read = async (query: string) => {
  const response = await sam.get(`/api/reports/speed${query}`);
  return { status: response.status, body: (await response.json()) as SpeedReport & { fields?: object } };
};

test('[V107] reports are for supervisors; a wrong query names each field and how to fix it', async () => {
  const ana = await service.signIn('ana@demo.test');
  expect((await ana.get('/api/reports/speed')).status).toBe(403);
  expect((await read('?from=2026-11-20&to=2026-11-10')).body).toMatchObject({
    fields: { to: expect.stringContaining('before the start') },
  });
  expect((await read('?from=2025-01-01&to=2026-11-10')).body).toMatchObject({
    fields: { from: 'Choose a period of at most 366 days.' },
  });
  const { status, body } = await read('?from=2026-02-30&by=mood&target=7&last=900&q=maria');
  expect(status).toBe(422);
  expect(Object.keys(body.fields ?? {}).sort()).toEqual(['by', 'from', 'last', 'q', 'target']);
});

test('[V107] the period, the one before it, and the same weekdays a year ago', async () => {
  const periods = async (query: string) => {
    const { body } = await read(query);
    return [body.period, body.compared];
  };
  const november = { from: '2026-11-01', to: '2026-11-28' };
  expect(await periods('?from=2026-11-01&to=2026-11-28')).toEqual([november, null]);
  expect(await periods('?from=2026-11-01&to=2026-11-28&compare=previous')).toEqual([
    november,
    { from: '2026-10-04', to: '2026-10-31' },
  ]);
  expect(await periods('?to=2026-11-28&last=28&compare=year')).toEqual([
    november,
    { from: '2025-11-02', to: '2025-11-29' },
  ]);
});

test('[V266] two periods of any length can be compared; what is wrong with the other one is named', async () => {
  const query = '?from=2026-11-01&to=2026-11-28&compare=dates';
  const other = { from: '2025-11-24', to: '2025-11-30' };
  expect((await read(`${query}&beforeFrom=${other.from}&beforeTo=${other.to}`)).body.compared).toEqual(other);
  // Unless it's given, it's the period before.
  expect((await read(query)).body.compared).toEqual({ from: '2026-10-04', to: '2026-10-31' });
  expect((await read(`${query}&beforeTo=2026-10-30`)).body.compared).toEqual({ from: '2026-10-04', to: '2026-10-30' });
  for (const [dates, field] of [
    ['beforeFrom=2025-11-30&beforeTo=2025-11-24', 'beforeTo'],
    ['beforeFrom=2024-11-30&beforeTo=2025-12-24', 'beforeFrom'],
    ['beforeFrom=2025-02-30', 'beforeFrom'],
  ] as const) {
    const { status, body } = await read(`${query}&${dates}`);
    expect([status, Object.keys(body.fields ?? {})]).toEqual([422, [field]]);
  }
});

test('[V108] the export has the rows and figures of the report, and no cell is a formula', async () => {
  const now = service.parts.clock.now();
  const fact = { campaignId: 'demo', at: now, source: '-1+cmd' };
  service.parts.facts.add([
    { ...fact, id: 'ld_formula:1', kind: 'opened' },
    { campaignId: 'demo', at: now, id: 'ld_bare:1', kind: 'opened' },
    { ...fact, id: 'ld_formula:2', kind: 'closed', outcome: 'notInterested', outcomeId: 'notInterested_rents' },
  ]);
  const { body } = await read('?by=source&last=1');
  const response = await sam.get('/api/reports/speed?by=source&last=1&format=csv');
  expect(response.headers.get('content-disposition')).toMatch(/speed-\d{4}-\d\d-\d\d-\d{4}-\d\d-\d\d\.csv/);
  const rows = parse<Record<string, string>>(await response.text(), { columns: true, bom: true });
  expect(rows.map(({ leads }) => Number(leads))).toEqual(body.rows.map((row) => row.now.leads));
  const cells = rows.flatMap((row) => Object.values(row));
  expect(cells).toContain("'-1+cmd");
  expect(rows.find(({ key }) => key === "'-1+cmd")).toMatchObject({ outcomes: 'Not interested: 1' });
  expect(cells.filter((cell) => /^[=+\-@]/.test(cell))).toEqual([]);
  // [V264]
  expect(rows.find(({ key }) => key === '')?.['name']).toBe('(none)');
});

test('[V113] [V340] the export by source has costs, and no number where there is nothing to divide by', async () => {
  const admin = await service.signIn('admin@demo.test');
  const { to: date } = (await read('?last=1')).body.period;
  const rows = [{ date, source: 'tv', amount: 12.5 }];
  expect((await admin.send('POST', '/api/costs', { rows })).status).toBe(200);
  const exported = async (query: string) =>
    parse<Record<string, string>>(await (await sam.get(`/api/reports/speed?last=1&format=csv${query}`)).text(), {
      columns: true,
      bom: true,
    });
  const tv = (await exported('&by=source')).find(({ key }) => key === 'tv');
  expect(tv).toMatchObject({
    cost: '12.50',
    currency: 'USD',
    cost_per_conversation: '',
    cost_per_win: '',
    talked: '0',
  });
  const others = await exported('&by=campaign');
  expect(others.length).toBeGreaterThan(0);
  expect(others.map(({ cost, return_on_cost }) => [cost, return_on_cost])).toEqual(others.map(() => ['', '']));
  // [V340]
  expect(tv?.['cost_note']).toBe('');
  expect(others[0]?.['cost_note']).toMatch(/by source and day/);
});
