/** What a flood of forms gets, and what it leaves in the log and the metrics. */
import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import type { IncomingMessage, ServerResponse } from 'node:http';
import request from 'supertest';
import { formRefusal } from '../../../src/http/intake/refuseForm.ts';
import { turnedAwayReport } from '../../../src/http/operations/turnedAwayReport.ts';
import { securityHeaders } from '../../../src/http/plumbing/headers.ts';
import { TurnedAway } from '../../../src/ports/basics.ts';
import { startService, type Service } from '../../support/service.ts';

let service: Service;
let hasRoom = true;
let isFull = false;
beforeAll(async () => {
  service = await startService({ demo: true });
  const { intake } = service.parts;
  const admit = intake.admit.bind(intake);
  Object.assign(intake, {
    hasRoom: () => hasRoom,
    admit: (id: string, work: () => Promise<unknown>) =>
      isFull ? Promise.reject(new TurnedAway('full')) : admit(id, work),
  });
});
afterAll(() => service.close());
beforeEach(() => {
  hasRoom = true;
  isFull = false;
});

const FORM = { name: 'Fay Flood', phone: '+12025550191', consent: { call: true, now: true } };
const post = (path: string) => request(service.url).post(path);
const logged = (level: string) => service.logged.filter((line) => line.level === level).map(({ message }) => message);
/** What one response says, without what differs from one to the next, and without the limit that only routes count. */
const said = ({ status, body, headers }: request.Response) => {
  const own = /^(date|x-request-id|etag|ratelimit.*)$/;
  const shown = Object.entries(headers as Record<string, string>).filter(([name]) => !own.test(name));
  return { status, body: body as unknown, headers: Object.fromEntries(shown) };
};

test('[O23] while no more can be stored, a form is refused before its body is read, and none is stored', async () => {
  const send = () => post('/api/forms/demo/leads').set('content-type', 'application/json').send('{"broken');
  hasRoom = false;
  expect(await send()).toMatchObject({ status: 503, headers: { 'retry-after': expect.any(String) } });
  hasRoom = true;
  expect((await send()).status).toBe(400);
});

test('[O56] a form that is refused at the door gets the same response as one that is refused behind it', async () => {
  hasRoom = false;
  const early = said(await post('/api/forms/demo/leads').send(FORM));
  hasRoom = true;
  isFull = true;
  const late = said(await post('/api/forms/demo/leads').send(FORM));
  expect(early).toMatchObject({ status: 503, body: late.body });
  // What only a preflight asks for is the route’s.
  const ofPreflight = /^access-control-(allow-methods|allow-headers|max-age)$/;
  const rest = Object.entries(late.headers).filter(([name]) => !ofPreflight.test(name));
  expect(early.headers).toMatchObject(Object.fromEntries(rest));
});

test('[O56] a program’s lead is refused as well', async () => {
  hasRoom = false;
  const { status, body, headers } = await post('/api/leads').send(FORM);
  expect([status, (body as { code: string }).code]).toEqual([503, 'store-unavailable']);
  expect(headers['access-control-allow-origin']).toBeUndefined();
});

test.each([
  ['/f/demo', 'ko-KR,ko;q=0.9,en;q=0.8', '양식을 접수하지 못했습니다'],
  ['/f/demo', undefined, 'We couldn’t take your form'],
  ['/f/demo?lang=ko', 'en', '양식을 접수하지 못했습니다'],
])('[O56] where too many pages’ forms wait, %s in %p gets a short page', (url, language, title) => {
  const routes: string[] = [];
  const refuse = formRefusal({
    demo: false,
    securityHeaders: securityHeaders(false, { twilioVoice: false }),
    turnedAway: (route) => routes.push(route),
  });
  let sent: { status?: number; headers?: Record<string, unknown>; body?: string } = {};
  const res = {
    writeHead: (status: number, headers: Record<string, unknown>) => void (sent = { status, headers }),
    end: (body: Buffer) => void (sent.body = body.toString('utf8')),
  };
  const req = { url, headers: language === undefined ? {} : { 'accept-language': language } };
  refuse(req as unknown as IncomingMessage, res as unknown as ServerResponse, true);
  expect(sent).toMatchObject({ status: 503, headers: { 'retry-after': '2', 'x-frame-options': 'DENY' } });
  expect(sent.body).toContain(`<h1>${title}</h1>`);
  expect(routes).toEqual(['/f/:formKey']);
});

test('[O56] each is counted under its route, the log says it once a second, and none is an error', async () => {
  const counted = async () => {
    const text = await (await fetch(`${service.url}/metrics`)).text();
    const of = (name: string) =>
      Number(
        text
          .split('\n')
          .find((line) => line.startsWith(name))
          ?.split(' ')
          .at(-1) ?? 0,
      );
    return [
      of('leadbell_inquiries_turned_away_total '),
      of('leadbell_http_request_seconds_count{route="/api/forms/:formKey/leads",method="POST",status="503"}'),
    ];
  };
  const [away = 0, requests = 0] = await counted();
  const errors = logged('error').length;
  hasRoom = false;
  for (let n = 0; n < 3; n += 1) await post('/api/forms/demo/leads').send(FORM);
  hasRoom = true;
  isFull = true;
  await post('/api/forms/demo/leads').send(FORM);
  await post('/f/demo').type('form').send({ name: 'Fay Flood' });
  expect(await counted()).toEqual([away + 3, requests + 4]);
  expect(logged('error')).toHaveLength(errors);
  expect(logged('warn')).toContain('inquiries were turned away: more arrive than can be stored in time');
});

test('[O56] a line in the log tells how many there were since the one before', () => {
  const lines: unknown[] = [];
  const log = { info: () => undefined, error: () => undefined, warn: (fields: object) => void lines.push(fields) };
  let at = 0;
  const report = turnedAwayReport(log, () => at);
  for (; at < 2500; at += 100) report();
  expect(lines).toEqual([{ count: 1 }, { count: 10 }, { count: 10 }]);
});
