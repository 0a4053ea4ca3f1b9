/** The published vector, and what must not pass: https://www.twilio.com/docs/usage/security */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { createHash, createHmac } from 'node:crypto';
import express from 'express';
import request from 'supertest';
import { signed } from '../../../src/http/twilio/signature.ts';
import { startService, type Service } from '../../support/service.ts';

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
  made.post('/myapp.php', signed({ authTokens, publicUrl: () => origin }), answered);
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

  test('a wrong one is told apart from a missing one, with what to compare', async () => {
    const wrong = await post(app(['newer'])).expect(403);
    expect(JSON.stringify(wrong.body)).toMatch(/signature is wrong: compare PUBLIC_URL and TWILIO_AUTH_TOKEN/);
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

describe('[K22] without a telephone network nobody is believed to be it', () => {
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
