/**
 * [L182] A stranger sends forms with numbers that aren't theirs and their own email address. Whatever is known of a number,
 * they get the same answers, emails, pages and status codes as for one that nobody knows, at any time and whatever they do.
 */
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { DEFAULT_CADENCE } from '../../../src/core/callback/cadence.ts';
import { DAY, HOUR, MINUTE, SECOND } from '../../../src/core/vocabulary/time.ts';
import type { Parts } from '../../../src/ports/parts.ts';
import { changeLead } from '../../../src/usecases/lead/changeLead.ts';
import { sweepDeadlines } from '../../../src/usecases/lead/sweepDeadlines.ts';
import { sendDueMails } from '../../../src/usecases/mail/sendMails.ts';
import { writeLetter } from '../../../src/usecases/mail/table.ts';
import { routeLeads } from '../../../src/usecases/routing/routeLeads.ts';
import { TEST_FLOW, TOLL_FREE } from '../../support/calls.ts';
import { NEW_YORK, NOON } from '../../support/leads.ts';
import { recordingMailer } from '../../support/mailer.ts';
import { startService, type Service } from '../../support/service.ts';
import { testCampaign, testInquiry } from '../../support/world.ts';
import { attachInquiry } from '../../../src/usecases/intake/attachInquiry.ts';

const SAM = { kind: 'supervisor', id: 'sam' } as const;
/** Half a minute from the next full one, so that no time that is shown is rounded differently. */
const START = NOON + 30 * SECOND;
const KINDS = ['unheard', 'listed', 'known', 'dialed'] as const;
type Kind = (typeof KINDS)[number];

/** A callback that couldn't be kept is given up after a day. */
const SHORT = { ...DEFAULT_CADENCE, lifeMs: DAY };

let service: Service;
let parts: Parts;
let at = START;
const { mailer, sent } = recordingMailer();

beforeEach(async () => {
  at = START;
  sent.length = 0;
  const env = { INTAKE_LIMIT_PER_MINUTE: '100000', MAIL_FROM: 'office@example.com' };
  service = await startService({
    seed: false,
    env,
    replace: () => ({ clock: { now: () => at, offset: () => 0 }, mailer }),
  });
  ({ parts } = service);
  await parts.campaigns.save(
    testCampaign({
      calls: { ...TEST_FLOW, numbers: [TOLL_FREE], languages: ['en'], questions: [] },
      cadence: SHORT,
      callsPerSlot: 9,
    }),
  );
});
afterEach(() => service.close());

const telOf = (kind: Kind) => `+120255502${10 + KINDS.indexOf(kind)}`;
const emailOf = (kind: Kind) => `stranger.${kind}@example.com`;

/** What is known of each number before the stranger's forms. */
async function makeKnown(): Promise<void> {
  const act = { id: 'act_1', tel: telOf('listed'), at: at - DAY, by: SAM, source: 'admin' } as const;
  await parts.doNotCall.add(act);
  const open = await arrived('known');
  const promised = at + 5 * HOUR;
  expect(await changeLead(parts, open, { kind: 'followUp', by: SAM, at: promised })).toMatchObject({ ok: true });
  const over = await arrived('dialed');
  await changeLead(parts, over, { kind: 'close', by: SAM, outcome: 'notInterested' });
  // As many attempts as a day permits.
  const attempts = [1, 2, 3].map((hours) => ({ at: new Date(at - hours * HOUR), agentId: 'ana', result: 'noAnswer' }));
  await service.stores.connection.collection<{ _id: string }>('leads').updateOne({ _id: over }, { $set: { attempts } });
  at += SECOND;
}

async function arrived(kind: Kind): Promise<string> {
  const inquiry = testInquiry(`in_${kind}`, at - HOUR, telOf(kind));
  await parts.inquiries.add(inquiry);
  return attachInquiry(parts, inquiry);
}

/** Sends the form as the stranger does. Returns what is shown of it from then on. */
async function send(kind: Kind, more: object = {}) {
  const response = await fetch(`${service.url}/api/forms/solar/leads`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      ...{ name: 'Iris', phone: telOf(kind), email: emailOf(kind), timeZone: NEW_YORK },
      ...{ consent: { call: true, email: true }, ...more },
    }),
  });
  const body = (await response.json()) as { receiptId: string };
  return { status: response.status, receiptId: body.receiptId };
}

/** Lets time pass as the jobs see it. */
async function pass(ms: number): Promise<void> {
  const end = at + ms;
  while (at < end) {
    at = Math.min(end, at - START < 20 * MINUTE ? at + 10 * SECOND : await nextAt());
    await settle();
  }
}

/** When something is due next. */
async function nextAt(): Promise<number> {
  const next = async (collection: string, field: string) => {
    const later = { [field]: { $gt: new Date(at) }, ...(collection === 'mails' && { state: 'waiting' }) };
    const found = await service.stores.connection.collection(collection).findOne(later, { sort: { [field]: 1 } });
    return found ? (found[field] as Date).getTime() : Infinity;
  };
  return Math.min(await next('leads', 'deadlineAt'), await next('mails', 'nextAt')) + SECOND / 2;
}

async function settle(): Promise<void> {
  await sweepDeadlines(parts);
  await routeLeads(parts);
  while (await sendDueMails(parts, mailer, 'node_1'));
}

/** Without what is one's own: links, addresses, and the seconds of a time. */
function plain(kind: Kind, text: string): string {
  return text
    .replaceAll(kind, 'KIND')
    .replace(/(\/p\/|\/r\/)[\w.-]+/g, '$1LINK')
    .replace(/name="shownAs" value="[^"]*"/g, '')
    .replace(/\b1[78]\d{8}\d{3}\b/g, (time) => String(Math.floor(Number(time) / MINUTE)));
}

const mailsTo = (kind: Kind) =>
  sent
    .filter(({ to }) => to === emailOf(kind))
    .map((letter) => plain(kind, JSON.stringify(writeLetter(letter, 'https://x.example'))));

const linkOf = (kind: Kind) => {
  const letter = sent.find(({ to }) => to === emailOf(kind));
  return letter && 'pagePath' in letter ? letter.pagePath : '';
};

async function seen(kind: Kind, receiptId: string): Promise<readonly unknown[]> {
  const open = async (path: string, accept = 'text/html') => {
    const response = await fetch(service.url + path, { redirect: 'manual', headers: { accept } });
    return [response.status, plain(kind, (await response.text()).replaceAll(receiptId, 'RECEIPT'))];
  };
  const link = linkOf(kind);
  return [
    mailsTo(kind),
    await open(`/r/${receiptId}`, 'application/json'),
    await open(`/r/${receiptId}`),
    await open(`/r/${receiptId}/time`),
    ...(link === '' ? [] : [await open(link), await open(`${link}?lang=ko`), await open(`${link}/data`)]),
  ];
}

/** Sends the form of this act as the page shows it, twice. */
async function act(kind: Kind, name: string): Promise<readonly unknown[]> {
  const html = await (await fetch(service.url + linkOf(kind))).text();
  const form = [...html.matchAll(/<form method="post"[^>]*>(.*?)<\/form>/gs)].find(([, inner = '']) =>
    inner.includes(`name="act" value="${name}"`),
  )?.[1];
  if (form === undefined) return [name, 'not offered'];
  const hidden = [...form.matchAll(/name="(\w+)" value="([^"]*)"/g)].map(([, key = '', value = '']) => [key, value]);
  const times = [...form.matchAll(/<option value="(\d+)"/g)].map(([, time = '']) => time);
  const body = new URLSearchParams({ ...Object.fromEntries(hidden), ...(times[4] !== undefined && { at: times[4] }) });
  const answers: unknown[] = [name];
  for (let time = 0; time < 2; time += 1) {
    const response = await fetch(service.url + linkOf(kind), { method: 'POST', redirect: 'manual', body });
    const text = plain(kind, await response.text());
    answers.push(response.status, text, plain(kind, response.headers.get('location') ?? ''));
  }
  return answers;
}

const MOMENTS = [SECOND, 70 * SECOND, 5 * MINUTE, 16 * MINUTE, 2 * HOUR, 23 * HOUR, 30 * HOUR, 8 * DAY, 33 * DAY];

test.each([
  ['as soon as possible', undefined, []],
  ['at a time', 3 * HOUR, []],
  [
    'as soon as possible, and moves the call, then asks for it now',
    undefined,
    [
      [2, 'move'],
      [3, 'now'],
    ],
  ],
  ['at a time, and cancels the call', 3 * HOUR, [[1, 'cancel']]],
  ['as soon as possible, and stops all contact', undefined, [[3, 'stop']]],
] as const)(
  '[L182] whoever asks for a call %s gets the same, whatever is known of the number',
  async (_how, wish, acts) => {
    await makeKnown();
    const callAt = wish === undefined ? {} : { callAt: Math.ceil((at + wish) / HOUR) * HOUR };
    const receipts = new Map<Kind, string>();
    const answers = new Map<Kind, unknown>();
    for (const kind of KINDS) {
      const { status, receiptId } = await send(kind, callAt);
      receipts.set(kind, receiptId);
      answers.set(kind, status);
    }
    expect([...new Set(answers.values())]).toEqual([201]);
    await settle();
    const begun = at;
    for (const [index, moment] of MOMENTS.entries()) {
      await pass(begun + moment - at);
      for (const [when, name] of acts.filter(([when]) => when === index)) {
        for (const kind of KINDS) answers.set(kind, await act(kind, name));
        for (const kind of KINDS) expect([when, kind, answers.get(kind)]).toEqual([when, kind, answers.get('unheard')]);
        expect(answers.get('unheard')).not.toContain('not offered');
        await settle();
      }
      for (const kind of KINDS) answers.set(kind, await seen(kind, receipts.get(kind) ?? ''));
      for (const kind of KINDS)
        expect([moment, kind, answers.get(kind)]).toEqual([moment, kind, answers.get('unheard')]);
    }
    // They got something to compare; what is promised names the number to call if no call comes.
    expect(mailsTo('unheard').length).toBeGreaterThan(1);
    expect(mailsTo('unheard')[1]).toMatch(
      /If we don’t call, call \(800\) 555-0100 from your phone and press 1 if asked/,
    );
  },
);
