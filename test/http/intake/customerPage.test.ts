/** The customer’s own page over the whole service, with a clock that the test controls. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { DAY, HOUR, MINUTE } from '../../../src/core/vocabulary/time.ts';
import type { Lead } from '../../../src/core/lead/lead.ts';
import { customerPageText } from '../../../src/shared/text/customerPage.ts';
import { formText, statusText } from '../../../src/shared/text/form.ts';
import { pagePathFor } from '../../../src/usecases/customerPage/pageLink.ts';
import { listNumber } from '../../../src/usecases/doNotCall/listNumber.ts';
import { attachInquiry } from '../../../src/usecases/intake/attachInquiry.ts';
import { changeLead } from '../../../src/usecases/lead/changeLead.ts';
import { TEST_FLOW, TOLL_FREE } from '../../support/calls.ts';
import { NOON } from '../../support/leads.ts';
import { startService, type Service } from '../../support/service.ts';
import { testCampaign, testInquiry } from '../../support/world.ts';

const OWN = 'maria@example.com';
const STRANGER = 'stranger@example.com';
const SYSTEM = { kind: 'system' } as const;

let service: Service;
let passed = 0;
let count = 0;
let tel = '';
const now = () => NOON + passed;

beforeAll(async () => {
  service = await startService({
    seed: false,
    env: { INTAKE_LIMIT_PER_MINUTE: '100000' },
    replace: () => ({ clock: { now, offset: () => 0 } }),
  });
  await service.parts.campaigns.save(
    testCampaign({ calls: { ...TEST_FLOW, numbers: [TOLL_FREE], languages: ['en'], questions: [] } }),
  );
});
afterAll(() => service.close());
beforeEach(() => {
  passed = 0;
  count += 1;
  tel = `+1202555${String(1000 + count)}`;
});

/** An inquiry from this address, attached to its lead. */
async function inquire(email?: string, changes: { kind?: 'form' | 'call'; language?: 'en' | 'ko' } = {}) {
  const id = `in_${count}_${Math.random().toString(36).slice(2, 10)}`;
  const { person, consent } = testInquiry(id, now(), tel);
  const { kind = 'form', language = 'en' } = changes;
  const inquiry = testInquiry(id, now(), tel, {
    kind,
    person: { ...person, ...(email !== undefined && { email }), language },
    consent: { ...consent, email: email !== undefined },
  });
  await service.parts.inquiries.add(inquiry);
  const leadId = await attachInquiry(service.parts, inquiry);
  return { leadId, inquiry, path: email === undefined ? '' : await pagePathFor(service.parts, inquiry, email) };
}

/** With a callback in ten minutes, as after a missed lead. */
async function missed(email = OWN, changes: { language?: 'en' | 'ko' } = {}) {
  const sent = await inquire(email, changes);
  await changeLead(service.parts, sent.leadId, { kind: 'giveUp', why: 'noAgent' });
  return { ...sent, lead: await leadOf(sent.leadId) };
}

async function leadOf(id: string): Promise<Lead> {
  const lead = await service.parts.leads.byId(id);
  if (!lead) throw new Error(`there is no lead ${id}`);
  return lead;
}

async function historyOf(id: string): Promise<readonly string[]> {
  const loaded = await service.parts.leads.load(id);
  return (loaded?.history ?? []).map(({ kind, by }) => `${kind} ${by.kind}`);
}

const get = async (path: string, init: RequestInit = {}) => {
  const response = await fetch(service.url + path, { redirect: 'manual', ...init });
  return { response, status: response.status, html: await response.text() };
};

/** The forms of a page, by act: their hidden fields and their choices. */
function formsOf(html: string): Readonly<Record<string, { fields: Record<string, string>; times: readonly string[] }>> {
  const forms = [...html.matchAll(/<form method="post"[^>]*>(.*?)<\/form>/gs)].map(([, inner = '']) => {
    const hidden = [...inner.matchAll(/<input type="hidden" name="(\w+)" value="([^"]*)"/g)];
    const fields = Object.fromEntries(hidden.map(([, name = '', value = '']) => [name, value]));
    return [
      fields['act'] ?? '',
      { fields, times: [...inner.matchAll(/<option value="(\d+)"/g)].map(([, at = '']) => at) },
    ];
  });
  return Object.fromEntries(forms) as ReturnType<typeof formsOf>;
}

const post = (path: string, fields: Record<string, string>) =>
  get(path, {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams(fields).toString(),
  });

/** Opens the page and sends one of its forms. */
async function act(path: string, name: string, more: Record<string, string> = {}) {
  const form = formsOf((await get(path)).html)[name];
  if (!form) throw new Error(`the page has no form to ${name}`);
  return post(path, { ...form.fields, ...(form.times[0] !== undefined && { at: form.times[0] }), ...more });
}

const textOf = (html: string) => html.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ');

describe('the page', () => {
  test('[F28] says when, who, about what, and from which number, in both languages and without a script', async () => {
    const { path } = await missed();
    const { html, status } = await get(path);
    expect(status).toBe(200);
    expect(textOf(html)).toContain('We’ll call you at 10:10 AM');
    expect(textOf(html)).toContain('Solar');
    expect(textOf(html)).toContain('(800) 555-0100');
    expect(Object.keys(formsOf(html)).sort()).toEqual(['cancel', 'move', 'now', 'stop']);
    const korean = await get(`${path}?lang=ko`);
    expect(korean.html).toContain('lang="ko"');
    expect(textOf(korean.html)).toContain(customerPageText['move.title'].ko);
    expect((await get((await missed(OWN, { language: 'ko' })).path)).html).toContain('lang="ko"');
  });

  test('[F28] gives a promised time in the customer’s own zone', async () => {
    const { path, leadId } = await missed();
    const at = NOON + 5 * HOUR;
    await changeLead(service.parts, leadId, { kind: 'followUp', by: { kind: 'supervisor', id: 'sam' }, at });
    expect(textOf((await get(path)).html)).toContain('We’ll call you at 3:00 PM');
    expect(textOf((await get(`${path}?lang=ko`)).html)).toContain('오후 3:00');
  });

  test('[F29] a GET and a HEAD change nothing, however often', async () => {
    const { path, leadId, lead } = await missed();
    for (const method of ['GET', 'HEAD', 'GET']) {
      const { status } = await get(`${path}?act=cancel&at=1&done=moved`, { method });
      expect(status).toBe(200);
    }
    expect(await leadOf(leadId)).toEqual(lead);
    expect((await get(path, { method: 'DELETE' })).status).toBe(405);
  });

  test('[F30] is private: not cached, not indexed, no referrer, no frame, nothing personal in its URL', async () => {
    const { path } = await missed();
    const { response, html } = await get(path);
    expect(response.headers.get('cache-control')).toBe('no-store');
    expect(response.headers.get('referrer-policy')).toBe('no-referrer');
    expect(response.headers.get('x-robots-tag')).toContain('noindex');
    expect(response.headers.get('x-frame-options')).toBe('DENY');
    expect(html).toContain('name="robots" content="noindex"');
    expect(decodeURIComponent(path)).not.toMatch(/maria|example|202555/i);
    expect(html).not.toContain('Maria');
  });

  test('[F30] a link that has ended, was changed, was cut off or never was gets the same answer', async () => {
    const { path, inquiry, leadId } = await missed();
    const [, id = '', day = '', signature = ''] = /^\/p\/(.*)\.(.*)\.(.*)$/.exec(path) ?? [];
    const later = (parseInt(day, 36) + 1).toString(36);
    const flipped = `${signature.slice(0, -2)}${signature.endsWith('AA') ? 'BB' : 'AA'}`;
    const other = await pagePathFor(service.parts, inquiry, STRANGER);
    const wrong = [
      ...[`/p/${id}.${later}.${signature}`, `/p/${id}.${day}.${flipped}`, path.slice(0, -1), `${path}x`, '/p/none'],
      ...['/p/%00', '/p/in_0.0.%F0%9F%98%80', `/p/${'x'.repeat(5000)}`, other],
    ];
    const answers = await Promise.all(wrong.map((one) => get(one)));
    const shown = answers.filter(({ status }) => status === 404).map(({ html }) => textOf(html));
    expect(shown.length).toBeGreaterThanOrEqual(wrong.length - 2);
    expect(answers.map(({ status }) => status).filter((status) => status < 400 || status >= 500)).toEqual([]);
    expect(await get('/p/none')).toMatchObject({
      status: 404,
      html: expect.stringContaining(formText['missing.page'].en),
    });

    await changeLead(service.parts, leadId, { kind: 'close', by: { kind: 'supervisor', id: 'sam' }, outcome: 'won' });
    passed = 29 * DAY;
    expect((await get(path)).status).toBe(200);
    passed = 31 * DAY;
    expect(await get(path)).toMatchObject({ status: 404, html: expect.stringContaining(formText['missing.page'].en) });
    expect((await post(path, { act: 'withdraw', shownAs: 'x'.repeat(20) })).status).toBe(404);
  });

  test('[F30] it ends 90 days after the email', async () => {
    const { path } = await missed();
    passed = 89 * DAY;
    expect((await get(path)).status).toBe(200);
    passed = 92 * DAY;
    expect((await get(path)).status).toBe(404);
  });
});

describe('moving the callback', () => {
  test('[P21] to one of the times shown; the history says that the customer did it', async () => {
    const { path, leadId } = await missed();
    const { response, status } = await act(path, 'move');
    expect(status).toBe(303);
    const shown = await get(response.headers.get('location') ?? '');
    expect(textOf(shown.html)).toContain(customerPageText['done.moved'].en);
    const lead = await leadOf(leadId);
    expect(lead).toMatchObject({ state: 'callback', promise: { why: 'agreed' } });
    expect(textOf(shown.html)).toContain('You asked for a call at 10:15 AM');
    expect(await historyOf(leadId)).toContain('movedByCustomer prospect');
  });

  test('[P21] every time shown is possible, at most 12, and none is the one promised', async () => {
    const { path, leadId } = await missed();
    const times = formsOf((await get(path)).html)['move']?.times ?? [];
    expect(times.length).toBeGreaterThan(4);
    expect(times.length).toBeLessThanOrEqual(12);
    for (const at of times) {
      expect((await act(path, 'move', { at })).status).toBe(303);
      expect((await leadOf(leadId)).promise?.dueAt).toBe(Number(at));
      expect(formsOf((await get(path)).html)['move']?.times).not.toContain(at);
    }
  });

  test.each([
    ['outside calling hours', () => String(Date.parse('2026-11-19T03:00:00Z'))],
    ['in the past', () => String(NOON - HOUR)],
    ['in a year', () => String(NOON + 365 * DAY)],
  ])('[P21] a time %s is refused with the times that are possible', async (_what, at) => {
    const { path, leadId, lead } = await missed();
    const { status, html } = await act(path, 'move', { at: at() });
    expect(status).toBe(409);
    expect(textOf(html)).toContain('That time is no longer available. The nearest open ones');
    expect(formsOf(html)['move']?.times.length).toBeGreaterThan(4);
    expect((await leadOf(leadId)).promise).toEqual(lead.promise);
  });

  test.each(['', 'soon', '-1', '1e3', '99999999999999999', '2027-02-29'])('[P21] “%s” isn’t a time', async (at) => {
    const { path, leadId, lead } = await missed();
    const { status, html } = await act(path, 'move', { at });
    expect(status).toBe(422);
    expect(textOf(html)).toContain(customerPageText['failed.choose'].en);
    expect(await leadOf(leadId)).toEqual(lead);
  });
});

describe('the other acts', () => {
  test('[P22] [F31] cancel closes the lead as canceled; again changes nothing', async () => {
    const { path, leadId } = await missed();
    const form = formsOf((await get(path)).html)['cancel'];
    for (let time = 0; time < 2; time += 1) expect((await post(path, form?.fields ?? {})).status).toBe(303);
    expect(await leadOf(leadId)).toMatchObject({ state: 'closed', outcome: 'cancelled' });
    expect((await historyOf(leadId)).filter((entry) => entry.startsWith('closed'))).toEqual(['closed prospect']);
    const { html } = await get(path);
    expect(formsOf(html)).toEqual({});
    expect(textOf(html)).toContain(customerPageText['withdrawn.title'].en);
  });

  test('[P23] “call me now” is an invitation for an hour, at any hour, and enters the queue', async () => {
    const { path, leadId } = await missed();
    passed = 14 * HOUR; // Midnight in New York.
    await changeLead(service.parts, leadId, { kind: 'deadline' });
    expect((await leadOf(leadId)).state).toBe('callback');
    const form = formsOf((await get(path)).html)['now'];
    for (let time = 0; time < 2; time += 1) expect((await post(path, form?.fields ?? {})).status).toBe(303);
    const lead = await leadOf(leadId);
    expect(lead.state).toBe('waiting');
    expect(lead.consents.filter((consent) => consent.now)).toMatchObject([{ at: now(), call: false }]);
    expect((await historyOf(leadId)).filter((entry) => entry === 'askedNow prospect')).toHaveLength(1);
  });

  test('[P23] it isn’t offered while the business is closed', async () => {
    const monday = [{ from: 9 * 60, to: 17 * 60 }];
    const weekly = { 1: monday, 2: [], 3: [], 4: [], 5: [], 6: [], 7: [] };
    await service.parts.campaigns.save(
      testCampaign({ id: 'mondays', formKey: 'mondays', hours: { zone: 'UTC', weekly, holidays: [] } }),
    );
    const id = `in_closed_${count}`;
    const { person, consent } = testInquiry(id, now(), tel);
    const inquiry = testInquiry(id, now(), tel, {
      campaignId: 'mondays',
      person: { ...person, email: OWN },
      consent: { ...consent, email: true },
    });
    await service.parts.inquiries.add(inquiry);
    const leadId = await attachInquiry(service.parts, inquiry);
    const path = await pagePathFor(service.parts, inquiry, OWN);
    const { html } = await get(path);
    expect(Object.keys(formsOf(html)).sort()).toEqual(['cancel', 'move', 'stop']);
    const seen = String((await leadOf(leadId)).promise?.dueAt);
    expect((await post(path, { act: 'now', seen, shownAs: 'x'.repeat(20) })).status).toBe(409);
    expect((await leadOf(leadId)).consents).toHaveLength(1);
  });

  test('[P24] an act on an outdated page changes nothing and shows the current state; the same one again is harmless', async () => {
    const { path, leadId } = await missed();
    const [first, second] = [formsOf((await get(path)).html), formsOf((await get(path)).html)];
    const at = first['move']?.times[2] ?? '';
    expect((await post(path, { ...first['move']?.fields, at })).status).toBe(303);
    expect((await post(path, { ...first['move']?.fields, at })).status).toBe(303);
    for (const name of ['move', 'cancel', 'now']) {
      const { status, html } = await post(path, { ...second[name]?.fields, at: second['move']?.times[5] ?? '' });
      expect(status).toBe(409);
      expect(textOf(html)).toContain(customerPageText['failed.changed'].en);
    }
    expect(await leadOf(leadId)).toMatchObject({ state: 'callback', promise: { dueAt: Number(at) } });
    expect((await historyOf(leadId)).filter((entry) => entry === 'movedByCustomer prospect')).toHaveLength(1);
  });

  test('[P24] of two acts at the same moment one takes effect', async () => {
    const { path, leadId } = await missed();
    const forms = formsOf((await get(path)).html);
    const [, one = '', other = ''] = forms['move']?.times ?? [];
    const results = await Promise.all([one, other].map((at) => post(path, { ...forms['move']?.fields, at })));
    expect(results.map(({ status }) => status).sort()).toEqual([303, 409]);
    expect((await historyOf(leadId)).filter((entry) => entry === 'movedByCustomer prospect')).toHaveLength(1);
  });
});

describe('withdrawing and stopping', () => {
  test('[L29] “stop contacting me” lists the number if everything from it came from this address', async () => {
    const { path, leadId } = await missed();
    const form = formsOf((await get(path)).html)['stop'];
    for (let time = 0; time < 2; time += 1) expect((await post(path, form?.fields ?? {})).status).toBe(303);
    expect(await service.parts.doNotCall.since(tel)).toBe(now());
    const entry = await service.parts.doNotCall.byId(await service.parts.doNotCall.idOf(tel));
    expect(entry?.marks).toMatchObject([{ source: 'page', by: { kind: 'prospect' }, leadId }]);
    expect(await leadOf(leadId)).toMatchObject({ state: 'closed', outcome: 'doNotCall' });
    expect(textOf((await get(path)).html)).toContain(customerPageText['withdrawn.title'].en);
  });

  test('[L29] someone who posted another’s number can’t list it, and isn’t told why', async () => {
    const earlier = await missed();
    await changeLead(service.parts, earlier.leadId, { kind: 'close', by: SYSTEM, outcome: 'won' });
    passed = HOUR;
    const { path, leadId } = await missed(STRANGER);
    expect(Object.keys(formsOf((await get(path)).html)).sort()).toEqual(['cancel', 'move', 'now', 'stop']);
    expect((await act(path, 'stop')).status).toBe(303);
    expect(await service.parts.doNotCall.since(tel)).toBeNull();
    expect(await leadOf(leadId)).toMatchObject({ state: 'closed', outcome: 'cancelled' });
    expect(textOf((await get(path)).html)).toContain(customerPageText['withdrawn.title'].en);
  });

  test.each([
    ['an inquiry from another address', () => inquire(OWN)],
    ['a call', () => inquire(undefined, { kind: 'call' })],
  ])('[F31] a stranger’s link to a lead with %s shows nothing of it and changes none of it', async (_what, first) => {
    const { leadId } = await first();
    await changeLead(service.parts, leadId, { kind: 'giveUp', why: 'noAgent' });
    const { path } = await inquire(STRANGER);
    const promise = (await leadOf(leadId)).promise;
    const { html } = await get(path);
    // As of a number that nobody knows, while no agent is free.
    expect(textOf(html)).toContain(statusText['finding.title'].en);
    expect(Object.keys(formsOf(html)).sort()).toEqual(['cancel', 'move', 'stop']);
    // What is promised to the other isn't what the page showed.
    const at = String(NOON + 2 * HOUR);
    for (const name of ['move', 'cancel', 'now']) {
      const form = { act: name, seen: String(promise?.dueAt ?? 1), at, shownAs: 'x'.repeat(20) };
      expect((await post(path, form)).status).toBe(409);
    }
    expect((await leadOf(leadId)).promise).toEqual(promise);
    for (const name of ['move', 'stop']) expect((await act(path, name, { at })).status).toBe(303);
    const lead = await leadOf(leadId);
    expect(lead.promise).toEqual(promise);
    expect(lead.state).not.toBe('closed');
    expect(await service.parts.doNotCall.since(tel)).toBeNull();
  });

  test('[F31] the page of a request that joined another’s lead is that of a listed number, and of a lead opened first by the stranger', async () => {
    const shown = async (path: string) => textOf((await get(path)).html).replaceAll(/value="[^"]*"/g, '');
    await inquire(OWN);
    const joined = await shown((await inquire(STRANGER)).path);
    count += 100;
    tel = `+1202555${String(1000 + count)}`;
    await listNumber(service.parts, { id: 'act_1', tel, at: now() - DAY, by: SYSTEM, source: 'admin' });
    const listed = await shown((await inquire(STRANGER)).path);
    count += 100;
    tel = `+1202555${String(1000 + count)}`;
    const opened = await inquire(STRANGER);
    await inquire(OWN);
    expect([listed, await shown(opened.path)]).toEqual([joined, joined]);
  });

  test('[L30] withdrawing ends what that inquiry permits; the lead goes on with the other’s', async () => {
    const { leadId } = await inquire(OWN);
    const { path, inquiry } = await inquire(STRANGER);
    for (let time = 0; time < 2; time += 1)
      expect((await post(path, { act: 'withdraw', shownAs: 'x'.repeat(20) })).status).toBe(303);
    const lead = await leadOf(leadId);
    expect(lead.state).toBe('waiting');
    const off = { call: false, now: false, text: false, email: false, withdrawnAt: now() };
    expect(lead.consents).toMatchObject([{ call: true }, { inquiryId: inquiry.id, ...off }]);
    expect((await service.parts.inquiries.byId(inquiry.id))?.consent).toMatchObject({ call: true, email: true });
    expect((await historyOf(leadId)).filter((entry) => entry.startsWith('withdrawn'))).toEqual(['withdrawn prospect']);
    expect(textOf((await get(path)).html)).toContain(customerPageText['withdrawn.title'].en);
  });

  test('[L30] a lead with nothing else closes, also one that is kept because its number is listed', async () => {
    await listNumber(service.parts, { id: `act_${count}`, tel, at: now() - DAY, by: SYSTEM, source: 'admin' });
    const { path, leadId } = await inquire(OWN);
    expect((await leadOf(leadId)).state).toBe('callback');
    expect((await act(path, 'cancel')).status).toBe(303);
    expect(await leadOf(leadId)).toMatchObject({ state: 'closed', outcome: 'cancelled' });
    expect(await service.parts.doNotCall.since(tel)).not.toBeNull();
  });

  test.each([
    ['an unknown act', { act: 'erase', shownAs: 'x'.repeat(20) }],
    ['no act', { shownAs: 'x'.repeat(20) }],
    ['an object for the act', { 'act[$ne]': 'x', shownAs: 'x'.repeat(20) }],
    ['a key that isn’t one', { act: 'stop', shownAs: '{"$gt":""}' }],
  ])('[P24] %s is refused and changes nothing', async (_what, fields) => {
    const { path, leadId, lead } = await missed();
    expect((await post(path, fields as Record<string, string>)).status).toBe(422);
    expect(await leadOf(leadId)).toEqual(lead);
  });
});

test('[F13] neither the address nor the link is logged', async () => {
  const { path } = await missed();
  await act(path, 'move');
  passed = MINUTE;
  const logged = JSON.stringify(service.logged);
  expect(logged).not.toContain(path.slice(3));
  expect(logged).not.toMatch(/maria@/);
});
