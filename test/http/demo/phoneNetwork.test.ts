/** Access to the demo’s phone network, over a real network in this process. */
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import { startPhoneNetwork, type PhoneNetwork } from '../../../packages/twilio-network/src/network.ts';
import type { HandsetEvent, LogEntry, Registered } from '../../../src/shared/phone.ts';
import { startService, type Client, type Service } from '../../support/service.ts';
import { onThisMachine } from '../../support/patience.ts';

const NUMBER = '+12025550143';
const TELEPHONE = '/phone/network/telephone';
const ACCOUNT = { accountSid: `AC${'0123456789abcdef'.repeat(2)}`, authToken: 'not-a-secret-in-tests' };

let network: PhoneNetwork;
let service: Service;
let ana: Client;
const readers: AbortController[] = [];
beforeAll(async () => {
  network = await startPhoneNetwork({ ...ACCOUNT, outOfReachMs: 50 });
  service = await startService({ demo: true, phoneNetworkUrl: network.url });
  ana = await service.signIn('ana@demo.test');
});
afterEach(() => {
  for (const reader of readers.splice(0)) reader.abort();
});
afterAll(async () => {
  await service.close();
  await network.stop();
});

interface Asked {
  readonly token?: string;
  readonly cookie?: string;
  readonly headers?: Record<string, string>;
}

function ask(method: string, path: string, body?: object, { token, cookie, headers = {} }: Asked = {}) {
  return fetch(service.url + path, {
    method,
    headers: {
      ...(body && { 'content-type': 'application/json' }),
      ...(token !== undefined && { authorization: `Bearer ${token}` }),
      ...(cookie !== undefined && { cookie }),
      ...headers,
    },
    ...(body && { body: JSON.stringify(body) }),
  });
}

async function register(address: string, cookie?: string): Promise<Registered> {
  const response = await ask('POST', TELEPHONE, { address }, cookie === undefined ? {} : { cookie });
  expect(response.status).toBe(201);
  return (await response.json()) as Registered;
}

/** Events of a stream, until one fits. */
async function read<T>(path: string, token: string | undefined, fits: (event: T) => boolean): Promise<T[]> {
  const reader = new AbortController();
  readers.push(reader);
  const response = await fetch(service.url + path, {
    headers: token === undefined ? {} : { authorization: `Bearer ${token}` },
    signal: reader.signal,
  });
  expect(response.headers.get('content-type')).toBe('text/event-stream');
  const events: T[] = [];
  let text = '';
  for await (const piece of response.body!) {
    text += new TextDecoder().decode(piece);
    const blocks = text.split('\n\n');
    text = blocks.pop() ?? '';
    for (const block of blocks) {
      const data = /^data: (.*)$/m.exec(block)?.[1];
      if (data !== undefined) events.push(JSON.parse(data) as T);
    }
    if (events.some(fits)) return events;
  }
  throw new Error('the stream ended');
}

test('[H1] a phone is registered, hears through its stream right away, and does what phones do', async () => {
  const other = network.handset('+12025550177');
  const { token, last } = await register(NUMBER);
  expect(last).toBe(0);
  expect((await ask('POST', `${TELEPHONE}/dial`, { to: '+12025550100' }, { token })).status).toBe(200);
  const events = await read<HandsetEvent>(`${TELEPHONE}/events`, token, (event) => event.n === 3);
  expect(events.map((event) => (event.kind === 'state' ? event.state : event.kind))).toEqual([
    'dialling',
    'hears',
    'idle',
  ]);
  expect(await read<HandsetEvent>(`${TELEPHONE}/events?after=2`, token, () => true)).toHaveLength(1);
  expect((await ask('POST', `${TELEPHONE}/press`, { keys: 'x' }, { token })).status).toBe(422);
  const late = await ask('POST', `${TELEPHONE}/signal`, { to: other.address, data: 1 }, { token });
  expect([late.status, await late.json()]).toEqual([200, { isDelivered: false }]);
  expect((await ask('POST', `${TELEPHONE}/dial`, {}, { token })).status).toBe(422);
  expect((await ask('POST', `${TELEPHONE}/dance`, {}, { token })).status).toBe(404);
  for (let time = 0; time < 2; time += 1)
    expect((await ask('DELETE', TELEPHONE, undefined, { token })).status).toBe(204);
  expect((await ask('POST', `${TELEPHONE}/answer`, {}, { token })).status).toBe(404);
});

test('[H1] a stream passes on what happens when it happens, and leaves the network when its reader leaves', async () => {
  const application = createServer((_request, response) => {
    response.setHeader('content-type', 'text/xml');
    response.end('<Response><Say>Hello</Say><Pause length="600"/></Response>');
  });
  application.listen(0, '127.0.0.1');
  await once(application, 'listening');
  const { port } = application.address() as AddressInfo;
  network.numbers.set('+12025550198', { voice: { url: `http://127.0.0.1:${port}/`, method: 'POST' } });
  try {
    const { token } = await register('+12025550148');
    const heard = read<HandsetEvent>(`${TELEPHONE}/events`, token, ({ kind }) => kind === 'hears');
    await ask('POST', `${TELEPHONE}/dial`, { to: '+12025550198' }, { token });
    expect((await heard).at(-1)).toMatchObject({ kind: 'hears', sound: { kind: 'say', text: 'Hello' } });
    const handset = network.handset('+12025550148');
    expect(handset.state).toBe('talking');
    for (const reader of readers.splice(0)) reader.abort();
    // The network notices that nobody is reading any more.
    await handset.waitForState('idle');
  } finally {
    application.close();
  }
});

test('[H2] only the agent can register their own phone', async () => {
  const address = 'client:user_ana';
  const nobody = await ask('POST', TELEPHONE, { address });
  expect([nobody.status, (await nobody.json()).code]).toEqual([401, 'not-signed-in']);
  const ben = await service.signIn('ben@demo.test');
  const somebody = await ask('POST', TELEPHONE, { address }, { cookie: ben.cookie });
  expect([somebody.status, (await somebody.json()).code]).toEqual([403, 'not-yours']);
  const { token } = await register(address, ana.cookie);
  expect((await ask('POST', `${TELEPHONE}/hang-up`, {}, { token })).status).toBe(200);
});

test.each([
  ['the business’s own number', '+18005550100'],
  ['a number that behaves by itself', '+15005553000'],
  ['the number that stands for a hidden caller', '+266696687'],
  ['no number at all', '911'],
  ['something else', 'sip:ana@example.com'],
])('[H2] nobody can register %s', async (_name, address) => {
  const response = await ask('POST', TELEPHONE, { address });
  expect(response.status).toBe(422);
  expect(await response.json()).toMatchObject({ code: 'bad-input', fields: { address: expect.any(String) } });
});

test('[H2] the token decides: registering a number takes it over, and the previous phone is notified', async () => {
  const first = await register('+12025550144');
  const second = await register('+12025550144');
  const other = await register('+12025550145');
  for (const token of [
    undefined,
    'nonsense',
    first.token,
    `${second.token.split('.')[0]}.${other.token.split('.')[1]}`,
  ]) {
    const response = await ask('POST', `${TELEPHONE}/answer`, {}, token === undefined ? {} : { token });
    expect([response.status, (await response.json()).code]).toEqual([403, 'not-yours']);
    expect((await ask('GET', `${TELEPHONE}/events`, undefined, token === undefined ? {} : { token })).status).toBe(403);
  }
  expect((await ask('POST', `${TELEPHONE}/answer`, {}, { token: second.token })).status).toBe(200);
});

test('[H2] another site’s page can neither register nor dial', async () => {
  const headers = { origin: 'https://evil.example' };
  expect((await ask('POST', TELEPHONE, { address: NUMBER }, { headers })).status).toBe(403);
  const { token } = await register(NUMBER);
  expect((await ask('POST', `${TELEPHONE}/dial`, { to: '+18005550100' }, { token, headers })).status).toBe(403);
});

test('[H3] neither a number nor a secret is in an address, in the log or in the metrics', async () => {
  const { token } = await register('+12025550146');
  await ask('POST', `${TELEPHONE}/dial`, { to: '+12025550100' }, { token });
  await read<HandsetEvent>(`${TELEPHONE}/events`, token, () => true);
  const log = JSON.stringify(service.logged);
  expect(log).toContain(`${TELEPHONE}/:verb`);
  const metrics = await (await fetch(`${service.url}/metrics`)).text();
  const [address = '', secret = ''] = token.split('.');
  for (const hidden of ['2025550146', address, secret]) {
    expect(log).not.toContain(hidden);
    expect(metrics).not.toContain(hidden);
  }
});

test('[H4] the network’s log is passed on, with what the phone page needs to know', async () => {
  network.numbers.set('+12025550199', { voice: { url: `${service.url}/nothing`, method: 'POST' } });
  const entries = network.log.entries.at(-1)?.n ?? 0;
  network.handset('+12025550147').dial('+12025550199');
  const log = await read<LogEntry>(
    `/phone/network/log/events?after=${entries}`,
    undefined,
    ({ kind }) => kind === 'error',
  );
  expect(log[0]).toMatchObject({ kind: 'call', text: expect.stringContaining('+12025550147 calls') });
  const info = await (await ask('GET', '/phone/network')).json();
  expect(info).toEqual({ numbers: ['+18005550100'], agentsReady: 0 });
  await service.parts.agents.setPresence('user_ana', 'available', undefined, service.parts.clock.now());
  await service.parts.agents.setReach('user_ana', 'reachable', service.parts.clock.now());
  await service.parts.agents.setSoftphone('user_ana', service.parts.clock.now());
  expect(await (await ask('GET', '/phone/network')).json()).toMatchObject({ agentsReady: 1 });
});

test('[H1] a missing network is reported', async () => {
  const gone = await startPhoneNetwork(ACCOUNT);
  const lonely = await startService({ demo: true, phoneNetworkUrl: gone.url });
  await gone.stop();
  try {
    const answer = await fetch(`${lonely.url}${TELEPHONE}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ address: NUMBER }),
    });
    expect([answer.status, (await answer.json()).code]).toEqual([503, 'phone-unavailable']);
    expect((await fetch(`${lonely.url}/phone/network/log/events`)).status).toBe(503);
  } finally {
    await lonely.close();
  }
});

test('[H1] a service that stops ends the streams instead of waiting for them', async () => {
  const stopping = await startService({ demo: true, phoneNetworkUrl: network.url });
  const stream = await fetch(`${stopping.url}/phone/network/log/events`);
  const ended = new Response(stream.body).text();
  const from = performance.now();
  await stopping.close();
  await ended;
  // Requests in progress are awaited for up to 2 s.
  expect(performance.now() - from).toBeLessThan(onThisMachine(1900));
});

test('[H1] without a simulated network there is no access to one', async () => {
  const real = await startService();
  try {
    expect((await fetch(`${real.url}/phone/network`)).status).toBe(404);
    expect((await fetch(`${real.url}/phone`)).status).toBe(404);
  } finally {
    await real.close();
  }
});
