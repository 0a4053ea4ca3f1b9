import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { BusinessView } from '../../../src/shared/admin.ts';
import { startService, type Client, type Service } from '../../support/service.ts';

let service: Service;
let admin: Client;
beforeAll(async () => {
  service = await startService();
  admin = await service.signIn('admin@demo.test');
});
afterAll(() => service.close());

const view = async () =>
  ((await (await admin.get('/api/admin/business')).json()) as { business: BusinessView }).business;
async function save(declineReasons?: readonly object[]): Promise<Response> {
  const { changedAt: _at, changedBy: _by, declineReasons: _reasons, ...fields } = await view();
  return admin.send('PUT', '/api/admin/business', { ...fields, ...(declineReasons && { declineReasons }) });
}

test('[R23] administrators edit the reasons; a new one gets an identifier that stays, and who sends none changes none', async () => {
  const before = (await view()).declineReasons;
  expect(before.map(({ id, means }) => [id, means])).toEqual([
    ['busy', 'none'],
    ['break', 'away'],
    ['notMine', 'none'],
    ['knowsPerson', 'never'],
  ]);
  const lunch = { label: { en: 'Lunch', ko: '점심' }, means: 'away', awayReason: 'meal' };
  expect((await save([...before, lunch])).status).toBe(200);
  const added = (await view()).declineReasons.at(-1);
  expect(added).toMatchObject({ ...lunch, id: expect.stringMatching(/^why_/) });
  expect((await save()).status).toBe(200);
  expect((await view()).declineReasons.at(-1)).toEqual(added);
});

test.each([
  ['none at all', [], 'declineReasons'],
  ['ten', Array.from({ length: 10 }, () => ({ label: { en: 'No' }, means: 'none' })), 'declineReasons'],
  ['no English', [{ label: { en: ' ' }, means: 'none' }], 'declineReasons.0.label.en'],
  ['a meaning nobody knows', [{ label: { en: 'No' }, means: 'fire' }], 'declineReasons.0.means'],
  [
    'a break that is none',
    [{ label: { en: 'No' }, means: 'away', awayReason: 'holiday' }],
    'declineReasons.0.awayReason',
  ],
  [
    'one twice',
    [
      { id: 'a', label: { en: 'No' }, means: 'none' },
      { id: 'a', label: { en: 'Nope' }, means: 'never' },
    ],
    'declineReasons.0.id',
  ],
])('[R23] reasons with %s are refused, the field named', async (_what, reasons, field) => {
  const before = await view();
  const answer = await save(reasons);
  expect(answer.status).toBe(422);
  expect((await answer.json()) as object).toMatchObject({ fields: { [field]: expect.any(String) } });
  expect(await view()).toEqual(before);
});
