import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { isCrossSite } from '../../src/http/csrf.ts';
import { startService, type Client, type Service } from '../support/service.ts';

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

test('[S8] our own pages may, and so may a program that is no browser', async () => {
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

test('[S8] behind a proxy that rewrites the host, the public address is our own', () => {
  const publicOrigin = 'https://leads.example.com';
  expect(isCrossSite({ origin: publicOrigin, host: '10.0.0.5:3000' }, publicOrigin)).toBe(false);
  expect(isCrossSite({ origin: 'https://evil.example', host: '10.0.0.5:3000' }, publicOrigin)).toBe(true);
});
