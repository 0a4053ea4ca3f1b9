/** The published vector, and what must not pass: https://www.twilio.com/docs/usage/security */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { createHash, createHmac } from 'node:crypto';
import express from 'express';
import request from 'supertest';
import { requireSignature } from '../../../../src/http/calls/twilio/signature.ts';
import type { Parts } from '../../../../src/ports/parts.ts';
import { mountedNetwork } from '../../../support/mounted.ts';
import { startService, type Service } from '../../../support/service.ts';

const VECTOR = {
  token: '12345',
  origin: 'https://example.com',
  path: '/myapp.php?foo=1&bar=2',
  parameters: {
    CallSid: 'CA1234567890ABCDE',
    Caller: '+14158675310',
    Digits: '1234',
    From: '+14158675310',
    To: '+18005551212',
  },
  signature: 'L/OH5YylLD5NRKLltdqwSvS0BnU=',
};

const answered: express.RequestHandler = (_req, res) => void res.sendStatus(204);

function app(authTokens: readonly string[], origin = VECTOR.origin) {
  const made = express();
  made.post(
    '/myapp.php',
    requireSignature({ authTokens, publicUrl: () => origin }, () => undefined),
    answered,
  );
  return made;
}
const post = (made: express.Express, changes: { path?: string; parameters?: object; signature?: string } = {}) =>
  request(made)
    .post(changes.path ?? VECTOR.path)
    .set('host', 'evil.example')
    .set('x-twilio-signature', changes.signature ?? VECTOR.signature)
    .type('form')
    .send(changes.parameters ?? VECTOR.parameters);

describe('[K22] the signature', () => {
  test('of the published vector passes, whatever the Host header says', async () => {
    await post(app([VECTOR.token])).expect(204);
  });

  test('of the token before the last change passes too; of any other it does not', async () => {
    await post(app(['newer', VECTOR.token])).expect(204);
    await post(app(['newer'])).expect(403);
    await post(app([])).expect(403);
  });

  test.each([
    ['a changed parameter', { parameters: { ...VECTOR.parameters, To: '+18005551213' } }],
    ['one more parameter', { parameters: { ...VECTOR.parameters, Extra: '1' } }],
    ['a trailing space', { parameters: { ...VECTOR.parameters, Digits: '1234 ' } }],
    ['another query', { path: '/myapp.php?foo=1&bar=3' }],
    ['another signature', { signature: 'AAAA5YylLD5NRKLltdqwSvS0BnU=' }],
  ])('%s is refused', async (_name, changes) => {
    await post(app([VECTOR.token]), changes).expect(403);
  });

  test('a wrong one is distinguished from a missing one, with what to compare', async () => {
    const wrong = await post(app(['newer'])).expect(403);
    expect(JSON.stringify(wrong.body)).toMatch(
      /signature is wrong\. Check that PUBLIC_URL and TWILIO_AUTH_TOKEN match/,
    );
    const missing = await request(app([VECTOR.token]))
      .post(VECTOR.path)
      .type('form')
      .send(VECTOR.parameters);
    expect(JSON.stringify(missing.body)).toContain('signature is missing');
  });

  test('another scheme is refused, and so is none', async () => {
    await post(app([VECTOR.token], 'http://example.com')).expect(403);
    await request(app([VECTOR.token]))
      .post(VECTOR.path)
      .type('form')
      .send(VECTOR.parameters)
      .expect(403);
  });

  test('of JSON covers the body by its digest', async () => {
    const body = '{"CallSid":"CA1"}';
    const hash = createHash('sha256').update(body).digest('hex');
    const path = `/myapp.php?bodySHA256=${hash}`;
    const signature = createHmac('sha1', VECTOR.token)
      .update(VECTOR.origin + path)
      .digest('base64');
    const send = (text: string) =>
      request(app([VECTOR.token]))
        .post(path)
        .set('x-twilio-signature', signature)
        .type('json')
        .send(text);
    await send(body).expect(204);
    await send('{"CallSid":"CA2"}').expect(403);
  });
});

describe('refused requests', () => {
  const ORIGIN = 'https://leads.example.com';
  const PATH = '/twilio/voice/calls/CA0123/keys?step=1&in=call';
  const lines: [object, string][] = [];
  let now = 0;
  const routes = (authTokens: readonly string[]) => {
    lines.length = 0;
    const log = {
      info: () => undefined,
      error: () => undefined,
      warn: (...line: [object, string]) => void lines.push(line),
    };
    const made = express();
    const parts = { log, clock: { now: () => now, offset: () => 0 } } as unknown as Parts;
    made.use(mountedNetwork(parts, { authTokens, publicUrl: () => ORIGIN }));
    return made;
  };
  const signatureFor = (origin: string, token: string) =>
    createHmac('sha1', token).update(`${origin}${PATH}From+12025550143`).digest('base64');
  const ask = (made: express.Express, signature?: string) => {
    const asked = request(made).post(PATH).set('host', 'internal:3000').type('form');
    return (signature === undefined ? asked : asked.set('x-twilio-signature', signature)).send({
      From: '+12025550143',
    });
  };

  test.each([
    ['unsigned', ['secret'], undefined, /no signature.*proxy/],
    ['otherAddress', ['secret'], signatureFor('http://internal:3000', 'secret'), /PUBLIC_URL/],
    ['otherAddress', ['secret'], signatureFor('http://leads.example.com', 'secret'), /PUBLIC_URL/],
    ['otherToken', ['secret'], signatureFor(ORIGIN, 'another'), /TWILIO_AUTH_TOKEN.*primary/],
    ['noToken', [], signatureFor(ORIGIN, 'secret'), /TWILIO_AUTH_TOKEN is not set/],
  ] as const)(
    '[K58] %s is logged once a minute, with what to check and no numbers',
    async (cause, tokens, signature, words) => {
      const made = routes(tokens);
      now = 1_000_000;
      for (const passed of [0, 1, 59_000]) {
        now = 1_000_000 + passed;
        await ask(made, signature).expect(403);
      }
      expect(lines).toEqual([[{ cause, route: '/twilio/voice/calls/:id/keys' }, expect.stringMatching(words)]]);
      now += 60_000;
      await ask(made, signature).expect(403);
      expect(lines).toHaveLength(2);
      expect(JSON.stringify(lines)).not.toMatch(/2025550143|CA0123/);
    },
  );

  test('[K58] each cause is logged separately', async () => {
    const made = routes(['secret']);
    await ask(made).expect(403);
    await ask(made, signatureFor(ORIGIN, 'another')).expect(403);
    expect(lines).toHaveLength(2);
  });

  test.each([
    ['/twilio/voice/incoming', 'POST'],
    ['/twilio/voice/calls/CA1/now', 'POST'],
    ['/twilio/status/calls/CA1', 'POST'],
    ['/twilio/message/incoming', 'POST'],
    ['/twilio/voice/calls/CA1/tones', 'POST'],
  ])('[K59] %s answers %s alone, and says so', async (path, allow) => {
    const made = routes(['secret']);
    for (const method of ['get', 'put', 'delete', 'head'] as const) {
      const answer = await request(made)[method](path);
      expect([answer.status, answer.headers['allow']]).toEqual([405, allow]);
    }
    expect(lines).toEqual([
      [{ cause: 'method', route: expect.stringMatching(/^\/twilio/) }, expect.stringContaining('HTTP POST')],
    ]);
  });

  test('[K59] a sound is only fetched', async () => {
    const answer = await request(routes([])).post('/twilio/sounds/line.wav');
    expect([answer.status, answer.headers['allow']]).toEqual([405, 'GET, HEAD']);
  });
});

describe('[K22] without a phone network every request is refused', () => {
  let service: Service;
  beforeAll(async () => {
    service = await startService({ seed: false });
  });
  afterAll(() => service.close());

  test('every address of it refuses', async () => {
    for (const path of ['/twilio/voice/incoming', '/twilio/voice/fallback', '/twilio/status/calls/x']) {
      const response = await fetch(service.url + path, {
        method: 'POST',
        body: new URLSearchParams({ CallSid: 'CA1' }),
      });
      expect(response.status).toBe(403);
    }
  });
});
