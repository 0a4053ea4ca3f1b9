import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { BusinessView } from '../../../src/shared/admin.ts';
import type { CallersReport } from '../../../src/shared/workReports.ts';
import { startService, type Client, type Service } from '../../support/service.ts';

let service: Service;
let admin: Client;
beforeAll(async () => {
  service = await startService();
  admin = await service.signIn('admin@demo.test');
});
afterAll(() => service.close());

const GOAL = { percent: 90, withinSeconds: 30, shortSeconds: 0 };
const view = async () =>
  ((await (await admin.get('/api/admin/business')).json()) as { business: BusinessView }).business;
async function save(answerGoal?: object): Promise<Response> {
  const { changedAt: _at, changedBy: _by, answerGoal: _goal, ...fields } = await view();
  return admin.send('PUT', '/api/admin/business', { ...fields, ...(answerGoal && { answerGoal }) });
}
const callers = async (query = '') =>
  (await (await admin.get(`/api/reports/callers?last=2${query}`)).json()) as CallersReport;

test('[A220] [V261] the goal for callers is 80% in 20 s until edited; the report is read against it, unless it has another target', async () => {
  expect((await view()).answerGoal).toEqual({ percent: 80, withinSeconds: 20, shortSeconds: 5 });
  expect(await callers()).toMatchObject({ target: 20, short: 5, goal: 80 });
  expect((await save(GOAL)).status).toBe(200);
  // A program that doesn't know of it leaves it as it is.
  expect((await save()).status).toBe(200);
  expect((await view()).answerGoal).toEqual(GOAL);
  expect(await callers()).toMatchObject({ target: 30, short: 0, goal: 90 });
  expect(await callers('&short=5')).toMatchObject({ target: 30, short: 5, goal: null });
  const csv = await (await admin.get('/api/reports/callers?last=2&format=csv')).text();
  expect(csv).toContain('"service_level","goal_percent"');
  const audit = (await (await admin.get('/api/admin/audit?what=business')).json()) as { entries: { after: object }[] };
  expect(audit.entries[0]?.after).toMatchObject({ answerGoal: GOAL });
});

test.each([
  ['no percent', { withinSeconds: 20, shortSeconds: 5 }, 'answerGoal.percent'],
  ['more than all', { ...GOAL, percent: 101 }, 'answerGoal.percent'],
  ['a target that is no choice', { ...GOAL, withinSeconds: 21 }, 'answerGoal.withinSeconds'],
  ['a short time that is no choice', { ...GOAL, shortSeconds: -1 }, 'answerGoal.shortSeconds'],
])('[A220] a goal with %s is refused, the field named', async (_what, goal, field) => {
  const before = await view();
  const answer = await save(goal);
  expect(answer.status).toBe(422);
  expect(await answer.json()).toMatchObject({ fields: { [field]: expect.any(String) } });
  expect(await view()).toEqual(before);
});
