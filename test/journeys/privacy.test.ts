/** Law 11: nothing personal in the process’s output or metrics, and public endpoints that reveal nobody. */
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { startDemo, type Demo } from '../support/demo.ts';

let demo: Demo;
beforeEach(async () => {
  demo = await startDemo({ LOG_LEVEL: 'debug' }, { own: true });
});
afterEach(() => demo.stop());

const NAME = 'Zebulon Quackenbush';
const EMAIL = 'Zeb.Quack@Secret-Mail.example';
const MESSAGE = 'My greenhouse marimba needs forty kilowatts';
const NOTE = 'Rings back after the bassoon lesson';
const PASSWORD = 'correct-horse-battery-giraffe';
const OUTSIDER = 'nobody.known@elsewhere.example';
const PHONE = '(202) 555-0187';

/** Each in the forms it might take: as written, normalized, in parts, encoded. */
const SECRETS: readonly string[] = [
  ...[NAME, 'Zebulon', 'Quackenbush', EMAIL, 'secret-mail', OUTSIDER, 'nobody.known', PASSWORD],
  ...[MESSAGE, 'greenhouse', 'marimba', NOTE, 'bassoon', 'penny-farthing', 'xylophone'],
  ...[PHONE, '+12025550187', '2025550187', '202-555-0187', '202 555 0187', '555-0187'],
].flatMap((secret) => [secret, encodeURIComponent(secret), Buffer.from(secret).toString('base64').replace(/=+$/, '')]);

function leaksIn(text: string): readonly string[] {
  const printed = text.toLowerCase();
  return SECRETS.filter((secret) => printed.includes(secret.toLowerCase()));
}

const form = { name: NAME, phone: PHONE, email: EMAIL, message: MESSAGE, consent: { call: true, now: true } };

async function send(path: string, body: string, headers: Record<string, string> = {}): Promise<number> {
  const response = await fetch(`${demo.url}${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body,
  });
  await response.text();
  return response.status;
}

test('[11] the main job, wrong sign-ins and bad input leave nothing of a person in the log or the metrics', async () => {
  // The search itself would contain them.
  expect(leaksIn(JSON.stringify(form))).toEqual(expect.arrayContaining([NAME, PHONE, EMAIL, MESSAGE]));
  const ana = await demo.desk('ana@demo.test');
  const cookie = await demo.signIn('sam@demo.test');
  await ana.available();
  const { status, body } = await demo.submit(form, { 'idempotency-key': 'one' });
  expect(status).toBe(201);
  const { offerId, lead } = await ana.offer();
  await ana.ask('offer:decline', { offerId, reason: 'busy' });
  const again = await ana.hear('offer', (offer) => offer.offerId !== offerId);
  expect(await ana.ask('offer:accept', { offerId: again.offerId })).toMatchObject({
    lead: { person: { tel: '+12025550187' } },
  });
  await ana.ask('lead:talking', { leadId: lead.id });
  // Their second form while they talk, twice at once, and their open lead’s number with another email address.
  await Promise.all([demo.submit({ ...form, message: 'xylophone' }), demo.submit({ ...form, email: OUTSIDER })]);
  await ana.ask('lead:note', { leadId: lead.id, note: NOTE });
  await ana.ask('lead:ended', { leadId: lead.id });
  expect(await ana.ask('lead:close', { leadId: lead.id, outcome: 'doNotCall', note: NOTE })).toEqual({ ok: true });
  await fetch(`${demo.url}/api/leads?q=${encodeURIComponent(NAME)}`, { headers: { cookie } });
  await fetch(`${demo.url}/api/leads/${encodeURIComponent(PHONE)}`, { headers: { cookie } });
  await fetch(`${demo.url}${new URL(body.statusUrl, demo.url).pathname}`);
  await fetch(`${demo.url}/Quackenbush?phone=2025550187`);
  await fetch(`${demo.url}/f/Quackenbush?utm_source=${EMAIL}`, { headers: { referer: `https://x.example/?${EMAIL}` } });

  // Failed sign-ins: an unknown address, a password in the wrong field, a known address.
  expect(await send('/api/session', JSON.stringify({ email: OUTSIDER, password: PASSWORD }))).toBe(401);
  expect(await send('/api/session', JSON.stringify({ email: { $ne: EMAIL }, password: PASSWORD }))).toBe(422);
  expect(await send('/api/session', JSON.stringify({ email: 'ana@demo.test', password: PASSWORD }))).toBe(401);

  // Invalid input: truncated, of the wrong type, too long, with telling field names, and over the socket.
  const leads = '/api/forms/demo/leads';
  expect(await send(leads, JSON.stringify(form).slice(0, -9))).toBe(400);
  expect(await send(leads, JSON.stringify({ ...form, email: { $ne: EMAIL }, [NAME]: PHONE }))).toBe(422);
  expect(await send(leads, JSON.stringify({ ...form, name: NAME.repeat(500) }))).toBe(422);
  expect(await send(leads, JSON.stringify({ ...form, message: MESSAGE.repeat(2000) }))).toBe(413);
  expect(await send(leads, JSON.stringify(form), { 'idempotency-key': `key of ${NAME} \u00e9` })).toBe(422);
  expect(await send(leads, JSON.stringify(form), { 'content-type': 'text/plain' })).toBe(415);
  expect(await send('/f/demo', `name=${NAME}&phone=${PHONE}&%ZZ=1`, { 'content-type': 'text/html' })).toBe(415);
  expect(await ana.ask('lead:note', { leadId: { $ne: NAME }, note: [NOTE] } as never)).toMatchObject({ ok: false });
  expect(await ana.ask('lead:close', { leadId: NAME, outcome: MESSAGE })).toMatchObject({ ok: false });

  const metrics = await (await fetch(`${demo.url}/metrics`)).text();
  expect(metrics).toContain('# HELP');
  expect(leaksIn(metrics)).toEqual([]);
  expect(demo.output()).toContain('"a sign-in was refused"');
  expect(leaksIn(demo.output())).toEqual([]);
  // Receipts and sessions are keys to personal data.
  expect(demo.output()).not.toContain(body.receiptId);
  expect(demo.output()).not.toContain(cookie.split('=')[1]);
});

test('[11] a store that fails in the middle of it leaves nothing of a person in the log either', async () => {
  const ana = await demo.desk('ana@demo.test');
  await ana.available();
  await demo.submit(form);
  const { offerId, lead } = await ana.offer();
  await ana.ask('offer:accept', { offerId });
  await demo.database.own().kill();
  const answers = await Promise.all([
    demo.submit({ ...form, phone: '+12025550187' }),
    ana.ask('lead:note', { leadId: lead.id, note: NOTE }),
    send('/api/session', JSON.stringify({ email: OUTSIDER, password: PASSWORD })),
  ]);
  expect(answers).toMatchObject([{ status: 503 }, { ok: false, code: 'store-unavailable' }, 503]);
  await demo.database.own().restart();
  expect(demo.output()).toContain('"level":"error"');
  expect(leaksIn(demo.output())).toEqual([]);
});

test('[11] the public form answers a known and an unknown person alike', async () => {
  const ana = await demo.desk('ana@demo.test');
  await ana.available();
  await demo.submit(form);
  await ana.ask('offer:accept', { offerId: (await ana.offer()).offerId });

  const answerTo = async (phone: string) => {
    const response = await fetch(`${demo.url}/api/forms/demo/leads`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ ...form, phone }),
    });
    const body = (await response.json()) as Record<string, string>;
    const page = await fetch(new URL(body['statusUrl'] ?? '', demo.url), { headers: { accept: 'application/json' } });
    await page.text();
    // What differs between any two responses: time, request id, the rest of the limit.
    const headers = [...response.headers, ...page.headers]
      .filter(([name]) => !['date', 'x-request-id', 'content-length', 'etag'].includes(name))
      .map(([name, value]) => [name, name.startsWith('ratelimit') ? value.replace(/\d+/g, '#') : value]);
    const shape = Object.entries(body).map(([name, value]) => [name, typeof value, value.length]);
    return { status: [response.status, page.status], headers, shape };
  };
  const known = await answerTo('+12025550187');
  const unknown = await answerTo('+12025550188');
  expect(known.status).toEqual([201, 200]);
  expect(known).toEqual(unknown);
});
