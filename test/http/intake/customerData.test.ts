/** A customer downloads and deletes everything about their number, over the whole service. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { MINUTE } from '../../../src/core/vocabulary/time.ts';
import { verifyDossier } from '../../../src/evidence/verifyDossier.ts';
import type { Dossier } from '../../../src/evidence/dossier.ts';
import { CODE_MS, CODES_PER_DAY } from '../../../src/core/law/numberProof.ts';
import type { Letter } from '../../../src/core/mail/letter.ts';
import { renderCustomerPage } from '../../../src/http/intake/CustomerPage.tsx';
import { customerDataText } from '../../../src/shared/text/customerData.ts';
import { customerPageText } from '../../../src/shared/text/customerPage.ts';
import { receiveCall } from '../../../src/usecases/calls/answerCall.ts';
import { handleCallEnd } from '../../../src/usecases/calls/settleCalls.ts';
import { provableLink } from '../../../src/usecases/customerPage/proveNumber.ts';
import { viewPage } from '../../../src/usecases/customerPage/viewPage.ts';
import { sendDueMails } from '../../../src/usecases/mail/sendMails.ts';
import { pagePathFor } from '../../../src/usecases/customerPage/pageLink.ts';
import { listNumber } from '../../../src/usecases/doNotCall/listNumber.ts';
import { attachInquiry } from '../../../src/usecases/intake/attachInquiry.ts';
import { changeLead } from '../../../src/usecases/lead/changeLead.ts';
import { workLead } from '../../../src/usecases/lead/workLead.ts';
import { resumeErasures } from '../../../src/usecases/persons/erasePerson.ts';
import { TOLL_FREE } from '../../support/calls.ts';
import { OWN, startOwnData, textOf, type OwnDataLab } from '../../support/ownData.ts';
import { testInquiry } from '../../support/world.ts';

const say = customerDataText;
let lab: OwnDataLab;
beforeAll(async () => {
  lab = await startOwnData();
});
afterAll(() => lab.stop());
beforeEach(() => lab.another());

const audit = async (what: 'dossier' | 'erasure') => (await lab.service.parts.audit.list({ what, limit: 3 })).items;
const proofs = () => lab.service.stores.connection.collection('numberProofs').countDocuments();

describe('[L82] opening the page', () => {
  test('changes nothing, sets no cookie, and isn’t kept by anyone', async () => {
    const { path, data } = await lab.inquire();
    const before = await proofs();
    expect((await lab.get(path)).html).toContain(`href="${data}?lang=en"`);
    const { html, status, headers } = await lab.get(data);
    expect(status).toBe(200);
    expect(html).toContain(say['start.title'].en);
    expect(headers.getSetCookie()).toEqual([]);
    expect(Object.fromEntries(headers)).toMatchObject({
      'cache-control': 'no-store',
      'referrer-policy': 'no-referrer',
      'x-robots-tag': 'noindex, nofollow',
    });
    expect(await proofs()).toBe(before);
    expect((await lab.get(`${data}?lang=ko`)).html).toContain(say['start.title'].ko);
  });

  test('says the same whatever is known about the number: listed, someone else’s, or new', async () => {
    const { data } = await lab.inquire();
    const fresh = await lab.get(data);
    await lab.service.parts.inquiries.add(testInquiry(`other_${lab.count()}`, lab.now(), lab.tel()));
    await attachInquiry(lab.service.parts, (await lab.service.parts.inquiries.byId(`other_${lab.count()}`))!);
    const act = {
      id: `a${lab.count()}`,
      tel: lab.tel(),
      at: lab.now(),
      by: { kind: 'prospect' },
      source: 'text',
    } as const;
    await listNumber(lab.service.parts, act);
    const known = await lab.get(data);
    expect(known.html).toBe(fresh.html);
    const [one, other] = [await lab.post(data, '', { act: 'start' }), await lab.post(data, '', { act: 'start' })];
    expect(textOf((await lab.get(data, one.cookie)).html)).toBe(textOf((await lab.get(data, other.cookie)).html));
    const texted = await lab.post(data, one.cookie, { act: 'text' });
    expect([texted.status, texted.headers.get('location')]).toEqual([303, `${data}?said=texted`]);
  });

  test('has neither the number nor the proof in a URL, and a link that never was is a 404', async () => {
    const { data } = await lab.inquire();
    const cookie = await lab.prove(data);
    const { html, headers } = await lab.get(data, cookie);
    const urls = [...html.matchAll(/(?:href|action)="([^"]*)"/g)].map(([, url]) => url ?? '');
    expect(urls.join(' ')).not.toContain(lab.tel().slice(-7));
    expect(urls.join(' ')).not.toContain(cookie.split('=')[1] ?? '-');
    expect(headers.get('location')).toBeNull();
    expect((await lab.get('/p/none/data')).status).toBe(404);
    expect((await lab.post('/p/none/data', '', { act: 'start' })).status).toBe(404);
    const started = await lab.post(data, '', { act: 'start' });
    expect(started.headers.get('set-cookie')).toMatch(/HttpOnly; SameSite=Lax/);
  });

  test('[L172] where nothing can be proved, the customer’s page says how to ask instead', async () => {
    const { path, data } = await lab.inquire();
    const ask = customerPageText['data.askPlain'].en;
    expect((await lab.get(path)).html).not.toContain(ask);
    const { phone: _none, mailer: _off, ...bare } = lab.service.parts;
    expect(await viewPage(bare, path.replace('/p/', ''))).toMatchObject({ proves: null });
    expect(await provableLink(bare, path.replace('/p/', ''))).toBeNull();
    const page = (await viewPage(bare, path.replace('/p/', '')))!;
    const shown = { token: 't', demo: false, shownAs: 'x' } as const;
    expect(renderCustomerPage({ page, language: 'en', ...shown })).toContain(ask);
    expect(renderCustomerPage({ page, language: 'ko', ...shown })).toContain(customerPageText['data.askPlain'].ko);
    // Who can prove a number, but not from this phone, learns the same.
    const { cookie } = await lab.post(data, '', { act: 'start' });
    expect((await lab.get(data, cookie)).html).toContain(say['call.neitherPlain'].en);
  });
});

describe('[L171] without a number', () => {
  const address = () => `ines${lab.count()}@example.com`;
  async function write() {
    const id = `in_${lab.count()}_${Math.random().toString(36).slice(2, 10)}`;
    const { tel: _tel, telShown: _shown, ...nobody } = testInquiry(id, lab.now(), lab.tel()).person;
    const person = { ...nobody, name: 'Ottoline', email: address() };
    const inquiry = testInquiry(id, lab.now(), lab.tel(), { person, message: 'A marimba' });
    await lab.service.parts.inquiries.add(inquiry);
    const leadId = await attachInquiry(lab.service.parts, inquiry);
    const path = await pagePathFor(lab.service.parts, inquiry, address());
    return { leadId, path, data: `${path}/data` };
  }
  const emailed = async () => {
    while (await sendDueMails(lab.service.parts, lab.mailer, 'node_1'));
    return lab.sent.filter(({ to, kind }) => to === address() && kind === 'addressCode');
  };
  const codeIn = (letter: Letter | undefined) => (letter?.kind === 'addressCode' ? letter.code : '');

  test('a code emailed to the address proves it; the copy and the erasure are of what it sent without a number', async () => {
    const { path, data, leadId } = await write();
    const numbered = await lab.inquire(address());
    expect((await lab.get(path)).html).toContain(customerPageText['data.address'].en);
    expect((await lab.get(data)).html).toContain(say['address.start.title'].en);
    const { cookie } = await lab.post(data, '', { act: 'start' });
    expect((await lab.get(data, cookie)).html).toContain(say['address.sent.title'].en);
    const [letter] = await emailed();
    expect(letter).toMatchObject({ code: expect.stringMatching(/^\d{6}$/), path: expect.stringContaining(`${data}?`) });
    expect((await lab.post(data, cookie, { act: 'code', code: 'x1' })).status).toBe(422);
    expect((await lab.post(data, cookie, { act: 'code', code: codeIn(letter) })).status).toBe(303);
    const { html: text } = await lab.post(data, cookie, { act: 'copy', format: 'json' });
    expect(verifyDossier(text).flatMap(({ problems }) => problems)).toEqual([]);
    expect((JSON.parse(text) as Dossier).body.leads.map(({ id }) => id)).toEqual([leadId]);

    const sure = (await lab.get(`${data}?sure=1`, cookie)).html;
    expect(sure).toContain(say['address.erase.sure'].en);
    expect(sure).not.toContain(say['erase.sealed'].en);
    const wrong = await lab.post(data, cookie, { act: 'erase', lastFour: 'someone@example.com' });
    expect([wrong.status, textOf(wrong.html).includes(say['address.erase.unlike'].en)]).toEqual([422, true]);
    expect((await lab.post(data, cookie, { act: 'erase', lastFour: address().toUpperCase() })).status).toBe(303);
    expect((await lab.get(data, cookie)).html).toContain(say['erased.done.title'].en);
    expect(await lab.service.parts.leads.byId(leadId)).toMatchObject({ erased: true });
    expect((await lab.service.parts.leads.byId(numbered.leadId))?.erased).toBeUndefined();
    const [last] = await audit('erasure');
    expect(last).toMatchObject({ by: 'prospect', action: 'finish', after: { leads: 1 } });
    // Nothing of the address stays with what proved it.
    const stored = JSON.stringify(await lab.service.stores.connection.collection('numberProofs').find().toArray());
    expect(stored).not.toContain(await lab.service.parts.doNotCall.idOf(`mail:${address()}`));
    expect(await emailed()).toHaveLength(1);
    const mails = await lab.service.stores.connection.collection('mails').find({ to: address() }).toArray();
    expect(mails.map(({ kind }) => kind)).not.toContain('addressCode');
  });

  test('three codes a day are sent to an address, each once; the page says when there are no more', async () => {
    const { data } = await write();
    const cookies: string[] = [];
    for (let asked = 0; asked < CODES_PER_DAY + 1; asked += 1)
      cookies.push((await lab.post(data, '', { act: 'start' })).cookie);
    const letters = await emailed();
    expect(letters).toHaveLength(CODES_PER_DAY);
    expect(new Set(letters.map(codeIn)).size).toBe(CODES_PER_DAY);
    expect((await lab.get(data, cookies.at(-1))).html).toContain(say['address.most.title'].en);
    expect((await lab.get(data, cookies[0])).html).toContain(say['address.sent.title'].en);
    // [L179] Nothing was sent for this one, so there is nothing to enter.
    const refused = await lab.post(data, cookies.at(-1) ?? '', { act: 'code', code: '123456' });
    expect([refused.status, refused.html.includes(say['code.none'].en)]).toEqual([422, true]);
    // A code is for the browser that asked for it.
    expect((await lab.post(data, cookies[1] ?? '', { act: 'code', code: codeIn(letters[0]) })).status).toBe(422);
    expect((await lab.post(data, cookies[0] ?? '', { act: 'code', code: codeIn(letters[0]) })).status).toBe(303);
  });

  test('a code that is late in the queue isn’t sent', async () => {
    const { data } = await write();
    await lab.post(data, '', { act: 'start' });
    lab.pass(CODE_MS);
    expect(await emailed()).toHaveLength(0);
  });
});

describe('[L83] a customer’s own copy', () => {
  test('is counted and downloaded, signed or to read, without what agents wrote', async () => {
    const { data, leadId } = await lab.inquire();
    const by = { kind: 'supervisor', id: 'sam' } as const;
    await changeLead(lab.service.parts, leadId, { kind: 'giveUp', why: 'noAgent' });
    await workLead(lab.service.parts, leadId, {
      kind: 'close',
      by,
      outcome: 'notInterested',
      note: 'A bassoon, surely',
    });
    const cookie = await lab.prove(data);
    expect(textOf((await lab.get(data, cookie)).html)).toContain(`${say['count.inquiries'].en} 1`);

    const { status, html: text, headers } = await lab.post(data, cookie, { act: 'copy', format: 'json' });
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

    const page = await lab.post(`${data}?lang=ko`, cookie, { act: 'copy', format: 'html' });
    expect(page.headers.get('content-type')).toMatch(/^text\/html/);
    expect(page.html).toContain('lang="ko"');
    expect(page.html).toContain('A marimba');
    expect(page.html).not.toMatch(/bassoon/i);
    expect((await audit('dossier')).slice(0, 2)).toMatchObject([{ by: 'prospect' }, { by: 'prospect' }]);
    expect(JSON.stringify(await audit('dossier'))).not.toMatch(new RegExp(`Ottoline|${lab.tel().slice(-7)}`));
  });
});

describe('[L84] a customer’s own erasure', () => {
  test('takes the last four digits of the number, and the audit log names the customer', async () => {
    const { data, path, leadId } = await lab.inquire();
    const cookie = await lab.prove(data);
    expect((await lab.get(`${data}?sure=1`, cookie)).html).toContain(say['erase.sealed'].en);
    expect((await lab.service.parts.leads.byId(leadId))?.state).not.toBe('closed');
    const wrong = await lab.post(data, cookie, { act: 'erase', lastFour: '9999' });
    expect([wrong.status, textOf(wrong.html).includes(say['erase.unlike'].en)]).toEqual([422, true]);

    expect((await lab.post(data, cookie, { act: 'erase', lastFour: lab.tel().slice(-4) })).status).toBe(303);
    expect(await lab.service.parts.leads.byId(leadId)).toMatchObject({
      state: 'closed',
      outcome: 'erased',
      erased: true,
    });
    expect((await lab.service.parts.leads.timeline(leadId)).at(-1)).toMatchObject({
      kind: 'closed',
      by: { kind: 'prospect' },
    });
    const [last] = await audit('erasure');
    expect(last).toMatchObject({ by: 'prospect', action: 'finish', after: { leads: 1, sealed: expect.any(Number) } });
    expect((await lab.get(path)).status).toBe(404);
  });

  test('keeps nothing of a number whose country doesn’t require it', async () => {
    const { data } = await lab.inquire(OWN, 'KR');
    const cookie = await lab.prove(data);
    expect((await lab.get(`${data}?sure=1`, cookie)).html).not.toContain(say['erase.sealed'].en);
    await lab.post(data, cookie, { act: 'erase', lastFour: lab.tel().slice(-4) });
    const [last] = await audit('erasure');
    expect(last?.after).not.toHaveProperty('sealed');
    const begun = (await audit('erasure')).find(({ action }) => action === 'begin');
    expect(begun?.after).toMatchObject({ keeps: 'nothing' });
  });

  test('[L85] tells that browser how it is doing, though the link has ended, several times the same', async () => {
    const { data } = await lab.inquire();
    const cookie = await lab.prove(data);
    const answers = [1, 2, 3].map(async () => {
      const { status } = await lab.post(data, cookie, { act: 'erase', lastFour: lab.tel().slice(-4) });
      return [status, (await lab.get(data, cookie)).html.includes(say['erased.done.title'].en)];
    });
    expect(await Promise.all(answers)).toEqual([1, 2, 3].map(() => [303, true]));
    expect((await lab.post(data, cookie, { act: 'erase', lastFour: lab.tel().slice(-4) })).status).toBe(303);
    // Nobody else learns of it.
    expect((await lab.get(data)).status).toBe(404);
    const stored = lab.service.stores.connection.collection('numberProofs').find({ numberId: { $exists: true } });
    expect(JSON.stringify(await stored.toArray())).not.toContain(await lab.service.parts.doNotCall.idOf(lab.tel()));
  });

  test('[L85] waits for a call that is still ending, and says so', async () => {
    const { data, leadId } = await lab.inquire();
    const cookie = await lab.prove(data);
    const sid = `CA_live_${lab.count()}`;
    const rung = await receiveCall(lab.service.parts, { sid, from: lab.tel(), to: TOLL_FREE });
    expect(rung?.call.place).toBe('line');
    await lab.post(data, cookie, { act: 'erase', lastFour: lab.tel().slice(-4) });
    expect((await lab.get(data, cookie)).html).toContain(say['erased.running.title'].en);
    await handleCallEnd(lab.service.parts, sid, 'completed', 9);
    lab.pass(MINUTE);
    await resumeErasures(lab.service.parts);
    expect((await lab.get(data, cookie)).html).toContain(say['erased.done.title'].en);
    expect(await lab.service.parts.leads.byId(leadId)).toMatchObject({ erased: true });
  });
});

test('[L83] [L84] the log has nothing about anyone', () => {
  expect(JSON.stringify(lab.service.logged)).not.toMatch(/Ottoline|marimba|5552\d\d\d/);
});
