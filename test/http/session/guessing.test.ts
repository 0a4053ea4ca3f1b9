import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { startService, type Service } from '../../support/service.ts';

let service: Service;
beforeAll(async () => {
  service = await startService({
    env: { TRUST_PROXY: 'loopback', INTAKE_LIMIT_PER_MINUTE: '3' },
    replace: () => ({ mailer: { send: () => Promise.resolve({ kind: 'sent' as const }) } as never }),
  });
});
afterAll(() => service.close());

const PASSWORD = 'leadbell-demo';
const post = (path: string, body: unknown, from: string, cookie = '') =>
  fetch(service.url + path, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-forwarded-for': from, cookie },
    body: JSON.stringify(body),
  });
const signIn = (email: string, password: string, from: string, cookie?: string) =>
  post('/api/session', { email, password }, from, cookie);
const deviceIn = (response: Response) =>
  response.headers
    .getSetCookie()
    .map((line) => line.split(';')[0] ?? '')
    .find((pair) => pair.startsWith('leadbell-device=')) ?? '';

test('[S12] of forty simultaneous sign-ins at most ten are tried, and the correct one among the others is refused', async () => {
  const wrong = Array.from({ length: 39 }, () => signIn('ana@demo.test', 'not this one', '192.0.2.1'));
  const answers = await Promise.all([...wrong, signIn('ana@demo.test', PASSWORD, '192.0.2.1')]);
  const waiting = answers.filter(({ status }) => status === 429);
  expect(waiting.length).toBeGreaterThanOrEqual(30);
  expect(Number(waiting[0]?.headers.get('retry-after'))).toBeGreaterThan(800);
});

test('[S13] who signed in here before gets in while others guess from the same address, at this account too', async () => {
  const first = await signIn('ben@demo.test', PASSWORD, '198.51.100.7');
  const device = deviceIn(first);
  expect(first.headers.getSetCookie()[1]).toMatch(
    /^leadbell-device=[\w.~-]+; Path=\/; Max-Age=34560000; HttpOnly; SameSite=Lax$/,
  );
  const others = Array.from({ length: 60 }, (_, n) => signIn(`user${n}@demo.test`, 'guess', '198.51.100.7'));
  const own = Array.from({ length: 12 }, () => signIn('ben@demo.test', 'guess', '198.51.100.7'));
  await Promise.all([...others, ...own]);
  expect((await signIn('chloe@demo.test', PASSWORD, '198.51.100.7')).status).toBe(429);
  expect((await signIn('ben@demo.test', PASSWORD, '198.51.100.7')).status).toBe(429);
  const again = await signIn('ben@demo.test', PASSWORD, '198.51.100.7', device);
  expect(again.status).toBe(200);
  expect(deviceIn(again)).toBe(device);
});

test('[S13] a mark is of one account, cannot be made up, and gives ten tries and no more', async () => {
  const device = deviceIn(await signIn('sam@demo.test', PASSWORD, '203.0.113.1'));
  const forged = device.replace(/.$/, (last) => (last === 'A' ? 'B' : 'A'));
  const guesses = await Promise.all(
    Array.from({ length: 40 }, () => signIn('sam@demo.test', 'guess', '203.0.113.1', device)),
  );
  expect(guesses.filter(({ status }) => status === 401)).toHaveLength(10);
  // Another account’s mark or a forged one doesn’t count: these attempts count for the address like any others.
  for (const [email, cookie] of [
    ['chloe@demo.test', device],
    ['sam@demo.test', forged],
    ['sam@demo.test', `${device}; ${device}`],
    ['sam@demo.test', 'leadbell-device=~~.~'],
  ] as const) {
    const tries = await Promise.all(
      Array.from({ length: 12 }, () => signIn(email, 'guess', `203.0.113.${cookie.length}`, cookie)),
    );
    expect(tries.filter(({ status }) => status === 401)).toHaveLength(10);
  }
});

test('[S13] two people at one computer keep a mark each', async () => {
  const ana = deviceIn(await signIn('ana@demo.test', PASSWORD, '203.0.113.60'));
  const both = deviceIn(await signIn('chloe@demo.test', PASSWORD, '203.0.113.60', ana));
  expect(both).toContain(ana.split('=')[1]);
  const guesses = Array.from({ length: 12 }, () => signIn('ana@demo.test', 'guess', '203.0.113.60'));
  await Promise.all(guesses);
  expect((await signIn('ana@demo.test', PASSWORD, '203.0.113.60', both)).status).toBe(200);
});

test('[S13] links that others ask for use up neither the address nor the person for a known browser', async () => {
  const device = deviceIn(await signIn('admin@demo.test', PASSWORD, '203.0.113.80'));
  const ask = (email: string, cookie?: string) => post('/api/password-resets', { email }, '203.0.113.80', cookie);
  await Promise.all(Array.from({ length: 25 }, () => ask('admin@demo.test')));
  expect((await ask('admin@demo.test')).status).toBe(429);
  const before = (await service.parts.users.byEmail('admin@demo.test'))?.link?.digest;
  expect((await ask('admin@demo.test', device)).status).toBe(202);
  // The response comes before the link. If there is none, the test’s own time limit ends this.
  let link = before;
  while (link === before) link = (await service.parts.users.byEmail('admin@demo.test'))?.link?.digest;
  expect(link).toBeDefined();
});

test('[S16] forms, asks for links and their checks count an IPv6 sender by its /64', async () => {
  const statuses = async (path: string, body: unknown, count: number) => {
    const answers = [];
    for (let host = 1; host <= count; host += 1)
      answers.push((await post(path, body, `2001:db8:0:7::${host.toString(16)}`)).status);
    return answers;
  };
  expect((await statuses('/api/forms/demo/leads', {}, 4)).at(-1)).toBe(429);
  expect((await statuses('/api/password-resets', { email: 'x@example.org' }, 21)).at(-1)).toBe(429);
  expect((await statuses('/api/welcome/check', { token: 'x' }, 101)).at(-1)).toBe(429);
  expect((await post('/api/forms/demo/leads', {}, '2001:db8:0:8::1')).status).toBe(422);
});
