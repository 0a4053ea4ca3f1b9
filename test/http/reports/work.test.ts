import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { parse } from 'csv-parse/sync';
import { ON_LINE, type Fact } from '../../../src/core/lead/facts.ts';
import { dayStart } from '../../../src/core/report/localDays.ts';
import { SECOND } from '../../../src/core/vocabulary/time.ts';
import type { AgentNumbers, AgentsReport, CallersReport, MyWeek } from '../../../src/shared/workReports.ts';
import { startService, type Client, type Service } from '../../support/service.ts';
import { words } from '../../support/words.ts';

let service: Service;
let sam: Client;
let now: number;
let anaBefore: AgentNumbers;
let benBefore: AgentNumbers;
beforeAll(async () => {
  service = await startService();
  sam = await service.signIn('sam@demo.test');
  const { week, zone, total } = await weekOf('ana@demo.test');
  anaBefore = total;
  benBefore = (await weekOf('ben@demo.test')).total;
  now = Math.max(service.parts.clock.now() - 70 * SECOND, dayStart(week.from, zone));
  const ana = await service.parts.users.byEmail('ana@demo.test');
  const agentIds = [ana?.id ?? ''];
  const facts = (id: string, ...all: readonly (readonly [Fact['kind'], number, Partial<Fact>?])[]) =>
    service.parts.facts.add(
      all.map(([kind, after, changes], index) => ({
        ...{ id: `${id}:${index + 1}`, kind, at: now + after * SECOND, campaignId: 'demo' },
        ...changes,
      })),
    );
  const line = { reason: ON_LINE };
  facts('ld_1', ['opened', 0, line], ['offered', 1, { agentIds }], ['talked', 12, { agentIds }]);
  facts('ld_2', ['opened', 0, line], ['offered', 1, { agentIds }], ['declined', 2, { agentIds, reason: '=now()' }]);
  facts('ld_3', ['opened', 0, line], ['hungUp', 4]);
  facts('ld_4', ['opened', 0, line], ['hungUp', 5]);
  facts('ld_5', ['opened', 0, line], ['talked', 21, { agentIds }]);
  facts('ld_6', ['opened', 0, line], ['messageLeft', 60]);
  facts('ld_7', ['opened', 0, line], ['placeKept', 30]);
  facts('ld_8', ['opened', 0, line], ['promised', 61, { reason: 'nobodyThere' }]);
});
afterAll(() => service.close());

const read = async (path: string, client = sam): Promise<{ status: number; body: unknown }> => {
  const response = await client.get(path);
  return { status: response.status, body: await response.json() };
};
const weekOf = async (email: string) => (await read('/api/my/week', await service.signIn(email))).body as MyWeek;
const csv = async (path: string) =>
  parse<Record<string, string>>(await (await sam.get(path)).text(), { columns: true, bom: true });

test('[V131] [V132] callers: how each wait ended, and the service level without those who hung up at once', async () => {
  const { total, rows, target, short } = (await read('/api/reports/callers?last=2')).body as CallersReport;
  expect([target, short]).toEqual([20, 5]);
  expect(total).toMatchObject({
    ...{ arrived: 7, answered: 2, inTarget: 1, abandoned: 1, short: 1, messages: 1, asked: 1, promised: 1 },
    answer: { count: 2, p50: 12, p90: 21 },
  });
  expect(rows.reduce((sum, row) => sum + row.now.arrived, 0)).toBe(7);
  const strict = ((await read('/api/reports/callers?last=2&target=30&short=0')).body as CallersReport).total;
  expect(strict).toMatchObject({ inTarget: 2, abandoned: 2, short: 0 });
  const [row] = await csv('/api/reports/callers?last=2&by=campaign&format=csv');
  expect(row).toMatchObject({ key: 'demo', arrived: '7', service_level: (1 / 6).toFixed(3), answer_p50_seconds: '12' });
});

test('[V124] agents’ work is for supervisors; wrong queries name each field; the export has the same rows', async () => {
  const ana = await service.signIn('ana@demo.test');
  for (const report of ['agents', 'callers']) expect((await ana.get(`/api/reports/${report}`)).status).toBe(403);
  const wrong = await read('/api/reports/agents?by=halfHour&last=900&agent=ana');
  expect(wrong.status).toBe(422);
  expect(Object.keys((wrong.body as { fields: object }).fields).sort()).toEqual(['agent', 'by', 'last']);
  const { rows } = (await read('/api/reports/agents?last=2&compare=previous')).body as AgentsReport;
  const anas = rows.find(({ label }) => label?.startsWith('Ana'));
  expect(anas?.now.declines).toMatchObject({ '=now()': 1 });
  expect(anas?.before).toMatchObject({ declines: {} });
  const exported = await csv('/api/reports/agents?last=2&format=csv');
  expect(exported.map(({ offered }) => Number(offered)).sort()).toEqual(
    rows.map(({ now: { offered } }) => offered).sort(),
  );
  expect(exported.flatMap((row) => Object.values(row)).filter((cell) => /^[=+\-@]/.test(cell))).toEqual([]);
});

test('[V305] a campaign that doesn’t exist is refused in every report, with what to do', async () => {
  for (const name of ['speed', 'agents', 'callers', 'survey', 'compliance']) {
    const { status, body } = await read(`/api/reports/${name}?last=2&campaign=other`);
    expect([status, (body as { fields: object }).fields]).toEqual([
      422,
      { campaign: words.mistakes('campaignUnknown') },
    ]);
  }
});

test('[V304] by day, the export has each day under its own period', async () => {
  for (const name of ['speed', 'agents', 'callers']) {
    const query = `/api/reports/${name}?last=1&compare=previous&by=day`;
    const { period, compared } = (await read(query)).body as AgentsReport;
    const rows = await csv(`${query}&format=csv`);
    expect(rows.map((row) => [row['period'], row['key']])).toContainEqual([`${period.from}/${period.to}`, period.to]);
    for (const row of rows)
      expect([period, compared].find((one) => row['period'] === `${one?.from}/${one?.to}`)?.from).toBe(row['key']);
  }
});

test('[V234] the compliance report is for supervisors; its export has one row for each figure', async () => {
  expect((await read('/api/reports/compliance', await service.signIn('ana@demo.test'))).status).toBe(403);
  expect((await read('/api/reports/compliance?by=halfHour')).status).toBe(422);
  const rows = await csv('/api/reports/compliance?last=2&campaign=demo&compare=previous&format=csv');
  const promised = rows.filter(({ section, key }) => section === 'promised' && key === 'nobodyThere');
  expect(promised).toMatchObject([
    { group: 'demo', group_name: expect.any(String), name: expect.stringMatching(/\w+ \w+/) },
  ]);
  // [V300] By another group, the same in parts.
  const byHour = await csv('/api/reports/compliance?last=2&campaign=demo&by=hour&format=csv');
  const sum = (some: typeof rows) => some.reduce((all, { count }) => all + Number(count), 0);
  const { period } = (await read('/api/reports/compliance?last=2')).body as CallersReport;
  expect(sum(byHour)).toBe(sum(rows.filter((row) => row['period'] === `${period.from}/${period.to}`)));
});

test('[V262] my week is exported as CSV, a row for each day of both weeks', async () => {
  const ana = await service.signIn('ana@demo.test');
  const { days, week } = (await read('/api/my/week', ana)).body as MyWeek;
  const response = await ana.get('/api/my/week?format=csv');
  expect(response.headers.get('content-disposition')).toContain(`my-week-${week.from}.csv`);
  const rows = parse<Record<string, string>>(await response.text(), { columns: true, bom: true });
  expect(rows.map(({ offered }) => Number(offered))).toEqual([
    ...days.map(({ before }) => before.offered),
    ...days.map(({ now: { offered } }) => offered),
  ]);
  expect(rows.slice(days.length).map(({ date }) => date)).toEqual(days.map(({ date }) => date));
  expect(rows.at(-1)?.['declines']).toBe("'=now(): 1");
  expect((await ana.get('/api/my/week?format=xls')).status).toBe(422);
});

test('[V129] my week is the reader’s own, whatever they ask for', async () => {
  const { offered, talked, declined } = (await weekOf('ana@demo.test')).total;
  expect([offered, talked, declined]).toEqual([anaBefore.offered + 2, anaBefore.talked + 2, anaBefore.declined + 1]);
  const { time: _time, ...ofBen } = (await weekOf('ben@demo.test')).total;
  const { time: _before, ...before } = benBefore;
  expect(ofBen).toEqual(before);
  const asked = await read('/api/my/week?agent=ana', await service.signIn('ben@demo.test'));
  expect(JSON.stringify(asked.body)).not.toContain('=now()');
  expect((await fetch(`${service.url}/api/my/week`)).status).toBe(401);
});
