/** A customer downloads and deletes everything about their number, over the whole service. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { MINUTE } from '../../../src/core/vocabulary/time.ts';
import { verifyDossier } from '../../../src/evidence/verifyDossier.ts';
import type { Dossier } from '../../../src/evidence/dossier.ts';
import { CODE_MS, CODES_PER_DAY, MOST_OF_LINK, MOST_TRIES, PROVEN_MS } from '../../../src/core/law/numberProof.ts';
import type { Letter } from '../../../src/core/mail/letter.ts';
import { renderCustomerPage } from '../../../src/http/intake/CustomerPage.tsx';
import { customerDataText } from '../../../src/shared/text/customerData.ts';
import { customerPageText } from '../../../src/shared/text/customerPage.ts';
import { handleKeys, receiveCall } from '../../../src/usecases/calls/answerCall.ts';
import { handleCallEnd } from '../../../src/usecases/calls/settleCalls.ts';
import { spokenCode } from '../../../src/usecases/customerPage/codes.ts';
import { provableLink } from '../../../src/usecases/customerPage/proveNumber.ts';
import { viewPage } from '../../../src/usecases/customerPage/viewPage.ts';
import { sendDueMails } from '../../../src/usecases/mail/sendMails.ts';
import { pagePathFor } from '../../../src/usecases/customerPage/pageLink.ts';
import { listNumber } from '../../../src/usecases/doNotCall/listNumber.ts';
import { attachInquiry } from '../../../src/usecases/intake/attachInquiry.ts';
import { changeLead } from '../../../src/usecases/lead/changeLead.ts';
import { workLead } from '../../../src/usecases/lead/workLead.ts';
import { resumeErasures } from '../../../src/usecases/persons/erasePerson.ts';
import { TEST_FLOW, TOLL_FREE } from '../../support/calls.ts';
import { NOON } from '../../support/leads.ts';
import { fakePhone } from '../../support/phone.ts';
import { cookieOf, startService, type Service } from '../../support/service.ts';
import { testCampaign, testInquiry } from '../../support/world.ts';

const OWN = 'maria@example.com';
const say = customerDataText;

const sent: Letter[] = [];
const mailer = {
  send: (letter: Letter) => {
    sent.push(letter);
    return Promise.resolve({ ok: true } as const);
  },
  counts: () => ({}),
};

let service: Service;
let passed = 0;
let count = 0;
let tel = '';
const now = () => NOON + passed;

beforeAll(async () => {
  const phone = fakePhone({ sendText: () => Promise.resolve({ kind: 'sent' }) });
  service = await startService({
    seed: false,
    env: { INTAKE_LIMIT_PER_MINUTE: '100000' },
    replace: () => ({ clock: { now, offset: () => 0 }, phone, mailer }),
  });
  await service.parts.campaigns.save(
    testCampaign({ calls: { ...TEST_FLOW, numbers: [TOLL_FREE], languages: ['en'], questions: [] } }),
  );
});
afterAll(() => service.close());
beforeEach(() => {
  passed = 0;
  count += 1;
  tel = `+1202555${String(2000 + count)}`;
});

async function inquire(email = OWN, country = 'US') {
  const id = `in_${count}_${Math.random().toString(36).slice(2, 10)}`;
  const { person, consent } = testInquiry(id, now(), tel);
  const inquiry = testInquiry(id, now(), tel, {
    person: { ...person, name: 'Ottoline', email, telCountry: country, telType: 'FIXED_LINE_OR_MOBILE' },
    consent: { ...consent, email: true },
    message: 'A marimba',
  });
  await service.parts.inquiries.add(inquiry);
  const leadId = await attachInquiry(service.parts, inquiry);
  const path = await pagePathFor(service.parts, inquiry, email);
  return { leadId, path, data: `${path}/data` };
}

interface Answer {
  readonly status: number;
  readonly html: string;
  readonly headers: Headers;
  readonly cookie: string;
}

async function get(path: string, cookie = '', init: RequestInit = {}): Promise<Answer> {
  const headers = { ...(cookie !== '' && { cookie }), ...(init.headers as Record<string, string>) };
  const response = await fetch(service.url + path, { redirect: 'manual', ...init, headers });
  return {
    status: response.status,
    html: await response.text(),
    headers: response.headers,
    cookie: cookieOf(response),
  };
}

const post = (path: string, cookie: string, fields: Record<string, string>) =>
  get(path, cookie, {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams(fields).toString(),
  });

/** What the caller of an attested call from the number hears as the code. */
async function hear(from = tel): Promise<string> {
  const sid = `CA_${count}_${Math.random().toString(36).slice(2, 8)}`;
  const answer = await receiveCall(service.parts, { sid, from, to: TOLL_FREE, isAttested: true });
  if (answer?.call.place !== 'code') throw new Error(`no code is offered, but ${answer?.call.place}`);
  await handleKeys(service.parts, sid, { step: answer.call.step, keys: '1', where: 'call' });
  await handleCallEnd(service.parts, sid, 'completed', 3);
  return spokenCode(service.parts, { id: sid });
}

/** A browser that proved the number. */
async function prove(data: string): Promise<string> {
  const { cookie, status } = await post(data, '', { act: 'start' });
  expect(status).toBe(303);
  const entered = await post(data, cookie, { act: 'code', code: await hear() });
  expect({ status: entered.status, to: entered.headers.get('location') }).toEqual({ status: 303, to: data });
  return cookie;
}

const audit = async (what: 'dossier' | 'erasure') => (await service.parts.audit.list({ what, limit: 3 })).items;
const textOf = (html: string) => html.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ');
const proofs = () => service.stores.connection.collection('numberProofs').countDocuments();

describe('[L82] opening the page', () => {
  test('changes nothing, sets no cookie, and isn’t kept by anyone', async () => {
    const { path, data } = await inquire();
    const before = await proofs();
    expect((await get(path)).html).toContain(`href="${data}?lang=en"`);
    const { html, status, headers } = await get(data);
    expect(status).toBe(200);
    expect(html).toContain(say['start.title'].en);
    expect(headers.getSetCookie()).toEqual([]);
    expect(Object.fromEntries(headers)).toMatchObject({
      'cache-control': 'no-store',
      'referrer-policy': 'no-referrer',
      'x-robots-tag': 'noindex, nofollow',
    });
    expect(await proofs()).toBe(before);
    expect((await get(`${data}?lang=ko`)).html).toContain(say['start.title'].ko);
  });

  test('says the same whatever is known about the number: listed, someone else’s, or new', async () => {
    const { data } = await inquire();
    const fresh = await get(data);
    await service.parts.inquiries.add(testInquiry(`other_${count}`, now(), tel));
    await attachInquiry(service.parts, (await service.parts.inquiries.byId(`other_${count}`))!);
    const act = { id: `a${count}`, tel, at: now(), by: { kind: 'prospect' }, source: 'text' } as const;
    await listNumber(service.parts, act);
    const known = await get(data);
    expect(known.html).toBe(fresh.html);
    const [one, other] = [await post(data, '', { act: 'start' }), await post(data, '', { act: 'start' })];
    expect(textOf((await get(data, one.cookie)).html)).toBe(textOf((await get(data, other.cookie)).html));
    const texted = await post(data, one.cookie, { act: 'text' });
    expect([texted.status, texted.headers.get('location')]).toEqual([303, `${data}?said=texted`]);
  });

  test('has neither the number nor the proof in a URL, and a link that never was is a 404', async () => {
    const { data } = await inquire();
    const cookie = await prove(data);
    const { html, headers } = await get(data, cookie);
    const urls = [...html.matchAll(/(?:href|action)="([^"]*)"/g)].map(([, url]) => url ?? '');
    expect(urls.join(' ')).not.toContain(tel.slice(-7));
    expect(urls.join(' ')).not.toContain(cookie.split('=')[1] ?? '-');
    expect(headers.get('location')).toBeNull();
    expect((await get('/p/none/data')).status).toBe(404);
    expect((await post('/p/none/data', '', { act: 'start' })).status).toBe(404);
    const started = await post(data, '', { act: 'start' });
    expect(started.headers.get('set-cookie')).toMatch(/HttpOnly; SameSite=Lax/);
  });

  test('[L172] where nothing can be proved, the customer’s page says how to ask instead', async () => {
    const { path, data } = await inquire();
    const ask = customerPageText['data.askPlain'].en;
    expect((await get(path)).html).not.toContain(ask);
    const { phone: _none, mailer: _off, ...bare } = service.parts;
    expect(await viewPage(bare, path.replace('/p/', ''))).toMatchObject({ proves: null });
    expect(await provableLink(bare, path.replace('/p/', ''))).toBeNull();
    const page = (await viewPage(bare, path.replace('/p/', '')))!;
    const shown = { token: 't', demo: false, shownAs: 'x' } as const;
    expect(renderCustomerPage({ page, language: 'en', ...shown })).toContain(ask);
    expect(renderCustomerPage({ page, language: 'ko', ...shown })).toContain(customerPageText['data.askPlain'].ko);
    // Who can prove a number, but not from this phone, learns the same.
    const { cookie } = await post(data, '', { act: 'start' });
    expect((await get(data, cookie)).html).toContain(say['call.neitherPlain'].en);
  });
});

describe('[L171] without a number', () => {
  const address = () => `ines${count}@example.com`;
  async function write() {
    const id = `in_${count}_${Math.random().toString(36).slice(2, 10)}`;
    const { tel: _tel, telShown: _shown, ...nobody } = testInquiry(id, now(), tel).person;
    const person = { ...nobody, name: 'Ottoline', email: address() };
    const inquiry = testInquiry(id, now(), tel, { person, message: 'A marimba' });
    await service.parts.inquiries.add(inquiry);
    const leadId = await attachInquiry(service.parts, inquiry);
    const path = await pagePathFor(service.parts, inquiry, address());
    return { leadId, path, data: `${path}/data` };
  }
  const emailed = async () => {
    while (await sendDueMails(service.parts, mailer, 'node_1'));
    return sent.filter(({ to, kind }) => to === address() && kind === 'addressCode');
  };
  const codeIn = (letter: Letter | undefined) => (letter?.kind === 'addressCode' ? letter.code : '');

  test('a code emailed to the address proves it; the copy and the erasure are of what it sent without a number', async () => {
    const { path, data, leadId } = await write();
    const numbered = await inquire(address());
    expect((await get(path)).html).toContain(customerPageText['data.address'].en);
    expect((await get(data)).html).toContain(say['address.start.title'].en);
    const { cookie } = await post(data, '', { act: 'start' });
    expect((await get(data, cookie)).html).toContain(say['address.sent.title'].en);
    const [letter] = await emailed();
    expect(letter).toMatchObject({ code: expect.stringMatching(/^\d{6}$/), path: expect.stringContaining(`${data}?`) });
    expect((await post(data, cookie, { act: 'code', code: 'x1' })).status).toBe(422);
    expect((await post(data, cookie, { act: 'code', code: codeIn(letter) })).status).toBe(303);
    const { html: text } = await post(data, cookie, { act: 'copy', format: 'json' });
    expect(verifyDossier(text).flatMap(({ problems }) => problems)).toEqual([]);
    expect((JSON.parse(text) as Dossier).body.leads.map(({ id }) => id)).toEqual([leadId]);

    const sure = (await get(`${data}?sure=1`, cookie)).html;
    expect(sure).toContain(say['address.erase.sure'].en);
    expect(sure).not.toContain(say['erase.sealed'].en);
    const wrong = await post(data, cookie, { act: 'erase', lastFour: 'someone@example.com' });
    expect([wrong.status, textOf(wrong.html).includes(say['address.erase.unlike'].en)]).toEqual([422, true]);
    expect((await post(data, cookie, { act: 'erase', lastFour: address().toUpperCase() })).status).toBe(303);
    expect((await get(data, cookie)).html).toContain(say['erased.done.title'].en);
    expect(await service.parts.leads.byId(leadId)).toMatchObject({ erased: true });
    expect((await service.parts.leads.byId(numbered.leadId))?.erased).toBeUndefined();
    const [last] = await audit('erasure');
    expect(last).toMatchObject({ by: 'prospect', action: 'finish', after: { leads: 1 } });
    // Nothing of the address stays with what proved it.
    const stored = JSON.stringify(await service.stores.connection.collection('numberProofs').find().toArray());
    expect(stored).not.toContain(await service.parts.doNotCall.idOf(`mail:${address()}`));
    expect(await emailed()).toHaveLength(1);
    const mails = await service.stores.connection.collection('mails').find({ to: address() }).toArray();
    expect(mails.map(({ kind }) => kind)).not.toContain('addressCode');
  });

  test('three codes a day are sent to an address, each once; the page says when there are no more', async () => {
    const { data } = await write();
    const cookies: string[] = [];
    for (let asked = 0; asked < CODES_PER_DAY + 1; asked += 1)
      cookies.push((await post(data, '', { act: 'start' })).cookie);
    const letters = await emailed();
    expect(letters).toHaveLength(CODES_PER_DAY);
    expect(new Set(letters.map(codeIn)).size).toBe(CODES_PER_DAY);
    expect((await get(data, cookies.at(-1))).html).toContain(say['address.most.title'].en);
    expect((await get(data, cookies[0])).html).toContain(say['address.sent.title'].en);
    // [L179] Nothing was sent for this one, so there is nothing to enter.
    const refused = await post(data, cookies.at(-1) ?? '', { act: 'code', code: '123456' });
    expect([refused.status, refused.html.includes(say['code.none'].en)]).toEqual([422, true]);
    // A code is for the browser that asked for it.
    expect((await post(data, cookies[1] ?? '', { act: 'code', code: codeIn(letters[0]) })).status).toBe(422);
    expect((await post(data, cookies[0] ?? '', { act: 'code', code: codeIn(letters[0]) })).status).toBe(303);
  });

  test('a code that is late in the queue isn’t sent', async () => {
    const { data } = await write();
    await post(data, '', { act: 'start' });
    passed += CODE_MS;
    expect(await emailed()).toHaveLength(0);
  });
});

describe('[L80] without the code', () => {
  test('[L86] nothing is shown, downloaded or erased, what isn’t a button is told so, and it can be guessed five times', async () => {
    const { data, leadId } = await inquire();
    const { cookie } = await post(data, '', { act: 'start' });
    const code = await hear();
    const acts: readonly (readonly [keyof typeof say, Record<string, string>])[] = [
      ['over', { act: 'copy' }],
      ['over', { act: 'erase', lastFour: tel.slice(-4) }],
      ['code.none', { act: 'code' }],
      ['unclear', { act: 'x' }],
      ['unclear', { code }],
    ];
    for (const [said, fields] of acts) {
      const { status, html } = await post(data, '', fields);
      expect([fields, status, html.includes(say[said].en as string)]).toEqual([fields, 422, true]);
      expect(html).not.toMatch(/Ottoline|marimba/);
    }
    for (let guess = 1; guess <= MOST_TRIES; guess += 1) {
      const { status, html } = await post(data, cookie, { act: 'code', code: code === '000000' ? '1' : '000000' });
      expect(status).toBe(422);
      if (guess < MOST_TRIES) expect(textOf(html)).toContain(guess === MOST_TRIES - 1 ? 'One attempt' : 'attempts');
      else expect(html).toContain(say['spent.title'].en);
    }
    expect((await post(data, cookie, { act: 'code', code })).status).toBe(422);
    expect((await service.parts.leads.byId(leadId))?.erased).toBeUndefined();
  });

  test('[L195] whoever asks often, with this link or others, keeps no code from a browser that waits', async () => {
    const { data } = await inquire();
    const start = (path: string, cookie = '') => post(path, cookie, { act: 'start' });
    const { cookie } = await start(data);
    const statuses: number[] = [];
    for (let asked = 0; asked < MOST_OF_LINK + 2; asked += 1) {
      passed += 1;
      statuses.push((await start(data)).status);
    }
    expect(statuses).toEqual([303, 303, 429, 429, 429]);
    // Another link has its own places.
    const other = await inquire('stranger@example.com');
    expect((await Promise.all([1, 2, 3, 4, 5, 6].map(() => start(other.data)))).map((one) => one.status)).toContain(
      303,
    );
    passed += 2 * MINUTE;
    const refused = await start(data);
    expect(textOf(refused.html)).toContain('Try again in 28 minutes.');
    expect(refused.headers.getSetCookie()).toEqual([]);
    expect(textOf((await start(`${data}?lang=ko`)).html)).toContain('28분 후에');
    // Asking again in a browser that waits takes no place.
    expect((await start(data, cookie)).status).toBe(303);
    expect((await post(data, cookie, { act: 'code', code: await hear() })).status).toBe(303);
    expect((await start(data)).status).toBe(303);
  });

  test('[L179] how many attempts are left doesn’t tell whether the number got a code', async () => {
    const entering = async (hasCode: boolean) => {
      count += 1;
      tel = `+1202555${String(2000 + count)}`;
      const { data } = await inquire();
      const { cookie } = await post(data, '', { act: 'start' });
      if (hasCode) await hear();
      const pages: (readonly [number, string])[] = [];
      for (let guess = 0; guess <= MOST_TRIES; guess += 1) {
        const { status, html } = await post(data, cookie, { act: 'code', code: '1' });
        pages.push([status, textOf(html).replaceAll(`ending in ${tel.slice(-2)}`, 'ending')]);
      }
      return pages;
    };
    const without = await entering(false);
    expect(without[0]?.[1]).toContain(`${MOST_TRIES - 1} attempts are left`);
    expect(without[0]?.[1]).toContain('If you have no code yet, get one first');
    expect(await entering(true)).toEqual(without);
  });

  test('a code proves its own page only, for a quarter of an hour', async () => {
    const { data } = await inquire();
    const cookie = await prove(data);
    const stranger = await inquire('stranger@example.com');
    expect((await get(stranger.data, cookie)).html).toContain(say['start.title'].en);
    expect((await post(stranger.data, cookie, { act: 'copy' })).status).toBe(422);
    passed += PROVEN_MS;
    expect((await post(data, cookie, { act: 'copy' })).status).toBe(422);
    expect((await get(data, cookie)).html).toContain(say['start.title'].en);
  });
});

describe('[L83] a customer’s own copy', () => {
  test('is counted and downloaded, signed or to read, without what agents wrote', async () => {
    const { data, leadId } = await inquire();
    const by = { kind: 'supervisor', id: 'sam' } as const;
    await changeLead(service.parts, leadId, { kind: 'giveUp', why: 'noAgent' });
    await workLead(service.parts, leadId, { kind: 'close', by, outcome: 'notInterested', note: 'A bassoon, surely' });
    const cookie = await prove(data);
    expect(textOf((await get(data, cookie)).html)).toContain(`${say['count.inquiries'].en} 1`);

    const { status, html: text, headers } = await post(data, cookie, { act: 'copy', format: 'json' });
    expect(status).toBe(200);
    expect(headers.get('content-disposition')).toMatch(/^attachment; filename="dossier-[\d-]+\.json"$/);
    expect(verifyDossier(text).flatMap(({ problems }) => problems)).toEqual([]);
    const { body } = JSON.parse(text) as Dossier;
    expect(body.exportedBy).toBe('prospect');
    expect(body.inquiries[0]?.certificate.fields).toMatchObject({ message: 'A marimba', person: { name: 'Ottoline' } });
    expect(text).not.toMatch(/bassoon/i);
    expect(body.leads[0]).toMatchObject({ id: leadId, decisions: [] });
    expect(body.campaigns.map(({ script }) => script)).toEqual(['']);
    expect(body.notProved.at(-1)).toMatch(/agents wrote/);

    const page = await post(`${data}?lang=ko`, cookie, { act: 'copy', format: 'html' });
    expect(page.headers.get('content-type')).toMatch(/^text\/html/);
    expect(page.html).toContain('lang="ko"');
    expect(page.html).toContain('A marimba');
    expect(page.html).not.toMatch(/bassoon/i);
    expect((await audit('dossier')).slice(0, 2)).toMatchObject([{ by: 'prospect' }, { by: 'prospect' }]);
    expect(JSON.stringify(await audit('dossier'))).not.toMatch(/Ottoline|5552/);
  });
});

describe('[L84] a customer’s own erasure', () => {
  test('takes the last four digits of the number, and the audit log names the customer', async () => {
    const { data, path, leadId } = await inquire();
    const cookie = await prove(data);
    expect((await get(`${data}?sure=1`, cookie)).html).toContain(say['erase.sealed'].en);
    expect((await service.parts.leads.byId(leadId))?.state).not.toBe('closed');
    const wrong = await post(data, cookie, { act: 'erase', lastFour: '9999' });
    expect([wrong.status, textOf(wrong.html).includes(say['erase.unlike'].en)]).toEqual([422, true]);

    expect((await post(data, cookie, { act: 'erase', lastFour: tel.slice(-4) })).status).toBe(303);
    expect(await service.parts.leads.byId(leadId)).toMatchObject({ state: 'closed', outcome: 'erased', erased: true });
    expect((await service.parts.leads.timeline(leadId)).at(-1)).toMatchObject({
      kind: 'closed',
      by: { kind: 'prospect' },
    });
    const [last] = await audit('erasure');
    expect(last).toMatchObject({ by: 'prospect', action: 'finish', after: { leads: 1, sealed: expect.any(Number) } });
    expect((await get(path)).status).toBe(404);
  });

  test('keeps nothing of a number whose country doesn’t require it', async () => {
    const { data } = await inquire(OWN, 'KR');
    const cookie = await prove(data);
    expect((await get(`${data}?sure=1`, cookie)).html).not.toContain(say['erase.sealed'].en);
    await post(data, cookie, { act: 'erase', lastFour: tel.slice(-4) });
    const [last] = await audit('erasure');
    expect(last?.after).not.toHaveProperty('sealed');
    const begun = (await audit('erasure')).find(({ action }) => action === 'begin');
    expect(begun?.after).toMatchObject({ keeps: 'nothing' });
  });

  test('[L85] tells that browser how it is doing, though the link has ended, several times the same', async () => {
    const { data } = await inquire();
    const cookie = await prove(data);
    const answers = [1, 2, 3].map(async () => {
      const { status } = await post(data, cookie, { act: 'erase', lastFour: tel.slice(-4) });
      return [status, (await get(data, cookie)).html.includes(say['erased.done.title'].en)];
    });
    expect(await Promise.all(answers)).toEqual([1, 2, 3].map(() => [303, true]));
    expect((await post(data, cookie, { act: 'erase', lastFour: tel.slice(-4) })).status).toBe(303);
    // Nobody else learns of it.
    expect((await get(data)).status).toBe(404);
    const stored = service.stores.connection.collection('numberProofs').find({ numberId: { $exists: true } });
    expect(JSON.stringify(await stored.toArray())).not.toContain(await service.parts.doNotCall.idOf(tel));
  });

  test('[L85] waits for a call that is still ending, and says so', async () => {
    const { data, leadId } = await inquire();
    const cookie = await prove(data);
    const sid = `CA_live_${count}`;
    const rung = await receiveCall(service.parts, { sid, from: tel, to: TOLL_FREE });
    expect(rung?.call.place).toBe('line');
    await post(data, cookie, { act: 'erase', lastFour: tel.slice(-4) });
    expect((await get(data, cookie)).html).toContain(say['erased.running.title'].en);
    await handleCallEnd(service.parts, sid, 'completed', 9);
    passed += MINUTE;
    await resumeErasures(service.parts);
    expect((await get(data, cookie)).html).toContain(say['erased.done.title'].en);
    expect(await service.parts.leads.byId(leadId)).toMatchObject({ erased: true });
  });
});

test('[L83] [L84] the log has nothing about anyone', () => {
  expect(JSON.stringify(service.logged)).not.toMatch(/Ottoline|marimba|5552\d\d\d/);
});
