/**
 * How a form was submitted never causes a refusal: on the form’s page, at the public API, and at the API with a key.
 */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Inquiry } from '../../../src/ports/inquiries.ts';
import type { NewKey } from '../../../src/shared/admin.ts';
import type { LeadList, Receipt } from '../../../src/shared/api.ts';
import type { DeskLead } from '../../../src/shared/desk.ts';
import { startService, type Service } from '../../support/service.ts';
import { koreanWords, words } from '../../support/words.ts';

let service: Service;
let token = '';
beforeAll(async () => {
  service = await startService({ env: { INTAKE_LIMIT_PER_MINUTE: '100000' } });
  const admin = await service.signIn('admin@demo.test');
  const made = await admin.send('POST', '/api/admin/keys', { name: 'Shop', scopes: ['leads:create'] });
  ({ token } = (await made.json()) as NewKey);
});
afterAll(() => service.close());

let line = 1000;
const person = () => ({ name: 'Maria', phone: `+1 202 555 ${(line += 1)}` });
const post = (path: string, body: unknown, headers: Record<string, string> = {}) =>
  fetch(service.url + path, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });

type Taken = { readonly notes: Receipt['notes']; readonly inquiry: Inquiry };
const DOORS: readonly (readonly [string, (frame: Record<string, unknown>) => Promise<Taken>])[] = [
  [
    'the public door',
    async (frame) => takenBy(await post('/api/forms/demo/leads', { ...person(), consent: { call: true }, ...frame })),
  ],
  [
    'the door with a key',
    async (frame) =>
      takenBy(
        await post(
          '/api/leads',
          { ...person(), formKey: 'demo', consent: { call: true, wording: 'Call me.' }, ...frame },
          { authorization: `Bearer ${token}` },
        ),
      ),
  ],
];

async function takenBy(answer: Response): Promise<Taken> {
  expect(answer.status).toBe(201);
  const { receiptId, notes } = (await answer.json()) as Receipt;
  const inquiry = await service.parts.inquiries.byReceipt(receiptId);
  if (!inquiry) throw new Error('nothing was stored');
  return { notes, inquiry };
}

test.each(DOORS)(
  '[F22] at %s odd tags and pages are cut or left out, the answer says which, the lead is taken',
  async (_door, send) => {
    const { notes, inquiry } = await send({
      page: 'about:srcdoc',
      utm: {
        Source: 'letter',
        source: 'second',
        gad_source1: '1',
        'click.id': 'x',
        term: 'x'.repeat(500),
        content: 5,
        medium: '',
        ['k'.repeat(300)]: 'x',
        constructor: 'x',
      },
    });
    expect(inquiry.source).toEqual({ utm: { source: 'letter', gad_source1: '1', term: 'x'.repeat(200) } });
    expect(notes).toMatchObject({
      page: words.form('note.dropped'),
      'utm.click.id': words.form('note.dropped'),
      'utm.source': words.form('note.dropped'),
      'utm.content': words.form('note.dropped'),
      'utm.constructor': words.form('note.dropped'),
      'utm.term': words.form('note.cut', { limit: 200 }),
    });
    expect(Object.keys(notes ?? {})).toHaveLength(7);
  },
);

test.each(DOORS)('[F22] at %s nothing about how a form came refuses the person', async (_door, send) => {
  for (const frame of [
    ...['capacitor://localhost/form', 'file:///C:/form.html', 'javascript:alert(1)', '//evil.example', 5, [], {}].map(
      (page) => ({ page }),
    ),
    ...['text', 5, [], ['a'], true].map((utm) => ({ utm })),
    ...['fr', 'english', 7, {}].map((language) => ({ language })),
    ...['Mars/Phobos', 'UTC', 'x'.repeat(200), 9, {}].map((timeZone) => ({ timeZone })),
    ...['yesterday', -1, 1.5, 9e15, {}].map((shownAt) => ({ shownAt })),
  ]) {
    const [name = ''] = Object.keys(frame);
    const { notes, inquiry } = await send(frame);
    expect([frame, notes]).toEqual([frame, { [name]: words.form('note.dropped') }].slice(0, 2));
    expect(inquiry.source).toEqual({});
    expect(inquiry.spamReasons).toEqual([]);
  }
});

test.each(DOORS)(
  '[F22] at %s a long page is shortened, many tags are kept as far as there is room, and what fits isn’t mentioned',
  async (_door, send) => {
    const long = await send({ page: `https://shop.example/${'x'.repeat(5000)}` });
    expect(long.inquiry.source.page).toHaveLength(2000);
    expect(long.notes).toEqual({ page: words.form('note.cut', { limit: 2000 }) });
    const utm = Object.fromEntries(Array.from({ length: 200 }, (_, n) => [`tag${n}`, 'x']));
    const many = await send({ utm });
    expect(Object.keys(many.inquiry.source.utm ?? {})).toHaveLength(20);
    expect(many.notes).toEqual({ utm: words.form('note.tooMany', { most: 20 }) });
    const odd = await send({ utm: Object.fromEntries(Array.from({ length: 500 }, (_, n) => [`Ü${n}`, 'x'])) });
    expect(Object.keys(odd.notes ?? {})).toHaveLength(20);
    const good = await send({ page: 'https://shop.example/', utm: { source: 'letter' }, language: 'en-US' });
    expect(good.notes).toBeUndefined();
    expect(good.inquiry.person.language).toBe('en');
  },
);

test('[F22] notes are in the language of the form, and a repeat gets them again', async () => {
  const body = { ...person(), consent: { call: true }, language: 'ko', page: 'about:blank' };
  const send = () => post('/api/forms/demo/leads', body, { 'idempotency-key': 'frame-1' });
  const first = (await (await send()).json()) as Receipt;
  expect(first.notes).toEqual({ page: koreanWords.form('note.dropped') });
  const again = await send();
  expect(again.status).toBe(200);
  expect(await again.json()).toEqual(first);
});

test('[F22] the form takes the same: by its address, and as it is sent', async () => {
  const shown = await (await fetch(`${service.url}/f/demo?UTM_Source=Letter&utm_click.id=x&utm_gad1=2`)).text();
  expect(shown).toContain('name="utm.source" value="Letter"');
  expect(shown).toContain('name="utm.gad1"');
  expect(shown).not.toContain('click.id');
  const fields = {
    ...person(),
    'consent.call': 'yes',
    page: 'about:srcdoc',
    'utm.Term': 'x'.repeat(300),
    'utm.Ü': 'x',
  };
  const more = { language: 'fr', timeZone: 'Mars/Phobos', shownAt: 'soon' };
  const answer = await fetch(`${service.url}/f/demo`, {
    method: 'POST',
    redirect: 'manual',
    body: new URLSearchParams({ ...fields, ...more }),
  });
  expect(answer.status).toBe(303);
  const inquiry = await service.parts.inquiries.byReceipt(answer.headers.get('location')?.split('/').at(-1) ?? '');
  expect(inquiry?.source).toEqual({ page: '/f/demo', utm: { term: 'x'.repeat(200) } });
});

test('[F34] [V89] a click, a site before and a first page in the form’s URL come with the inquiry to the lead', async () => {
  const click = 'Cj0KCQ'.padEnd(300, 'x');
  const query = `utm_source=Ads&gclid=${click}&fbclid=${'x'.repeat(600)}&referrer=www.google.com&landing=/solar?m=a@b.c`;
  const shown = await (await fetch(`${service.url}/f/demo?${query}`)).text();
  const hidden = [...shown.matchAll(/name="(utm\.[^"]+)" value="([^"]*)"/g)].map(([, name = '', value = '']) => [
    name,
    value,
  ]);
  const body = new URLSearchParams({ ...person(), 'consent.call': 'yes', ...Object.fromEntries(hidden) });
  const answer = await fetch(`${service.url}/f/demo`, { method: 'POST', redirect: 'manual', body });
  expect(answer.status).toBe(303);
  const inquiry = await service.parts.inquiries.byReceipt(answer.headers.get('location')?.split('/').at(-1) ?? '');
  const source = { page: '/f/demo', referrer: 'google.com', landing: '/solar', utm: { source: 'Ads', gclid: click } };
  expect(inquiry?.source).toEqual(source);

  const sam = await service.signIn('sam@demo.test');
  const leadId = inquiry?.leadId ?? '';
  await sam.send('POST', `/api/leads/${leadId}/close`, { outcome: 'notInterested' });
  // The person’s next lead knows what brought them first.
  const again = { phone: inquiry?.person.tel, name: 'Maria', consent: { call: true }, utm: { source: 'letter' } };
  const next = (await (await post('/api/forms/demo/leads', again)).json()) as Receipt;
  const later = await service.parts.inquiries.byReceipt(next.receiptId);
  expect(later?.leadId).not.toBe(leadId);
  const lead = (await (await sam.get(`/api/leads/${later?.leadId}`)).json()) as DeskLead;
  expect(lead.touches).toMatchObject({
    first: { source: 'ads', referrer: 'google.com', landing: '/solar', clicks: [['gclid', click]] },
    last: { source: 'letter', clicks: [] },
  });
  const { leads } = (await (await sam.get(`/api/leads?receipt=${next.receiptId}`)).json()) as LeadList;
  expect(leads).toMatchObject([{ source: 'api', firstSource: 'ads', lastSource: 'letter' }]);
});

test('[F22] what the person wrote is still reported if it doesn’t fit, and the notes are published', async () => {
  const refused = await post('/api/forms/demo/leads', {
    name: '',
    phone: 'x',
    consent: { call: true },
    page: 'about:blank',
  });
  expect(refused.status).toBe(422);
  const { fields } = (await refused.json()) as { fields: object };
  expect(Object.keys(fields).sort()).toEqual(['name', 'phone']);
  const submit = service.app.published.find(({ path }) => path === '/api/forms/:formKey/leads');
  expect(JSON.stringify(submit?.responses)).toContain('"notes"');
});
