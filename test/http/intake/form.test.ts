/** The public endpoints over the whole service and a real database: for programs, for pages, for receipts. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import request from 'supertest';
import type { Campaign } from '../../../src/core/administration/campaign.ts';
import { openapi } from '../../../src/http/plumbing/openapi.ts';
import { StoreUnavailable } from '../../../src/ports/basics.ts';
import type { Inquiry } from '../../../src/ports/inquiries.ts';
import { HOSTILE_SHAPES, HOSTILE_TEXTS, TEN_KILOBYTES } from '../../support/hostile.ts';
import { startService, type Service } from '../../support/service.ts';
import { testCampaign } from '../../support/world.ts';

let service: Service;
let isStoreAway = false;
let isAttachBroken = false;

const SOLAR = testCampaign({
  name: { en: 'Solar <b>panels</b>', ko: '태양광' },
  consent: {
    version: 4,
    call: { en: 'You may call me.', ko: '전화에 동의합니다.' },
    now: { en: 'Call me right away.' },
    text: { en: 'You may text me.' },
    email: { en: 'You may write to me.' },
  },
  fields: [
    { name: 'bill', label: { en: 'Bill' }, required: false, kind: 'number' },
    { name: 'visit', label: { en: 'Visit' }, required: false, kind: 'date' },
    {
      name: 'rooms',
      label: { en: 'Rooms' },
      required: false,
      kind: 'choices',
      choices: [
        { value: 'attic', label: { en: 'Attic' } },
        { value: 'cellar', label: { en: 'Cellar' } },
      ],
    },
  ],
  embedOrigins: ['https://shop.example', "* 'unsafe-inline'; script-src *"],
});
const BY_MAIL = testCampaign({ id: 'letters', formKey: 'letters', contactBy: 'email' });
const CLOSED: Campaign = testCampaign({ id: 'closed', formKey: 'closed', active: false });

beforeAll(async () => {
  service = await startService({
    seed: false,
    env: { INTAKE_LIMIT_PER_MINUTE: '100000' },
    replace: ({ inquiries, leads }) => ({
      inquiries: {
        ...inquiries,
        add: (inquiry) => (isStoreAway ? Promise.reject(new StoreUnavailable('away')) : inquiries.add(inquiry)),
      },
      leads: {
        ...leads,
        ofNumber: (tel) => (isAttachBroken ? Promise.reject(new Error('broken')) : leads.ofNumber(tel)),
        create: (...given) => (isStoreAway ? Promise.reject(new StoreUnavailable('away')) : leads.create(...given)),
      },
    }),
  });
  for (const campaign of [SOLAR, BY_MAIL, CLOSED]) await service.parts.campaigns.save(campaign);
});
afterAll(() => service.close());

const GOOD = { name: 'Maria', phone: '(202) 555-0143', consent: { call: true } };
let nextLine = 200;
/** A number that no other test uses. */
const freshPhone = () => `+1 202 555 ${String((nextLine += 1)).padStart(4, '0')}`;

function post(body: unknown, headers: Record<string, string> = {}, form = 'solar') {
  return request(service.url)
    .post(`/api/forms/${form}/leads`)
    .set(headers)
    .send(body as object);
}
function page(fields: Record<string, string | string[]>, form = 'solar') {
  return request(service.url).post(`/f/${form}`).type('form').set('accept', 'text/html').send(fields);
}
async function stored(receiptId: string): Promise<Inquiry> {
  const inquiry = await service.parts.inquiries.byReceipt(receiptId);
  if (!inquiry) throw new Error('no such inquiry');
  return inquiry;
}

describe('for programs', () => {
  test('[F7] a good form is stored, attached to a lead, and answered with a receipt', async () => {
    const answer = await post({
      ...GOOD,
      phone: freshPhone(),
      email: 'Maria@Example.com',
      interest: 'roof',
      message: 'Hello\nthere',
      timeZone: 'America/Denver',
      utm: { source: 'letter' },
      page: 'https://shop.example/solar',
      bill: 120.5,
      visit: '2027-03-31',
      rooms: ['attic'],
      language: 'ko',
    });
    expect(answer.status).toBe(201);
    expect(answer.body).toEqual({
      receiptId: expect.stringMatching(/^[\w-]{43}$/),
      statusUrl: `/r/${answer.body.receiptId}`,
    });
    const inquiry = await stored(answer.body.receiptId);
    expect(inquiry).toMatchObject({
      kind: 'api',
      campaignId: 'solar',
      message: 'Hello\nthere',
      interest: 'roof',
      spamReasons: [],
      person: {
        name: 'Maria',
        email: 'maria@example.com',
        language: 'ko',
        zones: ['America/Denver', 'America/New_York'],
        zoneFrom: 'browser',
      },
      answers: { bill: 120.5, visit: '2027-03-31', rooms: ['attic'] },
      source: { page: 'https://shop.example/solar', utm: { source: 'letter' } },
      consent: { call: true, now: false, wordingVersion: 4, language: 'ko', wording: { call: '전화에 동의합니다.' } },
      leadId: expect.any(String),
    });
    expect(JSON.parse(inquiry.rawBody ?? '')).toMatchObject({ email: 'Maria@Example.com' });
  });

  test('[F7] the response is the same for a known person', async () => {
    const phone = freshPhone();
    const [first, second] = [await post({ ...GOOD, phone }), await post({ ...GOOD, phone, message: 'Again' })];
    expect([first.status, second.status]).toEqual([201, 201]);
    expect(Object.keys(first.body as object)).toEqual(Object.keys(second.body as object));
    const [one, two] = [await stored(first.body.receiptId), await stored(second.body.receiptId)];
    expect(two.leadId).toBe(one.leadId);
    expect(two.receiptId).not.toBe(one.receiptId);
  });

  test('[F8] the same key with the same body is a repeat, however the body is written', async () => {
    const phone = freshPhone();
    const first = await post({ ...GOOD, phone }, { 'idempotency-key': 'a-1' });
    const again = await post({ consent: { call: true }, phone, name: ' Maria ' }, { 'idempotency-key': 'a-1' });
    expect([first.status, again.status]).toEqual([201, 200]);
    expect(again.body).toEqual(first.body);
  });

  test('[F8] the same key with another body is refused', async () => {
    await post(GOOD, { 'idempotency-key': 'a-2' });
    const other = await post({ ...GOOD, name: 'Mario' }, { 'idempotency-key': 'a-2' });
    expect([other.status, other.body.code]).toEqual([422, 'idempotency-key-reused']);
  });

  test('[F8] the same key in the same instant stores once', async () => {
    const answers = await Promise.all(
      Array.from({ length: 8 }, () => post({ ...GOOD, phone: '+12025550199' }, { 'idempotency-key': 'a-3' })),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 200, 200, 200, 200, 200, 200, 201]);
    expect(new Set(answers.map(({ body }) => body.receiptId as string)).size).toBe(1);
  });

  test('a key that cannot be one is refused by its name', async () => {
    const answer = await post(GOOD, { 'idempotency-key': 'x'.repeat(201) });
    expect([answer.status, Object.keys(answer.body.fields)]).toEqual([422, ['Idempotency-Key']]);
  });

  test('[F9] every invalid field is named at once, each with a sentence', async () => {
    const answer = await post({
      name: ' ',
      phone: '+1 900 555 0100',
      email: 'nobody',
      interest: 'moon',
      color: 'red',
      bill: 'much',
    });
    expect(answer.status).toBe(422);
    expect(answer.type).toBe('application/problem+json');
    expect(answer.body.code).toBe('bad-input');
    expect(Object.keys(answer.body.fields).sort()).toEqual(
      ['bill', 'color', 'consent.call', 'email', 'interest', 'name', 'phone'].sort(),
    );
    for (const reason of Object.values(answer.body.fields)) expect(reason).toMatch(/^[A-Z].+\.$/);
  });

  test.each(Object.entries(HOSTILE_SHAPES))(
    '[F9] %s in place of a text is refused, whichever field it is in',
    async (_, shape) => {
      for (const field of ['name', 'phone', 'email', 'message', 'interest', 'homepage']) {
        const answer = await post({ ...GOOD, [field]: shape });
        expect([field, answer.status, Object.keys(answer.body.fields as object)]).toEqual([
          field,
          422,
          [expect.stringContaining(field)],
        ]);
      }
      expect((await post({ ...GOOD, consent: shape })).status).toBe(422);
      expect((await post({ ...GOOD, consent: { call: shape === true ? 'yes' : shape } })).status).toBe(422);
    },
  );

  test('[F9] keys that reach prototypes are refused', async () => {
    for (const body of ['{"__proto__":{"a":1}}', '{"consent":{"constructor":{}}}', '{"utm":{"prototype":"x"}}']) {
      const answer = await request(service.url)
        .post('/api/forms/solar/leads')
        .set('content-type', 'application/json')
        .send(body);
      expect(answer.status).toBe(422);
    }
    expect(({} as { a?: number }).a).toBeUndefined();
  });

  test('[F9] a body that cannot be read is answered with what to do', async () => {
    const send = (type: string, body: string) =>
      request(service.url).post('/api/forms/solar/leads').set('content-type', type).send(body);
    expect((await send('application/json', '{"name":')).status).toBe(400);
    expect((await send('application/json', JSON.stringify({ ...GOOD, message: 'x'.repeat(70_000) }))).status).toBe(413);
    expect((await send('text/plain', 'hello')).status).toBe(415);
    expect((await send('application/json', '[]')).status).toBe(422);
    expect((await send('application/json', `{"a":${'['.repeat(20_000)}${']'.repeat(20_000)}}`)).status).toBe(422);
    expect((await request(service.url).post('/api/forms/solar/leads')).status).toBe(422);
    expect((await request(service.url).get('/api/forms/solar/leads')).status).toBe(405);
  });

  test('[F10] hostile text is kept as text', async () => {
    for (const [kind, text] of Object.entries(HOSTILE_TEXTS)) {
      const answer = await post({ ...GOOD, phone: freshPhone(), name: text, message: text });
      expect([kind, answer.status]).toEqual([kind, 201]);
      const { person, rawBody } = await stored(answer.body.receiptId);
      expect(person.name).not.toMatch(/[\r\n]/);
      expect(person.name).not.toMatch(/[\0\u202a-\u202e\u2066-\u2069]/);
      expect(person.name.normalize('NFC')).toBe(person.name);
      expect(JSON.parse(rawBody ?? '').name).toBe(text);
    }
  });

  test('[F10] text that is too long is refused, never truncated', async () => {
    const answer = await post({ ...GOOD, name: TEN_KILOBYTES, message: TEN_KILOBYTES });
    expect(answer.status).toBe(422);
    expect(answer.body.fields).toEqual({
      name: expect.stringContaining('200'),
      message: expect.stringContaining('5000'),
    });
  });

  test('[F11] a form that asks for a call needs permission to call; a form answered by email needs an address', async () => {
    expect((await post({ ...GOOD, consent: { call: false } })).body.fields).toEqual({
      'consent.call': expect.any(String),
    });
    expect((await post({ ...GOOD, consent: { now: true } })).body.fields).toEqual({
      'consent.call': expect.any(String),
    });
    const byMail = await post({ name: 'Maria', email: 'maria@example.com', consent: {} }, {}, 'letters');
    expect(byMail.status).toBe(201);
    expect((await stored(byMail.body.receiptId)).person).toMatchObject({ zones: ['UTC'], zoneFrom: 'campaign' });
    const receipt = await request(service.url).get(`/r/${byMail.body.receiptId}`).set('accept', 'application/json');
    expect(receipt.body.step).toBe('received');
    expect((await post({ name: 'Maria', consent: {} }, {}, 'letters')).body.fields).toEqual({
      email: expect.any(String),
    });
  });

  test('[F6] a zone that says nothing gives way to the number', async () => {
    for (const timeZone of ['UTC', 'Etc/GMT+5', 'Mars/Base', '']) {
      const answer = await post({ ...GOOD, phone: freshPhone(), timeZone });
      expect((await stored(answer.body.receiptId)).person).toMatchObject({
        zones: ['America/New_York'],
        zoneFrom: 'number',
      });
    }
  });

  test('[F3] what looks like spam is answered like everything else, and kept for review', async () => {
    const phone = freshPhone();
    const answer = await post({ ...GOOD, phone, homepage: 'https://pills.example' });
    expect(answer.status).toBe(201);
    const inquiry = await stored(answer.body.receiptId);
    expect(inquiry.spamReasons).toEqual(['honeypot']);
    expect(await service.parts.leads.byId(inquiry.leadId!)).toMatchObject({ state: 'closed', outcome: 'spam' });
    // L181: as of any other, at any hour.
    const honest = await post({ ...GOOD, phone: freshPhone() });
    const stepOf = async ({ body }: typeof honest) =>
      (await request(service.url).get(`/r/${body.receiptId}`).set('accept', 'application/json')).body.step;
    expect(await stepOf(answer)).toBe(await stepOf(honest));
  });

  test('other sites may send, without credentials', async () => {
    const preflight = await request(service.url)
      .options('/api/forms/solar/leads')
      .set({ origin: 'https://shop.example', 'access-control-request-method': 'POST' });
    expect(preflight.status).toBe(204);
    expect(preflight.headers).toMatchObject({
      'access-control-allow-origin': '*',
      'access-control-allow-headers': 'content-type, idempotency-key',
    });
    expect(preflight.headers['access-control-allow-credentials']).toBeUndefined();
    const answer = await post({ ...GOOD, phone: freshPhone() }, { origin: 'https://shop.example' });
    expect([answer.status, answer.headers['access-control-allow-origin']]).toEqual([201, '*']);
  });

  test('an unknown or closed form is a problem with its own code', async () => {
    for (const form of ['nothing', 'closed', '$ne', '%00']) {
      const answer = await post(GOOD, {}, form);
      expect([answer.status, answer.body.code]).toEqual([404, 'form-not-found']);
    }
  });
});

describe('when things fail', () => {
  test('[F12] an inquiry that can’t be stored isn’t acknowledged, and what was typed comes back', async () => {
    isStoreAway = true;
    try {
      const answer = await post(GOOD);
      expect([answer.status, answer.body.code, answer.headers['retry-after']]).toEqual([503, 'store-unavailable', '2']);
      const shown = await page({
        name: 'Maria <i>',
        phone: '(202) 555-0143',
        'consent.call': 'yes',
        requestKey: 'k'.repeat(20),
      });
      expect([shown.status, shown.headers['retry-after']]).toEqual([503, '2']);
      expect(shown.text).toContain('value="Maria &lt;i>"');
      expect(shown.text).toContain(`value="${'k'.repeat(20)}"`);
    } finally {
      isStoreAway = false;
    }
  });

  test('[F12] a stored inquiry is acknowledged, even if its lead has to wait for the sweep', async () => {
    isAttachBroken = true;
    try {
      const answer = await post({ ...GOOD, phone: freshPhone() });
      expect(answer.status).toBe(201);
      expect((await stored(answer.body.receiptId)).leadId).toBeUndefined();
      const status = await request(service.url).get(`/r/${answer.body.receiptId}`).set('accept', 'application/json');
      expect(status.body).toEqual({ step: 'received', serverNow: expect.any(Number) });
    } finally {
      isAttachBroken = false;
    }
  });

  test('[F13] nothing about a person is in the log', async () => {
    await post({ ...GOOD, name: 'Unmistakable', email: 'unmistakable@example.com', phone: '202 555 0188' });
    const log = JSON.stringify(service.logged);
    expect(log).not.toMatch(/unmistakable/i);
    expect(log).not.toContain('5550188');
  });
});

describe('the page', () => {
  test('[F14] works without a script: form, mistakes, receipt', async () => {
    const empty = await request(service.url).get('/f/solar?utm_source=letter&lang=ko').set('accept', 'text/html');
    expect([empty.status, empty.headers['cache-control']]).toEqual([200, 'no-store']);
    expect(empty.text).toContain('<html lang="ko" dir="ltr">');
    expect(empty.text).toContain('name="utm.source" value="letter"');
    expect(empty.text).not.toContain('checked');

    const wrong = await page({
      name: '"><script>alert(1)</script>',
      phone: '911',
      rooms: ['attic'],
      bill: 'x',
      language: 'en',
    });
    expect(wrong.status).toBe(422);
    expect(wrong.text).toContain('href="#phone"');
    expect(wrong.text).toContain('id="bill-error"');
    expect(wrong.text).toContain('aria-invalid="true"');
    expect(wrong.text).not.toContain('<script>alert');
    expect(wrong.text).not.toContain('<b>panels');
    expect(wrong.text).toMatch(/id="rooms-attic"[^>]*checked/);

    const phone = freshPhone();
    const fields = {
      name: 'Maria',
      phone,
      'consent.call': 'yes',
      bill: '120,5',
      rooms: 'cellar',
      'utm.source': 'letter',
    };
    const sent = await page({
      ...fields,
      email: '',
      timeZone: 'Europe/Paris',
      requestKey: 'q'.repeat(20),
      language: 'en',
    });
    expect(sent.status).toBe(303);
    const where = sent.headers['location'] as string;
    expect(where).toMatch(/^\/r\/[\w-]{43}$/);
    expect(await stored(where.slice(3))).toMatchObject({
      kind: 'form',
      answers: { bill: 120.5, rooms: ['cellar'] },
      source: { page: '/f/solar', utm: { source: 'letter' } },
      consent: { call: true, page: '/f/solar', wording: { call: 'You may call me.' } },
      // A browser that contradicts the number doesn’t prove another location.
      person: { zones: ['Europe/Paris', 'America/New_York'] },
    });
    const receipt = await request(service.url).get(where).set('accept', 'text/html');
    expect(receipt.text).toMatch(/<noscript><meta http-equiv="refresh" content="\d+"\s*\/><\/noscript>/);
    expect(receipt.text).not.toContain('Maria');
  });

  test('[F8] a page sent twice is sent once; sent again with something else it is another inquiry', async () => {
    const fields = { name: 'Maria', phone: freshPhone(), 'consent.call': 'yes', requestKey: 'w'.repeat(20) };
    const [first, again] = await Promise.all([page(fields), page(fields)]);
    expect(again.headers['location']).toBe(first.headers['location']);
    const other = await page({ ...fields, message: 'One more thing' });
    expect(other.status).toBe(303);
    expect(other.headers['location']).not.toBe(first.headers['location']);
  });

  test('a repeated field is a mistake, not a list', async () => {
    const answer = await page({ name: ['Maria', 'Mario'], phone: freshPhone(), 'consent.call': 'yes' });
    expect(answer.status).toBe(422);
    expect(answer.text).toContain('id="name-error"');
  });

  test('[F15] only the campaign’s own sites may show the form in a frame', async () => {
    const { headers } = await request(service.url).get('/f/solar').set('accept', 'text/html');
    expect(headers['content-security-policy']).toMatch(/;frame-ancestors 'self' https:\/\/shop\.example$/);
    expect(headers['content-security-policy']).not.toContain('script-src *');
    expect(headers['x-frame-options']).toBeUndefined();
    const other = await request(service.url).get('/f/letters').set('accept', 'text/html');
    expect(other.headers['content-security-policy']).toContain("frame-ancestors 'none'");
    expect(other.headers['x-frame-options']).toBe('DENY');
  });

  test('[F16] a missing page is reported as a page, in the person’s language, or as a problem', async () => {
    for (const [path, said] of [
      ['/f/nothing', '양식을 찾을 수 없습니다'],
      ['/f/closed', '양식을 찾을 수 없습니다'],
      ['/r/nothing', '접수 내역을 찾을 수 없습니다'],
      ['/p/nothing', '더 이상 사용할 수 없는 링크입니다'],
    ] as const) {
      const answer = await request(service.url)
        .get(path)
        .set({ accept: 'text/html', 'accept-language': 'ko-KR,en;q=0.5' });
      expect([answer.status, answer.type]).toEqual([404, 'text/html']);
      expect(answer.text).toContain(said);
    }
    for (const [method, path, code] of [
      ['get', '/f/nothing', 'form-not-found'],
      ['get', '/r/nothing', 'not-found'],
      ['get', '/p/nothing', 'not-found'],
      ['post', '/p/nothing', 'not-found'],
      ['get', '/p/nothing/data', 'not-found'],
    ] as const) {
      const asJson = await request(service.url)[method](path).set('accept', 'application/json').type('form');
      expect([asJson.status, asJson.type, asJson.body.code]).toEqual([404, 'application/problem+json', code]);
      expect(asJson.headers['vary']).toMatch(/\bAccept(,|$)/);
    }
  });

  test('a page that is too large or cannot be read is answered with a page', async () => {
    const answer = await page({ message: 'x'.repeat(70_000) });
    expect([answer.status, answer.type]).toEqual([413, 'text/html']);
  });
});

describe('limits', () => {
  test('[F17] too many from one address are asked to wait, and lose nothing', async () => {
    const limited = await startService({ seed: false, env: { INTAKE_LIMIT_PER_MINUTE: '2' } });
    try {
      await limited.parts.campaigns.save(SOLAR);
      const send = () => request(limited.url).post('/api/forms/solar/leads').send(GOOD);
      const choose = () =>
        request(limited.url).post('/r/rc_unknown/time').accept('json').type('form').send({ at: '1' });
      expect([(await send()).status, (await send()).status]).toEqual([201, 201]);
      const third = await send();
      expect([third.status, third.body.code]).toEqual([429, 'too-many']);
      expect(Number(third.headers['retry-after'])).toBeGreaterThan(0);
      const shown = await request(limited.url).post('/f/solar').type('form').send({ name: 'Maria', phone: '5' });
      expect(shown.status).toBe(429);
      expect(shown.text).toContain('value="Maria"');
      const [, , chosen] = [await choose(), await choose(), await choose()];
      expect([chosen.status, chosen.type, chosen.body.code]).toEqual([429, 'application/problem+json', 'too-many']);
      expect(Number(chosen.headers['retry-after'])).toBeGreaterThan(0);
    } finally {
      await limited.close();
    }
  });
});

test('the public form is published from the schema that validates it', () => {
  const document = openapi(service.app.published, 'https://leads.example') as {
    openapi: string;
    paths: Record<
      string,
      Record<string, { requestBody?: { content: Record<string, { schema: Record<string, unknown> }> } }>
    >;
  };
  expect(document.openapi).toBe('3.1.0');
  expect(Object.keys(document.paths)).toEqual(
    expect.arrayContaining(['/api/forms/{formKey}/leads', '/f/{formKey}', '/r/{receipt}']),
  );
  const schema =
    document.paths['/api/forms/{formKey}/leads']?.['post']?.requestBody?.content['application/json']?.schema;
  expect(schema).toMatchObject({ type: 'object', required: ['consent', 'name', 'phone'] });
});
