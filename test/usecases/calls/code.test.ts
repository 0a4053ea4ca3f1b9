/** The code that proves a number, heard in a call over a simulated phone network. */
import { afterEach, describe, expect, test } from '@jest/globals';
import type { DialOptions } from '../../../packages/twilio-network/src/handsets/handset.ts';
import { ASKED_MS, CODE_MS, MOST_TRIES } from '../../../src/core/law/numberProof.ts';
import { MINUTE, SECOND } from '../../../src/core/vocabulary/time.ts';
import type { Parts } from '../../../src/ports/parts.ts';
import { pagePathFor } from '../../../src/usecases/customerPage/pageLink.ts';
import { enterCode, startProof } from '../../../src/usecases/customerPage/proveNumber.ts';
import { CALLER, TOLL_FREE } from '../../support/calls.ts';
import { startLine, type LineLab } from '../../support/lineLab.ts';
import { testInquiry } from '../../support/world.ts';

const EMAIL = 'maria@example.com';
const OFFER = /To hear the code/;
const SAID = /Your code is: ([\d ]+)\./;

let lab: LineLab;
let parts: Parts;
afterEach(() => lab.stop());

/** The token of a page, whose inquiry has the caller's number. */
async function begin(): Promise<string> {
  lab = await startLine({ languages: ['en'], questions: [] });
  ({ parts } = lab.world);
  await lab.world.addAgent('ana', { presence: 'away' });
  return page(EMAIL);
}

async function page(email: string): Promise<string> {
  const { person, consent } = testInquiry('x', lab.world.now(), CALLER);
  const leadId = await lab.world.inquire({
    person: { ...person, email, telCountry: 'US', telType: 'FIXED_LINE_OR_MOBILE' },
    consent: { ...consent, email: true },
  });
  const inquiries = (await parts.leads.byId(leadId))?.inquiries ?? [];
  const inquiry = await parts.inquiries.byId(inquiries.at(-1)?.id ?? '');
  return (await pagePathFor(parts, inquiry!, email)).replace('/p/', '');
}

async function secretFor(token: string): Promise<string> {
  const started = await startProof(parts, token, null);
  if (started.kind !== 'started') throw new Error('the page has no proof to start');
  return started.secret;
}

async function ring(options: DialOptions = {}, from = CALLER) {
  const caller = lab.network.handset(from);
  caller.dial(TOLL_FREE, options);
  await lab.pass(SECOND);
  return caller;
}

const codeIn = (said: readonly string[]) => {
  const [, digits = ''] = said.map((one) => SAID.exec(one)).find((found) => found !== null) ?? [];
  return digits.replace(/ /g, '');
};
const wrong = (code: string) => String((Number(code) + 1) % 1_000_000).padStart(6, '0');

async function hear(): Promise<string> {
  const caller = await ring();
  await caller.waitFor(OFFER);
  caller.press('1');
  await caller.waitFor(SAID);
  caller.hangUp();
  await lab.pass(2 * SECOND);
  return codeIn(caller.said);
}

describe('[L80] [K87] a code that was heard in a call from the number', () => {
  test('proves it once, within ten minutes, to the browser that asked', async () => {
    const token = await begin();
    const secret = await secretFor(token);
    const code = await hear();
    expect(code).toMatch(/^\d{6}$/);
    expect(await enterCode(parts, token, null, code)).toBe('none');
    expect(await enterCode(parts, token, secret, wrong(code))).toBe('wrong');
    expect(await enterCode(parts, token, secret, code)).toBe('proven');
    // Sent twice.
    expect(await enterCode(parts, token, secret, code)).toBe('proven');
    const later = await secretFor(token);
    expect(await enterCode(parts, token, later, code)).toBe('wrong');
    const stored = JSON.stringify(await lab.world.connection.collection('numberProofs').find({}).toArray());
    expect(stored).not.toContain(code);
    expect(stored).not.toContain(secret);
    expect(stored).not.toContain('5550143');
  });

  test('is too late after ten minutes', async () => {
    const token = await begin();
    const secret = await secretFor(token);
    const code = await hear();
    await lab.network.clock.advance(CODE_MS);
    expect(await enterCode(parts, token, secret, code)).toBe('wrong');
  });

  test('can be guessed five times, however many requests arrive at once', async () => {
    const token = await begin();
    const secret = await secretFor(token);
    const code = await hear();
    const guesses = Array.from({ length: 4 * MOST_TRIES }, () => enterCode(parts, token, secret, wrong(code)));
    expect(new Set(await Promise.all(guesses))).toEqual(new Set(['wrong']));
    const [proof] = await lab.world.connection.collection('numberProofs').find({}).toArray();
    expect(proof?.['tries']).toBe(MOST_TRIES);
    expect(await enterCode(parts, token, secret, code)).toBe('wrong');
  });

  test('is for another page of that number, too, whose guesses are its own', async () => {
    const token = await begin();
    const secret = await secretFor(token);
    const strangers = await page('stranger@example.com');
    const theirs = await secretFor(strangers);
    const code = await hear();
    for (let guess = 0; guess < MOST_TRIES; guess += 1)
      expect(await enterCode(parts, strangers, theirs, wrong(code))).toBe('wrong');
    // A proof is of the page that asked for it.
    expect(await enterCode(parts, strangers, secret, code)).toBe('none');
    expect(await enterCode(parts, token, secret, code)).toBe('proven');
  });

  test.each([
    ['no page waits', 'none', {}],
    ['the page waited too long', 'late', {}],
    ['the network attests less', 'asked', { parameters: { StirVerstat: 'TN-Validation-Passed-B' } }],
    ['the network doubts it', 'asked', { parameters: { StirVerstat: 'TN-Validation-Failed-C' } }],
    ['the network says nothing', 'asked', { parameters: { StirVerstat: '' } }],
  ] as const)('is offered to nobody if %s', async (_what, when, options) => {
    const token = await begin();
    if (when !== 'none') await secretFor(token);
    if (when === 'late') await lab.network.clock.advance(ASKED_MS);
    const caller = await ring(options);
    await lab.pass(10 * SECOND);
    expect(caller.said.join(' ')).not.toMatch(OFFER);
    caller.hangUp();
    await lab.pass(SECOND);
  });
});

test('[K88] a call for the code alone makes no inquiry, and nobody is called back for it', async () => {
  const token = await begin();
  await secretFor(token);
  const before = (await lab.leadOf()).inquiries.length;
  await hear();
  await lab.pass(2 * MINUTE);
  expect((await lab.leadOf()).inquiries.length).toBe(before);
  const calls = await lab.world.connection.collection('calls').find({}).toArray();
  expect(calls).toMatchObject([{ place: 'ended', isSettled: true }]);
  expect(calls[0]?.['leadId']).toBeUndefined();
});

test('[K88] who chooses to talk is in line', async () => {
  const token = await begin();
  await secretFor(token);
  const caller = await ring();
  await caller.waitFor(OFFER);
  caller.press('1');
  await caller.waitFor(SAID);
  caller.press('2');
  await lab.until(async () => (await lab.leadOf()).liveCall !== undefined, 'they are in line');
  caller.hangUp();
  await lab.pass(SECOND);
});
