/** The service for tests of a customer's own data: each test has a number of its own, and the clock is the test's. */
import { expect } from '@jest/globals';
import type { Letter } from '../../src/core/mail/letter.ts';
import type { Mailer } from '../../src/ports/mail.ts';
import { handleKeys, receiveCall } from '../../src/usecases/calls/answerCall.ts';
import { handleCallEnd } from '../../src/usecases/calls/settleCalls.ts';
import { spokenCode } from '../../src/usecases/customerPage/codes.ts';
import { pagePathFor } from '../../src/usecases/customerPage/pageLink.ts';
import { attachInquiry } from '../../src/usecases/intake/attachInquiry.ts';
import { TEST_FLOW, TOLL_FREE } from './calls.ts';
import { NOON } from './leads.ts';
import { recordingMailer } from './mailer.ts';
import { fakePhone } from './phone.ts';
import { cookieOf, startService, type Service } from './service.ts';
import { testCampaign, testInquiry } from './world.ts';

export const OWN = 'maria@example.com';

interface Answer {
  readonly status: number;
  readonly html: string;
  readonly headers: Headers;
  readonly cookie: string;
}

export interface OwnDataLab {
  readonly service: Service;
  /** Every email, in order. */
  readonly sent: readonly Letter[];
  readonly mailer: Mailer;
  /** The number of this test, and a count of the tests. */
  tel(): string;
  count(): number;
  now(): number;
  pass(ms: number): void;
  /** For the next test, or another person in the same one. */
  another(): void;
  inquire(email?: string, country?: string): Promise<{ leadId: string; path: string; data: string }>;
  get(path: string, cookie?: string, init?: RequestInit): Promise<Answer>;
  post(path: string, cookie: string, fields: Record<string, string>): Promise<Answer>;
  /** What the caller of an attested call from the number hears as the code. */
  hear(from?: string): Promise<string>;
  /** The cookie of a browser that proved the number. */
  prove(data: string): Promise<string>;
  stop(): Promise<void>;
}

export async function startOwnData(): Promise<OwnDataLab> {
  const { mailer, sent } = recordingMailer();
  let passed = 0;
  let count = 0;
  let tel = '';
  const now = () => NOON + passed;
  const phone = fakePhone({ sendText: () => Promise.resolve({ kind: 'sent' }) });
  const service = await startService({
    seed: false,
    env: { INTAKE_LIMIT_PER_MINUTE: '100000' },
    replace: () => ({ clock: { now, offset: () => 0 }, phone, mailer }),
  });
  const { parts } = service;
  await parts.campaigns.save(
    testCampaign({ calls: { ...TEST_FLOW, numbers: [TOLL_FREE], languages: ['en'], questions: [] } }),
  );

  const lab: OwnDataLab = {
    ...{ service, sent, mailer, now },
    tel: () => tel,
    count: () => count,
    pass: (ms) => void (passed += ms),
    another() {
      count += 1;
      tel = `+1202555${String(2000 + count)}`;
    },
    async inquire(email = OWN, country = 'US') {
      const id = `in_${count}_${Math.random().toString(36).slice(2, 10)}`;
      const { person, consent } = testInquiry(id, now(), tel);
      const inquiry = testInquiry(id, now(), tel, {
        person: { ...person, name: 'Ottoline', email, telCountry: country, telType: 'FIXED_LINE_OR_MOBILE' },
        consent: { ...consent, email: true },
        message: 'A marimba',
      });
      await parts.inquiries.add(inquiry);
      const leadId = await attachInquiry(parts, inquiry);
      const path = await pagePathFor(parts, inquiry, email);
      return { leadId, path, data: `${path}/data` };
    },
    async get(path, cookie = '', init = {}) {
      const headers = { ...(cookie !== '' && { cookie }), ...(init.headers as Record<string, string>) };
      const response = await fetch(service.url + path, { redirect: 'manual', ...init, headers });
      return {
        status: response.status,
        html: await response.text(),
        headers: response.headers,
        cookie: cookieOf(response),
      };
    },
    post: (path, cookie, fields) =>
      lab.get(path, cookie, {
        method: 'POST',
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
        body: new URLSearchParams(fields).toString(),
      }),
    async hear(from = tel) {
      const sid = `CA_${count}_${Math.random().toString(36).slice(2, 8)}`;
      const answer = await receiveCall(parts, { sid, from, to: TOLL_FREE, isAttested: true });
      if (answer?.call.place !== 'code') throw new Error(`no code is offered, but ${answer?.call.place}`);
      await handleKeys(parts, sid, { step: answer.call.step, keys: '1', where: 'call' });
      await handleCallEnd(parts, sid, 'completed', 3);
      return spokenCode(parts, { id: sid });
    },
    async prove(data) {
      const { cookie, status } = await lab.post(data, '', { act: 'start' });
      expect(status).toBe(303);
      const entered = await lab.post(data, cookie, { act: 'code', code: await lab.hear() });
      expect({ status: entered.status, to: entered.headers.get('location') }).toEqual({ status: 303, to: data });
      return cookie;
    },
    stop: () => service.close(),
  };
  return lab;
}

/** The text of a page. */
export const textOf = (html: string) => html.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ');
