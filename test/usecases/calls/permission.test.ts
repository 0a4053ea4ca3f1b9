/** What lifts a do-not-call entry by telephone, over a simulated network that says how far it vouches for the number. */
import { afterEach, describe, expect, test } from '@jest/globals';
import type { CallFlow } from '../../../src/core/call/flow.ts';
import { SECOND } from '../../../src/core/vocabulary/time.ts';
import type { DialOptions } from '../../../packages/twilio-network/src/handsets/handset.ts';
import type { Parts } from '../../../src/ports/parts.ts';
import { CALLER, TOLL_FREE } from '../../support/calls.ts';
import { startLine, type LineLab } from '../../support/lineLab.ts';
import { testCampaign } from '../../support/world.ts';

const ASKED = /You asked us not to call you.* press 1/;
const ELSEWHERE = '+12125550150';

let lab: LineLab;
let parts: Parts;
afterEach(() => lab.stop());

/** The caller's number is listed, and an inquiry of theirs is kept. */
async function begin(flow: Partial<CallFlow> = {}): Promise<string> {
  lab = await startLine({ languages: ['en'], questions: [], ...flow });
  ({ parts } = lab.world);
  await list(CALLER);
  await lab.world.addAgent('ana', { presence: 'away' });
  await lab.pass(SECOND);
  return lab.world.inquire();
}
const list = (tel: string) =>
  parts.doNotCall.add({
    id: `act:${tel}`,
    tel,
    at: lab.world.now(),
    by: { kind: 'agent', id: 'ana' },
    source: 'outcome',
  });
const isListed = async (tel = CALLER) => (await parts.doNotCall.since(tel)) !== null;
async function ring(options: DialOptions = {}, from = CALLER) {
  const caller = lab.network.handset(from);
  caller.dial(TOLL_FREE, options);
  await lab.pass(SECOND);
  return caller;
}
const verdict = (StirVerstat: string): DialOptions => ({ parameters: { StirVerstat } });
const marks = async () =>
  (await lab.world.connection.collection('doNotCall').findOne({ tel: CALLER }))?.['marks'] as object[];

describe('[K70] [L6] a caller whose number is listed and attested', () => {
  test('lifts the entry by 1, with the words that were said, and is in line', async () => {
    const id = await begin();
    const caller = await ring();
    await caller.waitFor(ASKED);
    expect(await isListed()).toBe(true);
    caller.press('1');
    await lab.until(async () => (await lab.leadOf()).liveCall !== undefined, 'they are in line');
    expect(await isListed()).toBe(false);
    expect((await marks()).at(-1)).toMatchObject({
      ...{ kind: 'lifted', by: { kind: 'prospect' }, source: 'call', id: caller.callSid },
      reason: expect.stringMatching(ASKED),
    });
    expect(await lab.leadOf()).toMatchObject({ id, state: 'waiting' });
    caller.hangUp();
    await lab.until(async () => (await lab.leadOf()).state === 'callback', 'they hang up');
    expect(await lab.leadOf()).toMatchObject({ promise: { why: 'callerHungUp' } });
  });

  test('is asked in their language after it is chosen', async () => {
    await begin({ languages: ['en', 'ko'] });
    const caller = await ring();
    caller.press('2');
    await caller.waitFor(/수신 거부 상태/);
    caller.press('1');
    await lab.until(async () => !(await isListed()), 'the entry is lifted');
    expect((await marks()).at(-1)).toMatchObject({ reason: expect.stringMatching(/1번을 눌러/) });
  });

  test('may do so while the business is closed', async () => {
    await begin({ message: null });
    const hours = { zone: 'UTC', weekly: null, holidays: ['2026-11-18'] };
    await parts.campaigns.save(testCampaign({ calls: (await parts.campaigns.byId('solar'))!.calls!, hours }));
    const caller = await ring();
    await caller.waitFor(ASKED);
    caller.press('1');
    await lab.until(async () => !(await isListed()), 'the entry is lifted');
    await caller.waitFor(/closed/);
  });

  test.each([
    ['silence', ''],
    ['another key', '2'],
  ])('stays listed by %s, and is served on the line all the same', async (_how, key) => {
    await begin();
    const caller = await ring();
    await caller.waitFor(ASKED);
    caller.press(key);
    await lab.until(async () => (await lab.leadOf()).liveCall !== undefined, 'they are in line');
    expect(await isListed()).toBe(true);
    caller.hangUp();
    await lab.until(async () => (await lab.leadOf()).state === 'callback', 'they hang up');
    expect(await lab.leadOf()).toMatchObject({ promise: { why: 'doNotCall' } });
  });

  test('lifts it by keeping the place at that very number, and not by naming another', async () => {
    await begin();
    await list(ELSEWHERE);
    const caller = await ring();
    await caller.waitFor(ASKED);
    caller.press('2');
    await lab.until(async () => (await lab.leadOf()).liveCall !== undefined, 'they are in line');
    caller.press('1');
    await caller.waitFor(/We’ll call you back at/);
    caller.press('2');
    await caller.waitFor(/enter your number/);
    caller.press(`${ELSEWHERE.slice(2)}#`);
    await caller.waitFor(/We’ll call you back at/);
    caller.press('1');
    await caller.waitForState('idle');
    expect([await isListed(), await isListed(ELSEWHERE)]).toEqual([true, true]);

    const again = await ring();
    await again.waitFor(ASKED);
    again.press('2');
    await lab.pass(2 * SECOND);
    again.press('1');
    await again.waitFor(/We’ll call you back at/);
    again.press('1');
    await lab.until(async () => !(await isListed()), 'the entry is lifted');
    expect(await isListed(ELSEWHERE)).toBe(true);
  });

  test('is asked nothing who is not listed', async () => {
    await begin();
    const other = await ring({}, ELSEWHERE);
    await lab.until(async () => (await lab.leadOf(ELSEWHERE)).liveCall !== undefined, 'they are in line');
    expect(other.said.join(' ')).not.toMatch(ASKED);
  });
});

describe('[K70] [L6] a caller for whom the network does not vouch in full', () => {
  test.each<[string, DialOptions, string]>([
    ['by the gateway alone', verdict('TN-Validation-Passed-C'), CALLER],
    ['in part', verdict('TN-Validation-Passed-B'), CALLER],
    ['as passed through', verdict('TN-Validation-Passed-A-Passthrough'), CALLER],
    ['as failed', verdict('TN-Validation-Failed-A'), CALLER],
    ['at all', verdict('No-TN-Validation'), CALLER],
    ['with a word', verdict(''), CALLER],
    ['because they pretend the number', { callerId: CALLER }, ELSEWHERE],
  ])('%s hears nothing of the list and lifts nothing by any key', async (_how, options, from) => {
    const id = await begin();
    const caller = await ring(options, from);
    // In line, 1 keeps the place, and another 1 confirms the number.
    await caller.waitFor(/in line/);
    caller.press('1');
    await caller.waitFor(/We’ll call you back at/);
    caller.press('1');
    await caller.waitForState('idle');
    expect(caller.said.join(' ')).not.toMatch(ASKED);
    expect(await isListed()).toBe(true);
    await lab.until(async () => (await lab.leadOf()).state === 'callback', 'they are gone');
    expect(await lab.leadOf()).toMatchObject({ id, promise: { why: 'doNotCall' } });
  });
});
