import { afterAll, beforeAll, expect, test } from '@jest/globals';
import express from 'express';
import type { IncomingMessage } from 'node:http';
import { crossSite } from '../../../src/http/session/csrf.ts';
import { startService, type Client, type Service } from '../../support/service.ts';

let service: Service;
let sam: Client;
beforeAll(async () => {
  service = await startService();
  sam = await service.signIn('sam@demo.test');
});
afterAll(() => service.close());

const PATH = '/api/leads/ld_inq_demo_1/note';
const NOTE = { note: 'from a test' };
const KEY = { 'idempotency-key': 'k1' };

test.each([
  ['another site', { origin: 'https://evil.example' }],
  ['another site that a browser without Origin reports', { 'sec-fetch-site': 'cross-site' }],
  ['a sister of our own site', { 'sec-fetch-site': 'same-site' }],
  ['a page without an origin, such as a sandboxed frame', { origin: 'null' }],
  ['our own host at another port', { origin: 'http://localhost:1' }],
])('[S8] a change asked for by %s is refused, cookie or not', async (_name, headers) => {
  const response = await sam.send('POST', PATH, NOTE, { ...KEY, ...headers });
  expect(response.status).toBe(403);
  expect(await response.json()).toMatchObject({ code: 'cross-site' });
});

test('[S8] our own pages are accepted, and so is a program without a browser', async () => {
  expect((await sam.send('POST', PATH, NOTE, { ...KEY, origin: service.url })).status).toBeLessThan(300);
  expect((await sam.send('POST', PATH, NOTE, { ...KEY, 'sec-fetch-site': 'same-origin' })).status).toBeLessThan(300);
  expect((await sam.send('POST', PATH, NOTE, KEY)).status).toBeLessThan(300);
});

test('[S8] a body that a form of another site could send is refused', async () => {
  const response = await fetch(service.url + PATH, {
    method: 'POST',
    headers: { cookie: sam.cookie, 'content-type': 'text/plain' },
    body: JSON.stringify(NOTE),
  });
  expect(response.status).toBe(422);
});

test('[S8] reading needs no origin', async () => {
  const response = await fetch(`${service.url}/api/me`, {
    headers: { cookie: sam.cookie, origin: 'https://evil.example' },
  });
  expect(response.status).toBe(200);
  expect(response.headers.get('access-control-allow-origin')).toBeNull();
});

/** Whether requests from this machine over plain HTTP count as another site’s. */
const judged = (
  headers: Record<string, string>,
  { publicUrl, trustProxy = false }: { publicUrl?: string; trustProxy?: boolean | string } = {},
) => {
  const app = express();
  app.set('trust proxy', trustProxy);
  return crossSite(app, publicUrl)({ headers, socket: { remoteAddress: '127.0.0.1' } } as unknown as IncomingMessage);
};
const OURS = 'https://leads.example.com';

test.each([
  ['our address', OURS, false],
  ['our name over plain http', 'http://leads.example.com', true],
  ['our name at another port', 'https://leads.example.com:8443', true],
  ['the name that the request was sent to', 'http://10.0.0.5:3000', true],
  ['another site', 'https://evil.example', true],
  ['no origin of its own', 'null', true],
])('[S17] with PUBLIC_URL a page at %s is recognized as foreign, whatever Host says', (_name, origin, isForeign) => {
  for (const host of ['10.0.0.5:3000', 'leads.example.com', 'evil.example'])
    for (const upgrade of [false, true])
      expect(judged({ origin, host, ...(upgrade && { upgrade: 'websocket' }) }, { publicUrl: OURS })).toBe(isForeign);
});

test.each([
  ['as it came', {}, 'http://leads.example.com', false],
  ['over another scheme', {}, 'https://leads.example.com', true],
  ['with headers of a proxy that is not known', { 'x-forwarded-proto': 'https' }, 'https://leads.example.com', true],
  ['with a host of a proxy that is not known', { 'x-forwarded-host': 'evil.example' }, 'http://evil.example', true],
])('[S17] without PUBLIC_URL a page at the address of the request, %s', (_name, more, origin, isForeign) => {
  expect(judged({ origin, host: 'leads.example.com', ...more })).toBe(isForeign);
});

test('[S17] without PUBLIC_URL a trusted proxy says by which scheme and host a request came', () => {
  const behind = (origin: string) =>
    judged(
      { origin, host: '10.0.0.5:3000', 'x-forwarded-proto': 'https', 'x-forwarded-host': 'leads.example.com' },
      { trustProxy: 'loopback' },
    );
  expect(behind(OURS)).toBe(false);
  expect(behind('http://leads.example.com')).toBe(true);
  expect(behind('http://10.0.0.5:3000')).toBe(true);
});

test('[S17] a browser that says the page is another site is believed, also beside an origin that fits', () => {
  const headers = { origin: 'http://leads.example.com', host: 'leads.example.com' };
  expect(judged({ ...headers, 'sec-fetch-site': 'cross-site' })).toBe(true);
  expect(judged({ ...headers, 'sec-fetch-site': 'same-site' })).toBe(true);
  expect(judged({ ...headers, 'sec-fetch-site': 'same-origin' })).toBe(false);
  // A handshake is judged by its origin: browsers differ in what they report as its site.
  expect(judged({ ...headers, 'sec-fetch-site': 'cross-site', upgrade: 'websocket' })).toBe(false);
  expect(judged({ host: 'leads.example.com' })).toBe(false);
});

test('[S17] sign-ins, changes and handshakes of the running service keep to it', async () => {
  const guarded = await startService({ env: { PUBLIC_URL: 'https://leads.example.com' } });
  try {
    const signIn = (origin: string) =>
      fetch(`${guarded.url}/api/session`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', origin },
        body: JSON.stringify({ email: 'ana@demo.test', password: 'leadbell-demo' }),
      });
    expect((await signIn(guarded.url)).status).toBe(403);
    expect((await signIn('http://leads.example.com')).status).toBe(403);
    expect((await signIn(OURS)).status).toBe(200);
    const handshake = (origin: string) =>
      fetch(`${guarded.url}/socket.io/?EIO=4&transport=polling`, { headers: { origin } });
    expect((await handshake(guarded.url)).status).toBe(403);
    expect((await handshake('http://leads.example.com')).status).toBe(403);
    expect((await handshake(OURS)).status).toBe(200);
  } finally {
    await guarded.close();
  }
});
