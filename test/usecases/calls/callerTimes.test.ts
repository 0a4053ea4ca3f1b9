/** Callers who choose by key when to be called, over a simulated network that says how far it vouches for the number. */
import { afterEach, describe, expect, test } from '@jest/globals';
import { MINUTE, SECOND } from '../../../src/core/vocabulary/time.ts';
import type { DialOptions } from '../../../packages/twilio-network/src/handsets/handset.ts';
import { chooseByKey } from '../../../src/usecases/calls/callerTimes.ts';
import { listNumber } from '../../../src/usecases/doNotCall/listNumber.ts';
import { CALLER, TEST_FLOW, TOLL_FREE } from '../../support/calls.ts';
import { startLine, type LineLab } from '../../support/lineLab.ts';
import { testCampaign } from '../../support/world.ts';

const OFFERED = /To choose when we call you, press 3/;
const NOTED = /We’ve noted .+ at .+\. Goodbye/;
const UNPROVEN: DialOptions = { parameters: { StirVerstat: 'No-TN-Validation' } };

let lab: LineLab;
afterEach(() => lab.stop());

async function begin(): Promise<void> {
  const flow = { languages: ['en'] as const, questions: [], line: { ...TEST_FLOW.line, maxWaitMs: 20 * SECOND } };
  lab = await startLine(flow);
  await lab.world.parts.campaigns.save(testCampaign({ calls: { ...TEST_FLOW, ...flow }, callsPerSlot: 1 }));
}
/** They wait for as long as the line allows, and are told that we'll call back. */
async function ring(options: DialOptions = {}) {
  const caller = lab.network.handset(CALLER);
  caller.dial(TOLL_FREE, options);
  await lab.until(async () => (await placeOf(caller.callSid)) === 'told', 'they are told');
  await caller.waitFor(/we’ll call you back/);
  return caller;
}
const placeOf = async (callId: string | null) => (await lab.world.parts.calls.byId(callId ?? ''))?.place;
const timesOf = async (callId: string | null) => {
  const call = await lab.world.parts.calls.byId(callId ?? '');
  return call?.place === 'chooseTime' ? call.times : [];
};
const holders = (at: number) =>
  lab.world.connection
    .collection('slots')
    .findOne({ startAt: new Date(at) })
    .then((slot) => slot?.['holders'] ?? []);

describe('[K100] [P26] a time chosen by key', () => {
  test('is promised and takes a place before it is confirmed; hanging up afterward changes nothing', async () => {
    await begin();
    const caller = await ring();
    await caller.waitFor(OFFERED);
    caller.press('3');
    await caller.waitFor(/These times are in Eastern Time/);
    await caller.waitFor(/For .+ at .+, press 1/);
    const times = await timesOf(caller.callSid);
    expect(times.length).toBeGreaterThan(1);
    const [at, callId] = [times[1] ?? 0, caller.callSid];
    caller.press('2');
    await caller.waitFor(NOTED);
    await caller.waitForState('idle');
    await lab.pass(2 * SECOND);
    expect(await lab.leadOf()).toMatchObject({ state: 'callback', promise: { dueAt: at, why: 'agreed' } });
    expect(await holders(at)).toEqual([`call:${callId}`]);
  });

  test('that is taken meanwhile is said to be, and others are named', async () => {
    await begin();
    const caller = await ring();
    caller.press('3');
    await caller.waitFor(/press 1/);
    const [at = 0] = await timesOf(caller.callSid);
    await lab.world.parts.slots.claim({ campaignId: 'solar', startAt: at }, 'someone', 1);
    caller.press('1');
    await caller.waitFor(/That time was just taken/);
    const others = await timesOf(caller.callSid);
    expect(others).not.toContain(at);
    expect((await lab.leadOf()).promise?.why).not.toBe('agreed');
    caller.hangUp();
  });
});

test('[F95] only a time that a customer may choose anywhere is booked by key', async () => {
  await begin();
  const caller = await ring();
  caller.press('3');
  await caller.waitFor(/press 1/);
  const { parts } = lab.world;
  const call = await parts.calls.byId(caller.callSid ?? '');
  if (call?.place !== 'chooseTime') throw new Error('no time can be chosen');
  const [at = 0] = call.times;
  for (const more of [1, 17 * MINUTE, 8 * 24 * 60 * MINUTE]) {
    const late = { ...call, times: [at + more] };
    expect(await chooseByKey(parts, late, { step: call.step, keys: '1' })).not.toHaveProperty('isBooked');
  }
  expect((await lab.leadOf()).promise?.why).not.toBe('agreed');
  expect(await chooseByKey(parts, call, { step: call.step, keys: '1' })).toEqual({ isBooked: true });
  caller.hangUp();
});

describe('[K101] what was agreed', () => {
  test.each([
    ['isn’t moved by a caller who may only claim the number', UNPROVEN, false],
    ['is moved by a caller whose number the network attests', {}, true],
  ] as const)('%s', async (_what, options, isOffered) => {
    await begin();
    const callAt = lab.world.now() + 90 * MINUTE;
    await lab.world.inquire({ callAt });
    const caller = await ring(options);
    if (isOffered) await caller.waitFor(OFFERED);
    else await caller.waitFor(/To leave a message/);
    expect(OFFERED.test(caller.said.join(' '))).toBe(isOffered);
    caller.press('3');
    await lab.pass(2 * SECOND);
    expect((await timesOf(caller.callSid)).length > 0).toBe(isOffered);
    caller.hangUp();
  });
});

test('[K100] [L22] a listed number whose caller isn’t attested hears what everyone hears, and nobody calls it', async () => {
  await begin();
  const act = { id: 'a', tel: CALLER, at: lab.world.now(), by: { kind: 'prospect' }, source: 'text' } as const;
  await listNumber(lab.world.parts, act);
  await lab.pass(SECOND);
  const caller = await ring(UNPROVEN);
  await caller.waitFor(OFFERED);
  caller.press('3');
  await caller.waitFor(/press 1/);
  caller.press('1');
  await caller.waitFor(NOTED);
  await caller.waitForState('idle');
  expect((await lab.leadOf()).promise?.why).not.toBe('agreed');
});
