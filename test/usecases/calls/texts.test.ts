/** What becomes of a text that was handed over, and what people write to the number. Over a simulated network. */
import { afterEach, describe, expect, test } from '@jest/globals';
import { meaningOf } from '../../../src/core/call/textWords.ts';
import { SECOND } from '../../../src/core/vocabulary/time.ts';
import type { Parts } from '../../../src/ports/parts.ts';
import { handleTextStatus, handleIncomingText } from '../../../src/usecases/calls/texts.ts';
import { CALLER, TOLL_FREE } from '../../support/calls.ts';
import { startLine, type LineLab } from '../../support/lineLab.ts';
import { testInquiry } from '../../support/world.ts';

const TEXT = { en: 'Sorry we missed you.', ko: '전화를 받지 못해 죄송합니다.' };

let lab: LineLab;
let parts: Parts;
let ended: string[];
const begin = async () => {
  lab = await startLine({ languages: ['en'], questions: [], textBack: TEXT });
  ({ parts } = lab.world);
  ended = [];
  parts.vitals.textEnded = (how) => void ended.push(how);
};
afterEach(() => lab.stop());

/** Sent a form with the box for texts, rang, and hung up unserved. */
async function missed(): Promise<string> {
  const plain = testInquiry('x', lab.world.now(), CALLER);
  const id = await lab.world.inquire({
    consent: { ...plain.consent, text: true },
    person: { ...plain.person, telCountry: 'US', telType: 'FIXED_LINE_OR_MOBILE' },
  });
  const caller = lab.network.handset(CALLER);
  caller.dial(TOLL_FREE);
  await lab.pass(20 * SECOND);
  caller.hangUp();
  await lab.pass(SECOND);
  return id;
}
const write = (body: string, from = CALLER) => lab.network.text({ from, to: TOLL_FREE, body });
const history = async (id: string, ...kinds: string[]) =>
  (await parts.leads.timeline(id)).filter(({ kind }) => kinds.includes(kind));
const RESULTS = ['textSent', 'textDelivered', 'textUndelivered', 'textNotSent'];

describe('[K56] a text that was handed over', () => {
  test('is delivered once the network says so', async () => {
    await begin();
    const id = await missed();
    lab.network.faults.add({ on: 'message', do: 'duplicate', ms: 1 });
    await lab.until(() => ended.length > 0, 'the network tells');
    await lab.pass(5 * SECOND);
    expect((await history(id, ...RESULTS)).map(({ kind }) => kind)).toEqual(['textSent', 'textDelivered']);
    expect(ended).toEqual(['delivered']);
  });

  test('and was not delivered says why, and is counted', async () => {
    await begin();
    lab.network.handset(CALLER).takesTexts = false;
    const id = await missed();
    await lab.until(() => ended.length > 0, 'the network tells');
    expect(await history(id, ...RESULTS)).toMatchObject([
      { kind: 'textSent' },
      { kind: 'textUndelivered', data: { callId: expect.any(String), code: '30006' } },
    ]);
    expect(ended).toEqual(['undelivered']);
  });
});

describe('[K57] a text to one of our numbers', () => {
  test.each([
    [
      'stop',
      'STOP',
      'Stop.',
      ' stopall',
      'Unsubscribe',
      'CANCEL',
      'end',
      'Quit!',
      'revoke',
      'opt out',
      'OPT-OUT',
      '수신 거부',
    ],
    ['start', 'START', 'Yes', 'unstop'],
    ['help', 'HELP', 'info', '도움말'],
    ['other', 'Stop by tomorrow?', 'No', '', 'Who is this?', 'end of the month', '네'],
  ] as const)('means %s by %s', (meaning, ...texts) => {
    for (const text of texts) expect([text, meaningOf(text)]).toEqual([text, meaning]);
    expect(meaningOf('anything', 'STOP')).toBe('stop');
  });

  test('that says STOP is on the list, closes what waits, and stops what would be sent', async () => {
    await begin();
    const id = await missed();
    await write('Stop');
    expect(await parts.doNotCall.since(CALLER)).not.toBeNull();
    expect(await parts.leads.byId(id)).toMatchObject({ state: 'closed', outcome: 'doNotCall' });
    expect(await history(id, 'textReceived')).toMatchObject([{ by: { kind: 'prospect' }, data: { said: 'stop' } }]);
    await lab.pass(20 * SECOND);
    expect(lab.network.handset(CALLER).state).toBe('idle');
    expect(await history(id, 'textSent')).toEqual([]);
  });

  test('that says STOP leaves a conversation to its agent, and is on the list', async () => {
    await begin();
    await lab.agent('ana');
    lab.network.handset(CALLER).dial(TOLL_FREE);
    await lab.accept('ana');
    await lab.takeCall('ana');
    await lab.until(async () => (await lab.leadOf()).state === 'talking', 'they talk');
    await write('STOP');
    const lead = await lab.leadOf();
    expect(lead.state).toBe('talking');
    expect(await history(lead.id, 'textReceived')).toHaveLength(1);
    expect(await parts.doNotCall.since(CALLER)).not.toBeNull();
  });

  test('that says STOP counts from a number that we do not know', async () => {
    await begin();
    await write('QUIT', '+12025550188');
    expect(await parts.doNotCall.since('+12025550188')).not.toBeNull();
  });

  test('[L6] that says START permits texts, lifts the entry, and brings the kept inquiry into the queue', async () => {
    await begin();
    await write('STOP');
    await lab.pass(SECOND);
    const id = await lab.world.inquire();
    expect(await parts.leads.byId(id)).toMatchObject({ state: 'callback', promise: { why: 'doNotCall' } });
    // One in a sentence is no START.
    await write('Please start again');
    expect(await parts.doNotCall.since(CALLER)).not.toBeNull();
    await write('START');
    expect(await parts.doNotCall.since(CALLER)).toBeNull();
    const lead = await parts.leads.byId(id);
    expect(lead?.consents.at(-1)).toMatchObject({ text: true, call: false, now: false });
    expect(lead?.state).toBe('waiting');
    expect(await history(id, 'unlisted')).toMatchObject([{ by: { kind: 'prospect' }, data: { source: 'text' } }]);
  });

  test.each([
    ['HELP', 'help'],
    ['Can you call after five?', 'other'],
  ])('%s is in the history once, and changes nothing', async (body, said) => {
    await begin();
    const id = await missed();
    const before = await parts.leads.byId(id);
    lab.network.faults.add({ on: 'message', do: 'duplicate', ms: 0, where: 'Body=' });
    await write(body);
    await lab.pass(5 * SECOND);
    expect(await history(id, 'textReceived')).toMatchObject([{ data: { said, note: body } }]);
    expect(await parts.leads.byId(id)).toMatchObject({ state: before?.state, promise: before?.promise });
    expect(await parts.doNotCall.since(CALLER)).toBeNull();
  });

  test('that we never heard of is learned by the network’s refusal', async () => {
    await begin();
    const number = lab.network.numbers.at(TOLL_FREE)!;
    lab.network.numbers.set(TOLL_FREE, { sms: null });
    await write('STOP');
    const id = await missed();
    await lab.until(async () => (await history(id, ...RESULTS)).length > 0, 'the text is refused');
    expect(await history(id, ...RESULTS)).toMatchObject([{ kind: 'textNotSent', data: { reason: 'refused' } }]);
    expect(await parts.doNotCall.since(CALLER)).not.toBeNull();
    expect(await parts.leads.byId(id)).toMatchObject({ state: 'closed', outcome: 'doNotCall' });
    expect(number.sms).not.toBeNull();
  });
});

describe('[K80] a STOP that the network reports ends what is planned', () => {
  test('when it took the text first and refused it later', async () => {
    await begin();
    const id = await missed();
    await lab.until(() => ended.length > 0, 'the text is delivered');
    const { callId } = (await history(id, 'textSent'))[0]!.data as { callId: string };
    const told = { status: 'undelivered', to: CALLER, code: '21610' };
    // Another reason lists nobody.
    await handleTextStatus(parts, callId, { ...told, code: '30006' });
    expect((await parts.leads.byId(id))?.state).toBe('callback');
    await handleTextStatus(parts, callId, told);
    await handleTextStatus(parts, callId, told);
    expect(await parts.doNotCall.since(CALLER)).not.toBeNull();
    expect(await parts.leads.byId(id)).toMatchObject({ state: 'closed', outcome: 'doNotCall' });
  });

  test('[L23] and ends nothing when it is reported again after START', async () => {
    await begin();
    const text = (messageSid: string, body: string) =>
      handleIncomingText(parts, { messageSid, from: CALLER, body, optOutType: '' });
    await text('SM1', 'STOP');
    await lab.pass(SECOND);
    await text('SM2', 'START');
    const id = await lab.world.inquire();
    await text('SM1', 'STOP');
    expect(await parts.doNotCall.since(CALLER)).toBeNull();
    expect((await parts.leads.byId(id))?.state).not.toBe('closed');
  });
});

test('[K81] a text from a number without a lead is counted, by whether it means or mentions STOP, and logged without its words', async () => {
  await begin();
  const counted: boolean[] = [];
  const logged: unknown[] = [];
  parts.vitals.textUnmatched = (isStop) => void counted.push(isStop);
  const log = { ...parts.log, warn: (...line: unknown[]) => void logged.push(line) };
  for (const body of ['STOP', 'Please stop texting me', 'Do not call again', '연락하지 마세요', 'Nonstop flights?'])
    await handleIncomingText({ ...parts, log }, { messageSid: body, from: '+12025550189', body, optOutType: '' });
  expect(counted).toEqual([true, true, true, true, false]);
  expect(logged).toMatchObject(counted.map((isStop) => [{ isStop }, expect.any(String)]));
});

test('[N23] STOP keeps texts of that number from that person, until START', async () => {
  await begin();
  const send = () => parts.phone!.sendText({ callId: 'x', to: CALLER, from: TOLL_FREE, body: 'Hello' });
  expect(await send()).toEqual({ kind: 'sent' });
  await write('STOP');
  expect(await send()).toEqual({ kind: 'refused', reason: '400 21610', isStopped: true });
  await write('start');
  expect(await send()).toEqual({ kind: 'sent' });
});
