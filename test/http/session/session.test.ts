import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { createHash } from 'node:crypto';
import { DAY, HOUR, MINUTE } from '../../../src/core/vocabulary/time.ts';
import { clientOf, cookieOf, startService, type Service } from '../../support/service.ts';

let service: Service;
let ahead = 0;

beforeAll(async () => {
  service = await startService({
    replace: ({ clock }) => ({ clock: { now: () => clock.now() + ahead, offset: () => 0 } }),
  });
});
afterAll(() => service.close());

const PASSWORD = 'leadbell-demo';
const post = (body: unknown, headers: Record<string, string> = {}) =>
  fetch(`${service.url}/api/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });
const tokenIn = (cookie: string) => cookie.split('=')[1] ?? '';
const digest = (token: string) => createHash('sha256').update(token).digest('base64url');

test('[S1] signing in gives a cookie that scripts cannot read, and says who I am', async () => {
  const response = await post({ email: ' Ana@Demo.test', password: PASSWORD });
  expect(response.status).toBe(200);
  expect(await response.json()).toMatchObject({ id: 'user_ana', role: 'agent', email: 'ana@demo.test' });
  const [cookie] = response.headers.getSetCookie();
  expect(cookie).toMatch(/^leadbell=[\w-]{43}; Path=\/; Max-Age=604800; HttpOnly; SameSite=Lax$/);

  const me = await clientOf(service.url, cookieOf(response)).get('/api/me');
  expect(await me.json()).toMatchObject({ name: 'Ana Silva' });
  expect(me.headers.get('cache-control')).toBe('no-store');
});

test('[S1] the database holds the digest of the token and never the token', async () => {
  const { cookie } = await service.signIn('ana@demo.test');
  const token = tokenIn(cookie);
  expect(await service.parts.sessions.find(digest(token))).toMatchObject({ userId: 'user_ana' });
  expect(await service.parts.sessions.find(token)).toBeNull();
});

test('[S2] an unknown address and a wrong password get the same answer', async () => {
  const wrong = await post({ email: 'ana@demo.test', password: 'not this one' });
  const unknown = await post({ email: 'nobody@demo.test', password: 'not this one' });
  expect(wrong.status).toBe(401);
  expect(unknown.status).toBe(401);
  expect(await unknown.json()).toEqual(await wrong.json());
});

test.each([
  ['operators', { email: { $ne: 'x' }, password: { $ne: 'x' } }],
  ['nothing', {}],
  ['an array', { email: ['ana@demo.test'], password: PASSWORD }],
  ['a password of 10 kB', { email: 'ana@demo.test', password: 'x'.repeat(10_000) }],
])('[S2] %s instead of words are refused, field by field', async (_name, body) => {
  const response = await post(body);
  expect(response.status).toBe(422);
  expect(response.headers.get('content-type')).toMatch('application/problem+json');
  expect(await response.json()).toMatchObject({ code: 'bad-input' });
});

test('[S3] a sign-in ends the session that the browser came with: a planted one is worth nothing', async () => {
  const planted = await service.signIn('ben@demo.test');
  const response = await post({ email: 'ana@demo.test', password: PASSWORD }, { cookie: planted.cookie });
  expect(cookieOf(response)).not.toBe(planted.cookie);
  expect((await planted.get('/api/me')).status).toBe(401);
});

test('[S3] two cookies of the name are none', async () => {
  const ana = await service.signIn('ana@demo.test');
  const ben = await service.signIn('ben@demo.test');
  expect((await clientOf(service.url, `${ana.cookie}; ${ben.cookie}`).get('/api/me')).status).toBe(401);
});

test('[S4] signing out ends the session at once, and repeating it changes nothing', async () => {
  const ana = await service.signIn('ana@demo.test');
  const out = await ana.send('DELETE', '/api/session');
  expect(out.status).toBe(204);
  expect(out.headers.getSetCookie()[0]).toMatch(/^leadbell=; Path=\/; Max-Age=0/);
  expect((await ana.get('/api/me')).status).toBe(401);
  expect((await ana.send('DELETE', '/api/session')).status).toBe(204);
});

describe('a session', () => {
  test('[S5] ends after twelve hours without use', async () => {
    const ana = await service.signIn('ana@demo.test');
    ahead += 12 * HOUR - MINUTE;
    expect((await ana.get('/api/me')).status).toBe(200);
    ahead += 12 * HOUR - MINUTE;
    expect((await ana.get('/api/me')).status).toBe(200);
    ahead += 12 * HOUR;
    expect((await ana.get('/api/me')).status).toBe(401);
  });

  test('[S5] ends after seven days, however much it is used', async () => {
    const ana = await service.signIn('ana@demo.test');
    for (let used = 0; used < 6.9 * DAY; used += 11 * HOUR) {
      expect((await ana.get('/api/me')).status).toBe(200);
      ahead += 11 * HOUR;
    }
    ahead += 11 * HOUR;
    expect((await ana.get('/api/me')).status).toBe(401);
  });
});

test('[S6] each role may do what those before it may, and no more', async () => {
  const status = async (email: string) => (await (await service.signIn(email)).get('/api/floor')).status;
  expect(await status('ana@demo.test')).toBe(403);
  expect(await status('sam@demo.test')).toBe(200);
  expect(await status('admin@demo.test')).toBe(200);
  expect((await fetch(`${service.url}/api/floor`)).status).toBe(401);
});
