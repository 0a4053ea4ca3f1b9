import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { get as httpGet, type IncomingHttpHeaders } from 'node:http';
import { clientOf, startService, type Service } from '../../support/service.ts';

let service: Service;
beforeEach(async () => {
  service = await startService({ demo: true, ownDatabase: true, env: { LOG_LEVEL: 'info' } });
});
afterEach(() => service.close());

const get = (path: string, headers: Record<string, string> = {}) => fetch(service.url + path, { headers });

test('[O3] alive is not the same as ready: readiness stores something, and says so while stopping', async () => {
  expect((await get('/healthz')).status).toBe(200);
  expect((await get('/readyz')).status).toBe(200);
  service.app.drain();
  expect((await get('/healthz')).status).toBe(200);
  expect((await get('/readyz')).status).toBe(503);
});

test('[O4] with the database stopped the answer is 503 with Retry-After; with it back, all is well without a restart', async () => {
  const sam = await service.signIn('sam@demo.test');
  await service.database.own().kill();
  expect((await get('/healthz')).status).toBe(200);
  expect((await get('/readyz')).status).toBe(503);
  const away = await sam.get('/api/leads');
  expect(away.status).toBe(503);
  expect(Number(away.headers.get('retry-after'))).toBeGreaterThan(0);
  expect(await away.json()).toMatchObject({ code: 'store-unavailable' });

  await service.database.own().restart();
  expect((await sam.get('/api/leads')).status).toBe(200);
  expect((await get('/readyz')).status).toBe(200);
});

test('[O5] metrics are for this machine, and not for clients behind a proxy on it', async () => {
  await get('/readyz');
  const metrics = await (await get('/metrics')).text();
  expect(metrics).toMatch(/^leadbell_leads_unaccounted 0$/m);
  expect(metrics).toMatch(/leadbell_http_request_seconds_count\{route="\/readyz",method="GET",status="200"\} 1/);
  expect((await get('/metrics', { 'x-forwarded-for': '203.0.113.9' })).status).toBe(403);
});

test('[O6] logs and metrics know routes, not addresses: no query or person; metrics no identifier either', async () => {
  const sam = await service.signIn('sam@demo.test');
  await sam.get('/api/leads?q=Margaret');
  await sam.get('/api/leads/ld_inq_demo_1');
  await get('/no/such/person@example.com');
  const metrics = await (await get('/metrics')).text();
  const said = JSON.stringify(service.logged) + metrics;
  expect(said).toMatch('/api/leads/:id');
  expect(said).not.toMatch(/Margaret|person@example|sam@demo/);
  expect(metrics).not.toMatch('ld_inq_demo_1');
});

test('[O7] every answer carries the headers that keep foreign scripts and frames out', async () => {
  const { headers } = await get('/');
  const policy = headers.get('content-security-policy') ?? '';
  expect(policy).toMatch("script-src 'self'");
  expect(policy).toMatch("base-uri 'none'");
  expect(policy).toMatch("frame-ancestors 'none'");
  expect(policy).not.toMatch(/unsafe-inline|upgrade-insecure-requests/);
  expect(headers.get('x-powered-by')).toBeNull();
  expect(headers.get('x-content-type-options')).toBe('nosniff');
  expect(headers.get('strict-transport-security')).toBeNull();
});

test('[O7] over https cookies are the host’s alone and plain http is sent away', async () => {
  const secure = await startService({ env: { PUBLIC_URL: 'https://leads.example.com' } });
  try {
    const body = { email: 'ana@demo.test', password: 'leadbell-demo' };
    const signedIn = await clientOf(secure.url, '').send('POST', '/api/session', body);
    expect(signedIn.headers.getSetCookie()[0]).toMatch(/^__Host-leadbell=.*; Path=\/; .*; Secure$/);
    expect(signedIn.headers.get('strict-transport-security')).toMatch('max-age=31536000');
    expect(signedIn.headers.get('content-security-policy')).toMatch('upgrade-insecure-requests');
  } finally {
    await secure.close();
  }
});

test('[O8] nothing at an address: a page for people, a problem for programs', async () => {
  const page = await get('/nowhere', { accept: 'text/html' });
  expect(page.status).toBe(404);
  expect(page.headers.get('content-type')).toMatch('text/html');
  const problem = await get('/api/nowhere');
  expect(problem.status).toBe(404);
  expect(await problem.json()).toMatchObject({ code: 'not-found' });
});

test.each(['/', '/sign-in', '/desk', '/floor', '/leads/ld_1', '/admin', '/setup'])(
  '[O8] %s is a page',
  async (path) => {
    const response = await get(path);
    expect(response.status).toBe(200);
    expect(response.headers.get('cache-control')).toBe('no-cache');
    expect(await response.text()).toMatch('<!doctype html>');
  },
);

test('[O8] a body that isn’t JSON, or is too large, is refused with a sentence', async () => {
  const send = (body: string) =>
    fetch(`${service.url}/api/session`, { method: 'POST', headers: { 'content-type': 'application/json' }, body });
  expect((await send('{"email":')).status).toBe(400);
  expect((await send(JSON.stringify({ email: 'x'.repeat(100_000) }))).status).toBe(413);
});

test('[O2] the demo answers only under this machine’s own names', async () => {
  const port = new URL(service.url).port;
  expect(await statusUnder(`127.0.0.1:${port}`)).toBe(200);
  expect(await statusUnder(`rebound.example:${port}`)).toBe(403);
  expect(await statusUnder('localhost:1')).toBe(403);
});

// fetch() doesn’t let a page choose its Host header; an attacker’s name server does.
function statusUnder(host: string): Promise<number> {
  const headers: IncomingHttpHeaders = { host };
  return new Promise((resolve, reject) => {
    httpGet(`${service.url}/`, { headers }, (response) => {
      response.resume();
      resolve(response.statusCode ?? 0);
    }).on('error', reject);
  });
}
