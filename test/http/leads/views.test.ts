import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { LeadViews } from '../../../src/shared/api.ts';
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

const views = async (client: Client) => (await (await client.get('/api/leads/views')).json()) as LeadViews;
const put = async (client: Client, whose: 'own' | 'shared', version: number, list: readonly object[]) => {
  const response = await client.send('PUT', `/api/leads/views/${whose}`, { version, views: list });
  return { status: response.status, body: (await response.json()) as LeadViews & { current?: LeadViews } };
};

test('[V86] everyone has their own views; supervisors share some; what they name may be gone', async () => {
  const won = { name: 'Won', query: { outcome: 'won', campaign: 'gone', columns: 'state,mood' } };
  expect(await put(sam, 'shared', 0, [won])).toMatchObject({
    status: 200,
    body: { shared: { version: 1, views: [won] } },
  });
  const mine = { name: 'Mine', query: { state: 'open', sort: 'due', band: 'high', missing: 'any' } };
  expect(await put(ana, 'own', 0, [mine])).toMatchObject({ status: 200, body: { own: { version: 1, views: [mine] } } });
  expect(await views(ana)).toMatchObject({ own: { views: [mine] }, shared: { views: [won] } });
  expect((await views(sam)).own).toEqual({ version: 0, views: [] });
  expect((await put(ana, 'shared', 1, [])).status).toBe(403);
});

test('[V86] search words, and two views of one name, aren’t saved', async () => {
  for (const list of [
    [{ name: 'By number', query: { q: '+12025550143' } }],
    [
      { name: 'Twice', query: {} },
      { name: 'Twice', query: { state: 'open' } },
    ],
    [{ name: '', query: {} }],
  ])
    expect((await put(sam, 'own', 0, list)).status).toBe(422);
  expect((await views(sam)).own.views).toEqual([]);
});

test('[V87] a list that someone saved meanwhile isn’t overwritten', async () => {
  const { shared } = await views(sam);
  const one = { name: 'One', query: {} };
  expect((await put(sam, 'shared', shared.version, [one])).status).toBe(200);
  const late = await put(sam, 'shared', shared.version, []);
  expect(late).toMatchObject({
    status: 409,
    body: { code: 'edited-meanwhile', current: { shared: { views: [one] } } },
  });
  expect((await views(sam)).shared.views).toEqual([one]);
});
