/** Invisible characters, at the endpoints of visitors, programs, administrators and agents. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Instruction } from '../../../src/core/call/hearing.ts';
import { DEMO_CAMPAIGN } from '../../../src/demo/campaign.ts';
import { readNumber } from '../../../src/intake/numbers.ts';
import { laterTwiml, twimlOf } from '../../../src/http/calls/twilio/twiml.ts';
import { createOneTimeLink } from '../../../src/usecases/admin/createOneTimeLink.ts';
import { clientOf, startService, type Client, type Service } from '../../support/service.ts';

let service: Service;
let admin: Client;
beforeAll(async () => {
  service = await startService({ env: { INTAKE_LIMIT_PER_MINUTE: '100000' } });
  admin = await service.signIn('admin@demo.test');
});
afterAll(() => service.close());

const MARKS = ['\u200b', '\ufe0f', '\u00ad', '\u202a', '\ufeff'];
const hidden = (text: string) => `\u202a\u200b${text.slice(0, 2)}\ufe0f\u00ad${text.slice(2)}\ufeff\u202c`;

test('[F20] a visitor’s number, address, language and zone are read by what can be seen of them', async () => {
  const sent = {
    name: 'Ann',
    phone: hidden('+1 202 555 0171'),
    email: hidden('ann@example.org'),
    language: hidden('ko'),
    timeZone: hidden('America/Denver'),
    page: hidden('https://shop.example/a'),
    consent: { call: true },
  };
  const byApi = await admin.send('POST', '/api/forms/demo/leads', sent);
  expect(byApi.status).toBe(201);
  const form = new URLSearchParams({ ...sent, consent: '', 'consent.call': 'yes', phone: hidden('+1 202 555 0172') });
  form.delete('consent');
  const byPage = await fetch(`${service.url}/f/demo`, { method: 'POST', body: form, redirect: 'manual' });
  expect(byPage.status).toBe(303);
  const { receiptId } = (await byApi.json()) as { receiptId: string };
  for (const [receipt, tel] of [
    [receiptId, '+12025550171'],
    [byPage.headers.get('location')?.split('/').at(-1) ?? '', '+12025550172'],
  ] as const) {
    const inquiry = await service.parts.inquiries.byReceipt(receipt);
    expect(inquiry?.person).toMatchObject({
      tel,
      email: 'ann@example.org',
      language: 'ko',
      zones: ['America/Denver', 'America/New_York'],
    });
    expect(inquiry?.source.page).toBe('https://shop.example/a');
  }
});

test.each([...MARKS, '\u20e3'])('[F20] a number with %j between its digits is that number', (mark) => {
  const text = Array.from('2025550143').join(mark);
  expect(readNumber(text, 'US', 'en')).toMatchObject({ ok: true, tel: '+12025550143' });
});

test('[F20] people sign in, ask for links and are invited by the address that can be seen', async () => {
  const signIn = await clientOf(service.url, '').send('POST', '/api/session', {
    email: hidden('ben@demo.test'),
    password: 'leadbell-demo',
  });
  expect(signIn.status).toBe(200);
  expect((await createOneTimeLink(service.parts, hidden('Ben@demo.test'))).ok).toBe(true);
  const person = { name: 'Dee', role: 'supervisor', language: 'en', agent: null };
  const invited = await admin.send('POST', '/api/admin/people', { ...person, email: hidden('dee@example.org') });
  expect(invited.status).toBe(201);
  expect(await service.parts.users.byEmail('dee@example.org')).not.toBeNull();
  expect((await admin.send('POST', '/api/leads/search', { q: hidden('ann@example.org') })).status).toBe(200);
});

test('[F1] a greeting with a line break of Word’s is saved without it, and callers get an answer', async () => {
  const before = await service.parts.campaigns.byId('demo');
  const calls = {
    ...DEMO_CAMPAIGN.calls!,
    numbers: [hidden('+18005550100')],
    greeting: { text: { en: 'Hello\u000bthere\ufffe', ko: '안녕하세요' } },
  };
  const saved = await admin.send('PUT', '/api/admin/campaigns/demo/calls', { version: before?.version, calls });
  expect(saved.status).toBe(200);
  const { calls: stored } = (await service.parts.campaigns.byId('demo')) ?? {};
  expect(stored?.greeting).toEqual({ text: { en: 'Hello there', ko: '안녕하세요' } });
  expect(stored?.numbers).toEqual(['+18005550100']);
});

test('[F1] notes and reasons from staff are cleaned like everyone’s text', async () => {
  const noted = await admin.send('POST', '/api/leads/ld_inq_demo_1/note', { note: 'one\u000btwo\u0000' });
  expect(noted.status).toBeLessThan(300);
  const { entries } = (await (await admin.get('/api/leads/ld_inq_demo_1/timeline')).json()) as {
    entries: readonly object[];
  };
  expect(JSON.stringify(entries)).toContain(JSON.stringify('one\ntwo'));
});

const UNPRINTABLE = ['\u000b', '\u0000', '\u001b', '\ufffe', '\uffff', '\ud800', '\udc00', '\u0008'];
test.each(UNPRINTABLE)('[F21] stored words, addresses and numbers with %j in them still make an answer', (mark) => {
  const said = { do: 'say', words: { plain: `a${mark}b` }, language: 'en' } as const;
  const wording = { text: { en: `a${mark}b` } };
  const url = `https://x.example/${mark}a.mp3`;
  const instructions: readonly Instruction[] = [
    said,
    { do: 'say', words: wording, language: 'ko' },
    { do: 'say', words: { recording: { en: url } }, language: 'en' },
    { do: 'music', url, seconds: 5 },
    { do: 'dial', number: `+1202555${mark}0143` },
    { do: 'queue', name: `q${mark}` },
  ];
  const xml = twimlOf(instructions, { call: { id: 'ca_1', step: 0 }, where: 'call' });
  for (const verb of ['Say', 'Play', 'Dial', 'Enqueue']) expect(xml).toContain(`<${verb}`);
  expect(xml).not.toContain(mark);
  expect(laterTwiml([said], '/x', 1)).toContain('<Say');
});
