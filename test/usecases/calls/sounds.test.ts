/** Messages and recordings over their life, over the real stores. */
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { DAY, MINUTE, SECOND } from '../../../src/core/vocabulary/time.ts';
import type { Parts } from '../../../src/ports/parts.ts';
import { eraseLead } from '../../../src/store/eraseLead.ts';
import { handleMessage, receiveCall } from '../../../src/usecases/calls/answerCall.ts';
import { handleCallEnd, recoverLostCalls } from '../../../src/usecases/calls/settleCalls.ts';
import { handleConversationRecording, deleteOldSounds, listSounds } from '../../../src/usecases/calls/recordings.ts';
import { workLead } from '../../../src/usecases/lead/workLead.ts';
import { CALLER, TEST_FLOW, TOLL_FREE } from '../../support/calls.ts';
import { fakePhone, type FakePhone } from '../../support/phone.ts';
import { startWorld, testCampaign, type World } from '../../support/world.ts';
import { words } from '../../support/words.ts';

const FLOW = { ...TEST_FLOW, languages: ['en'], questions: [], recording: { keepDays: 7 } } as const;

let world: World;
let parts: Parts;
let phone: FakePhone;
beforeEach(async () => {
  world = await startWorld({ calls: FLOW });
  phone = fakePhone();
  parts = { ...world.parts, phone };
  await receiveCall(parts, { sid: 'CA1', from: CALLER, to: TOLL_FREE });
});
afterEach(() => world.stop());

const theLead = async () => (await parts.leads.openByKey(`tel:${CALLER}`))!;
const leave = () => handleMessage(parts, 'CA1', { recordingSid: 'RE1', seconds: 12 });
const record = (seconds: number, isAbsent = false) =>
  handleConversationRecording(parts, 'CA1', { recordingSid: 'RE2', seconds, isAbsent });
const kinds = async () => (await listSounds(parts, await theLead())).map(({ kind, seconds }) => [kind, seconds]);
const recorded = async () =>
  (await parts.leads.timeline((await theLead()).id)).filter(({ kind }) => kind === 'recorded');

describe('[K26] a recording', () => {
  test('is known once, however often and in whatever order the network tells of it', async () => {
    await record(0);
    await record(31);
    await record(0);
    await record(31);
    expect(await kinds()).toEqual([['conversation', 31]]);
    expect(await recorded()).toMatchObject([{ data: { recordingSid: 'RE2', announced: words.call('recorded') } }]);
  });

  test('in which nobody said anything is none', async () => {
    await record(0);
    await record(0, true);
    expect(await kinds()).toEqual([]);
  });

  test('and a message are kept for their days, then deleted at the network, then forgotten', async () => {
    await record(31);
    await leave();
    world.pass(7 * DAY - MINUTE);
    expect(await deleteOldSounds(parts)).toBe(0);
    world.pass(2 * MINUTE);
    expect(await deleteOldSounds(parts)).toBe(2);
    expect(phone.orders.filter((order) => order.startsWith('delete')).sort()).toEqual(['delete RE1', 'delete RE2']);
    expect(await kinds()).toEqual([]);
    expect(await deleteOldSounds(parts)).toBe(0);
  });

  test('that the network does not delete stays known, and is deleted later', async () => {
    await leave();
    world.pass(8 * DAY);
    const down = { ...parts, phone: fakePhone({ deleteRecording: () => Promise.reject(new Error('no answer')) }) };
    await expect(deleteOldSounds(down)).rejects.toThrow('no answer');
    expect(await kinds()).toEqual([['message', 12]]);
    expect(await deleteOldSounds(parts)).toBe(1);
  });

  test('goes by the days that are set now; messages are kept 30 days where nothing is recorded', async () => {
    await leave();
    await parts.campaigns.save(testCampaign({ calls: { ...FLOW, recording: null } }));
    world.pass(30 * DAY - MINUTE);
    expect(await deleteOldSounds(parts)).toBe(0);
    world.pass(2 * MINUTE);
    expect(await deleteOldSounds(parts)).toBe(1);
  });

  test('of a person who is erased goes with the next sweep, and their number leaves the calls', async () => {
    await leave();
    await handleCallEnd(parts, 'CA1', 'completed', 2);
    const { id } = await theLead();
    await workLead(parts, id, { kind: 'close', by: { kind: 'supervisor', id: 'sam' }, outcome: 'notInterested' });
    expect(await eraseLead(world.connection, id)).toBe(true);
    expect(await deleteOldSounds(parts)).toBe(1);
    expect(phone.orders).toContain('delete RE1');
    const call = await parts.calls.byId('CA1');
    expect(JSON.stringify(call)).not.toContain(CALLER.slice(1));
    expect(call).toMatchObject({ messages: [] });
    expect(await deleteOldSounds(parts)).toBe(0);
  });
});

test('[K21] a message that was left at the safe answer comes to the lead that is made from the network’s list', async () => {
  const lost = {
    sid: 'CA9',
    from: '+12025550199',
    to: TOLL_FREE,
    isInbound: true,
    isDialed: true,
    end: 'completed',
  } as const;
  const heard = fakePhone({
    startedSince: () => Promise.resolve([{ ...lost, startedAt: world.now() - MINUTE }]),
    recordingsOf: () => Promise.resolve([{ recordingSid: 'RE9', seconds: 20, at: world.now() - 30 * SECOND }]),
  });
  expect(await recoverLostCalls({ ...parts, phone: heard })).toBe(1);
  const lead = (await parts.leads.openByKey('tel:+12025550199'))!;
  expect(lead).toMatchObject({ state: 'callback', promise: { why: 'messageLeft' } });
  expect(await listSounds(parts, lead)).toMatchObject([{ id: 'RE9', kind: 'message', seconds: 20 }]);
});
