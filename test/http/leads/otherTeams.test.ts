import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { io } from 'socket.io-client';
import type { CallbackList, LeadList } from '../../../src/shared/api.ts';
import type { Snapshot } from '../../../src/shared/deskEvents.ts';
import { startService, type Client, type Service } from '../../support/service.ts';

const NAME = 'Zoltan Unmistakable';
let service: Service;
let ana: Client;
let ben: Client;
let sam: Client;
let leadId: string;
let receiptId: string;

/** A callback for anyone, of a campaign that only Ana’s team may take. */
beforeAll(async () => {
  service = await startService({ jobs: true });
  [ana, ben, sam] = [
    await service.signIn('ana@demo.test'),
    await service.signIn('ben@demo.test'),
    await service.signIn('sam@demo.test'),
  ];
  const { campaigns, users, agents } = service.parts;
  const campaign = await campaigns.byId('demo');
  if (campaign) await campaigns.save({ ...campaign, teamIds: ['team_a'] });
  for (const [id, teamIds] of [
    ['user_ana', ['team_a']],
    ['user_ben', ['team_b']],
  ] as const) {
    const [user, agent] = [await users.byId(id), await agents.byId(id)];
    if (!user?.agent || !agent) throw new Error(`${id} is no agent`);
    await users.edit({ ...user, agent: { ...user.agent, teamIds }, version: user.version + 1 }, user.version);
    await agents.save({ ...agent, teamIds });
  }
  const sent = await fetch(`${service.url}/api/forms/demo/leads`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ name: NAME, phone: '+12125550167', consent: { call: true } }),
  });
  ({ receiptId } = (await sent.json()) as { receiptId: string });
  const { leads } = (await (await sam.get(`/api/leads?receipt=${receiptId}`)).json()) as LeadList;
  leadId = leads[0]?.id ?? '';
  await promise({});
});
afterAll(() => service.close());

async function promise(more: { ownerId?: string }): Promise<void> {
  const at = Date.now() + 26 * 3_600_000;
  const answer = await sam.send('POST', `/api/leads/${leadId}/callback`, { at, ...more });
  if (!answer.ok) throw new Error(await answer.text());
}

async function promisesOf(client: Client, query = ''): Promise<readonly string[]> {
  const { callbacks } = (await (await client.get(`/api/callbacks${query}`)).json()) as CallbackList;
  return callbacks.map((row) => row.leadId);
}

async function snapshotOf(client: Client): Promise<Snapshot> {
  const socket = io(`${service.url}/desk`, {
    extraHeaders: { cookie: client.cookie, origin: service.url },
    transports: ['websocket'],
    forceNew: true,
  });
  try {
    return await new Promise((resolve) => socket.once('snapshot', resolve));
  } finally {
    socket.disconnect();
  }
}

/** Everything that is read with GET, and the search with its criteria in the body. */
async function readEverything(
  client: Client,
  id: string,
): Promise<readonly { path: string; status: number; text: string }[]> {
  const paths = service.app.published
    .filter(({ method, path }) => method === 'get' && path.startsWith('/api/') && !/events$/.test(path))
    .map(({ path }) => path.replace(':id', id).replace(/:\w+/g, id));
  const queries = [
    `/api/leads?receipt=${receiptId}`,
    '/api/leads?state=callback',
    '/api/leads?owner=user_ana',
    '/api/callbacks?limit=200',
  ];
  const answers = await Promise.all(
    [...paths, ...queries].map(async (path) => {
      const answer = await client.get(path);
      return { path, status: answer.status, text: await answer.text() };
    }),
  );
  for (const body of [{ q: NAME }, { q: '+12125550167' }, { state: 'callback' }, { receipt: receiptId }]) {
    const answer = await client.send('POST', '/api/leads/search', body);
    answers.push({ path: JSON.stringify(body), status: answer.status, text: await answer.text() });
  }
  return answers;
}

test('[S14] nothing that an agent of another team can read names the lead, its person or its number', async () => {
  const answers = await readEverything(ben, leadId);
  expect(answers.length).toBeGreaterThan(30);
  const telling = answers.filter(
    ({ text }) => text.includes(NAME) || text.includes('5550167') || text.includes(`"${leadId}"`),
  );
  expect(telling).toEqual([]);
  expect(JSON.stringify(await snapshotOf(ben))).not.toContain(leadId);
  for (const { path, status } of answers.filter((one) => one.path.includes(leadId))) {
    expect({ path, isShown: status < 400 }).toEqual({ path, isShown: false });
  }
});

test('[S14] an agent of the team sees the callback in the list, and its lead; a callback for one agent is visible only to them', async () => {
  expect(await promisesOf(ana)).toContain(leadId);
  expect(await promisesOf(ana, '?mine=true')).not.toContain(leadId);
  expect(await promisesOf(ana, '?anyone=true')).toContain(leadId);
  expect(await promisesOf(ben, '?anyone=true')).not.toContain(leadId);
  expect(await promisesOf(sam, '?anyone=true')).toContain(leadId);
  const seen = await ana.get(`/api/leads/${leadId}`);
  expect(seen.status).toBe(200);
  expect(await seen.text()).not.toContain('5550167');
  expect((await ana.get(`/api/leads/${leadId}/decisions`)).status).toBe(200);

  await promise({ ownerId: 'user_chloe' });
  expect(await promisesOf(ana)).not.toContain(leadId);
  expect((await ana.get(`/api/leads/${leadId}`)).status).toBe(404);
  expect(await promisesOf(sam)).toContain(leadId);
  const chloe = await service.signIn('chloe@demo.test');
  expect(await promisesOf(chloe)).toContain(leadId);
  for (const client of [chloe, sam]) expect(await promisesOf(client, '?anyone=true')).not.toContain(leadId);
  expect((await snapshotOf(chloe)).promises.map((one) => one.leadId)).toContain(leadId);
});

test('[S14] pages of the list omit nobody and add nobody', async () => {
  const all: string[] = [];
  let cursor = '';
  do {
    const page = (await (await ana.get(`/api/callbacks?limit=1${cursor}`)).json()) as CallbackList;
    all.push(...page.callbacks.map((row) => row.leadId));
    cursor = page.next === null ? '' : `&cursor=${page.next}`;
  } while (cursor !== '');
  expect(all).toEqual(await promisesOf(ana));
});

test('[S15] routing decisions are visible to anyone who may see the lead', async () => {
  const path = `/api/leads/${leadId}/decisions`;
  expect((await ben.get(path)).status).toBe(404);
  expect((await sam.get(path)).status).toBe(200);
});
