/** A code that proves a number, by text: only if the law permits one, and nothing says whether it did. */
import { beforeEach, afterEach, describe, expect, test } from '@jest/globals';
import { CODES_PER_DAY } from '../../src/core/law/numberProof.ts';
import { DAY, HOUR } from '../../src/core/vocabulary/time.ts';
import type { Phone } from '../../src/ports/calls.ts';
import type { Parts } from '../../src/ports/parts.ts';
import { handleTextStatus } from '../../src/usecases/calls/texts.ts';
import { pagePathFor } from '../../src/usecases/customerPage/pageLink.ts';
import { enterCode, startProof } from '../../src/usecases/customerPage/proveNumber.ts';
import { textCode } from '../../src/usecases/customerPage/textCode.ts';
import { CALLER, TEST_FLOW, TOLL_FREE } from '../support/calls.ts';
import { fakePhone } from '../support/phone.ts';
import { startWorld, testInquiry, type World } from '../support/world.ts';

const EMAIL = 'maria@example.com';

let world: World;
let parts: Parts;
let sent: { callId: string; to: string; from: string; body: string }[];
let answer: Awaited<ReturnType<Phone['sendText']>>;
beforeEach(async () => {
  [sent, answer] = [[], { kind: 'sent' }];
  const phone = fakePhone({
    sendText: (text) => {
      sent.push(text);
      return Promise.resolve(answer);
    },
  });
  world = await startWorld({ calls: TEST_FLOW }, { phone });
  ({ parts } = world);
});
afterEach(() => world.stop());

async function page({ text = true } = {}) {
  const { person, consent } = testInquiry('in_0', world.now(), CALLER);
  const leadId = await world.inquire({
    person: { ...person, email: EMAIL, telCountry: 'US', telType: 'FIXED_LINE_OR_MOBILE' },
    consent: { ...consent, text, email: true },
  });
  const inquiry = await parts.inquiries.byId('in_1');
  return { leadId, token: (await pagePathFor(parts, inquiry!, EMAIL)).replace('/p/', '') };
}
const startFor = async (token: string) => {
  const started = await startProof(parts, token, null);
  return started.kind === 'started' ? started.secret : '';
};
const ask = async (token: string) => {
  const secret = await startFor(token);
  await textCode(parts, token, secret, 'en');
  return secret;
};
const codeIn = (body = '') => /code is (\d{6})/.exec(body)?.[1] ?? '';

describe('[L81] a code by text', () => {
  test('proves the number, is sent once for each time that a code is asked for, and is in the history', async () => {
    const { leadId, token } = await page();
    const secret = await startFor(token);
    await Promise.all([1, 2, 3].map(() => textCode(parts, token, secret, 'en')));
    expect(sent).toMatchObject([
      { to: CALLER, from: TOLL_FREE, body: expect.stringContaining('valid for 10 minutes') },
    ]);
    expect(sent[0]?.callId).not.toBe(leadId);
    expect(sent[0]?.body).not.toMatch(/Maria|555/);
    expect(await enterCode(parts, token, secret, codeIn(sent[0]?.body))).toBe('proven');
    const history = (await parts.leads.timeline(leadId)).filter(({ kind }) => kind === 'textSent');
    expect(history).toMatchObject([{ data: { callId: sent[0]?.callId } }]);
  });

  test('is sent to a number three times a day, even if several ask at once', async () => {
    const { token } = await page();
    await Promise.all(Array.from({ length: 8 }, () => ask(token)));
    await ask(token);
    expect(sent).toHaveLength(CODES_PER_DAY);
    world.pass(DAY);
    await ask(token);
    expect(sent).toHaveLength(CODES_PER_DAY + 1);
  });

  test.each([
    ['texts weren’t agreed to', { text: false }],
    ['the number is listed', { isListed: true }],
    ['it is night where they are', { hours: 12 }],
  ])('is not sent if %s', async (_why, how: { text?: boolean; isListed?: boolean; hours?: number }) => {
    const { token } = await page(how);
    const act = { id: 'a', tel: CALLER, at: world.now(), by: { kind: 'prospect' }, source: 'text' } as const;
    if (how.isListed) await parts.doNotCall.add(act);
    world.pass((how.hours ?? 0) * HOUR);
    await ask(token);
    expect(sent).toEqual([]);
  });

  test('whose order got no answer isn’t sent again', async () => {
    answer = { kind: 'unknown' };
    const { leadId, token } = await page();
    const secret = await ask(token);
    await textCode(parts, token, secret, 'en');
    expect(sent).toHaveLength(1);
    expect((await parts.leads.timeline(leadId)).map(({ kind }) => kind)).not.toContain('textSent');
    expect(await enterCode(parts, token, secret, codeIn(sent[0]?.body))).toBe('proven');
  });
});

test('[K89] a text with a code that the network refuses because of a STOP lists the number, at once or later', async () => {
  answer = { kind: 'refused', reason: '21610', isStopped: true };
  const { token } = await page();
  await ask(token);
  expect(await parts.doNotCall.since(CALLER)).not.toBeNull();
  expect(await parts.doNotCall.since('+12025550144')).toBeNull();
  const late = { status: 'undelivered', to: '+12025550144', code: '21610' };
  await handleTextStatus(parts, 'ct_of_no_call', late);
  expect(await parts.doNotCall.since('+12025550144')).not.toBeNull();
});
