/** A key that adds the caller's number to the do-not-call list, over a simulated network that says how far it vouches. */
import { afterEach, describe, expect, test } from '@jest/globals';
import type { CallFlow } from '../../../src/core/call/flow.ts';
import { SECOND } from '../../../src/core/vocabulary/time.ts';
import type { DialOptions } from '../../../packages/twilio-network/src/handsets/handset.ts';
import type { Parts } from '../../../src/ports/parts.ts';
import { CALLER, TOLL_FREE } from '../../support/calls.ts';
import { startLine, type LineLab } from '../../support/lineLab.ts';

const OFFERED = /To stop all calls from us, press 9/;
const CONFIRM = /never call you again at the number you’re calling from, press 9 once more/;
const DONE = /We won’t call you at this number again/;

let lab: LineLab;
let parts: Parts;
afterEach(() => lab.stop());

async function begin(flow: Partial<CallFlow> = {}): Promise<void> {
  lab = await startLine({ languages: ['en'], questions: [], ...flow });
  ({ parts } = lab.world);
  await lab.world.addAgent('ana', { presence: 'away' });
}
async function ring(options: DialOptions = {}) {
  const caller = lab.network.handset(CALLER);
  caller.dial(TOLL_FREE, options);
  await lab.pass(SECOND);
  return caller;
}
const isListed = async () => (await parts.doNotCall.since(CALLER)) !== null;
const placeOf = async (callId: string) => (await parts.calls.byId(callId))?.place;
/** They hear it, so that a key counts. */
async function inLine(caller: Awaited<ReturnType<typeof ring>>): Promise<string> {
  const callId = caller.callSid ?? '';
  await lab.until(async () => (await placeOf(callId)) === 'line', 'they are in line');
  await caller.waitFor(/Thanks for waiting/);
  return callId;
}
const isClosed = () => lab.until(async () => (await lab.leadOf()).state === 'closed', 'the lead closes');

describe('[K83] an attested caller who presses 9, and 9 again', () => {
  test('is on the list with the words that were said; their promised call and their call end, and nothing is dialed', async () => {
    await begin();
    await lab.world.inquire();
    const caller = await ring();
    const callId = await inLine(caller);
    await caller.waitFor(OFFERED);
    caller.press('9');
    await caller.waitFor(CONFIRM);
    expect(await isListed()).toBe(false);
    caller.press('9');
    await caller.waitFor(DONE);
    await caller.waitForState('idle');
    const entry = await lab.world.connection.collection('doNotCall').findOne({ tel: CALLER });
    expect(entry?.['marks']).toMatchObject([
      {
        ...{ kind: 'added', by: { kind: 'prospect' }, source: 'call', id: `stop:${callId}` },
        reason: expect.stringMatching(CONFIRM),
      },
    ]);
    await isClosed();
    expect(await lab.leadOf()).toMatchObject({ outcome: 'doNotCall' });
    const kinds = (await parts.leads.timeline((await lab.leadOf()).id)).map(({ kind }) => kind);
    expect(kinds).toContain('listed');
    expect(kinds).not.toContain('promised');
  });

  test('may do so at a question of the campaign, and a call without a lead promises none', async () => {
    const choices = [{ key: '1', label: { en: 'a roof' } }];
    await begin({ questions: [{ ask: { text: { en: 'What is it about?' } }, choices }] });
    const caller = await ring();
    await caller.waitFor(/What is it about/);
    caller.press('9');
    await caller.waitFor(CONFIRM);
    caller.press('9');
    await caller.waitForState('idle');
    expect(await isListed()).toBe(true);
    await isClosed();
    expect(await lab.leadOf()).toMatchObject({ outcome: 'doNotCall' });
  });
});

describe('[K84] 9', () => {
  test.each([
    ['silence', ''],
    ['another key', '1'],
  ])('and then %s goes back to the line, in the same place', async (_how, key) => {
    await begin();
    const caller = await ring();
    const callId = await inLine(caller);
    const since = (await parts.calls.byId(callId))?.lineSince;
    caller.press('9');
    await caller.waitFor(CONFIRM);
    caller.press(key);
    await lab.until(async () => (await placeOf(callId)) === 'line', 'they are back in line');
    expect((await parts.calls.byId(callId))?.lineSince).toBe(since);
    expect(await isListed()).toBe(false);
    expect(await lab.leadOf()).toMatchObject({ state: 'waiting', liveCall: { callId } });
    caller.hangUp();
  });

  test('that the campaign uses for a choice is that choice', async () => {
    const choices = [{ key: '9', label: { en: 'a roof' }, interest: 'roof' }];
    await begin({ questions: [{ ask: { text: { en: 'What is it about?' } }, choices }] });
    const caller = await ring();
    await caller.waitFor(/What is it about/);
    caller.press('9');
    await inLine(caller);
    expect(await lab.leadOf()).toMatchObject({ interest: 'roof' });
    expect(caller.said.join(' ')).not.toMatch(CONFIRM);
    caller.hangUp();
  });

  test.each(['TN-Validation-Passed-B', 'No-TN-Validation', ''])(
    'does nothing for a caller with %s',
    async (StirVerstat) => {
      await begin();
      await lab.world.inquire();
      const caller = await ring({ parameters: { StirVerstat } });
      await inLine(caller);
      caller.press('9');
      await lab.pass(2 * SECOND);
      expect(caller.said.join(' ')).not.toMatch(OFFERED);
      expect(caller.said.join(' ')).not.toMatch(CONFIRM);
      expect(await isListed()).toBe(false);
      caller.hangUp();
    },
  );
});
