/** Calls over the real stores, with a telephone network that says what the test wants, or nothing. */
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { KEYS } from '../../../src/core/call/callStep.ts';
import { MINUTE, SECOND } from '../../../src/core/vocabulary/time.ts';
import type { Leg, NetworkCall, Phone } from '../../../src/ports/calls.ts';
import type { Parts } from '../../../src/ports/parts.ts';
import { acceptOffer } from '../../../src/usecases/routing/answerOffer.ts';
import { continueCall, handleKeys, handleMessage, receiveCall } from '../../../src/usecases/calls/answerCall.ts';
import { handleCallEnd, recoverLostCalls, settleCalls } from '../../../src/usecases/calls/settleCalls.ts';
import { sweepDeadlines } from '../../../src/usecases/lead/sweepDeadlines.ts';
import { sweepEffects } from '../../../src/usecases/effects/runEffects.ts';
import { CALLER, TEST_FLOW, TOLL_FREE } from '../../support/calls.ts';
import { fakePhone } from '../../support/phone.ts';
import { startWorld, testCampaign, type World } from '../../support/world.ts';

let world: World;
let parts: Parts;
let placed: Leg[];
let answer: Awaited<ReturnType<Phone['place']>>;
let known: Map<string, NetworkCall>;

beforeEach(async () => {
  world = await startWorld({ calls: { ...TEST_FLOW, languages: ['en'], questions: [] } });
  [placed, known, answer] = [[], new Map(), { kind: 'placed', sid: 'CA_agent' }];
  const phone = fakePhone({
    place: (leg) => {
      placed.push(leg);
      return Promise.resolve(answer);
    },
    find: (sid) => Promise.resolve(known.get(sid) ?? null),
    startedSince: () => Promise.resolve([...known.values()]),
  });
  parts = { ...world.parts, phone };
});
afterEach(() => world.stop());

const ring = (sid = 'CA1', from = CALLER) => receiveCall(parts, { sid, from, to: TOLL_FREE });
const going = (sid: string, end: NetworkCall['end'] = null, startedAt = world.now()): NetworkCall => ({
  ...{ sid, from: CALLER, to: TOLL_FREE, isInbound: true, isDialed: true, startedAt, end },
});
const theLead = () => parts.leads.openByKey(`tel:${CALLER}`);
const offered = async () => {
  await world.addAgent('ana', { softphoneSince: world.now() });
  await world.tick();
  await world.seeAll();
  return world.lastOffer('ana').offerId;
};
/** Orders are given behind the change that caused them. */
const ordered = async (isGiven: () => boolean | Promise<boolean>) => {
  for (let round = 0; round < 500 && !(await isGiven()); round += 1)
    await new Promise((resolve) => setTimeout(resolve, 10));
};

test('[K2] the same ring twice is one call, one lead and the same answer', async () => {
  const first = await ring();
  expect(await ring()).toMatchObject({ instructions: first!.instructions });
  expect(await theLead()).toMatchObject({ state: 'waiting', inquiries: [{ kind: 'call' }] });
});

test('[K39] a call to a number that no campaign has is refused, and the log says which number rang, and nothing of who', async () => {
  const lines: unknown[] = [];
  const log = { ...parts.log, warn: (...line: unknown[]) => void lines.push(line) };
  expect(await receiveCall({ ...parts, log }, { sid: 'CA1', from: CALLER, to: '+18005550199' })).toBeNull();
  expect(lines).toEqual([[{ dialled: '+18005550199' }, expect.stringContaining('no active campaign has the number')]]);
  expect(JSON.stringify(lines)).not.toContain(CALLER);
  expect(await parts.calls.byId('CA1')).toBeNull();
});

test('[K12] an agent without a telephone is passed over for a caller, and the record says why', async () => {
  await ring();
  await world.addAgent('ben');
  await world.tick();
  world.pass(40 * SECOND);
  await world.tick();
  const [decision] = await parts.decisions.ofLead(
    (await parts.leads.lastClosedByTel(CALLER))?.id ?? (await theLead())!.id,
  );
  expect(decision?.passedOver).toMatchObject({ noTelephone: ['ben'] });
});

test.each([
  ['who shows a number, a callback', CALLER, 'caller-gone'],
  ['who withholds it, none', 'anonymous', 'caller-gone-closed'],
])(
  '[K14] a desk is told what becomes of a caller who hung up while they were offered: of %s',
  async (_who, from, reason) => {
    await ring('CA1', from);
    await offered();
    world.pass(10 * SECOND);
    await handleCallEnd(parts, 'CA1', 'completed', 2);
    expect(world.heard.filter(({ event }) => event === 'offerEnded')).toMatchObject([{ payload: { reason } }]);
  },
);

test.each([
  ['hung up', '2', 'callerGone', 'prospect'],
  ['were thanked by us, who ended the call', '', 'saidGoodbye', 'system'],
])('[K6] the history says whether they %s', async (_what, keys, kind, by) => {
  await ring();
  world.pass(11 * MINUTE);
  await sweepDeadlines(parts);
  await ordered(async () => (await parts.calls.byId('CA1'))?.place === 'told');
  const told = (await parts.calls.byId('CA1'))!;
  expect(told.place).toBe('told');
  await handleKeys(parts, 'CA1', { step: told.step, keys, where: 'call' });
  await handleCallEnd(parts, 'CA1', 'completed', 2);
  const lead = (await theLead())!;
  expect(lead).toMatchObject({ state: 'callback', promise: { why: 'noAgent' } });
  const entries = await parts.leads.timeline(lead.id);
  expect(entries.at(-1)).toMatchObject({ kind, by: { kind: by } });
});

test('[K5] [K6] a caller who hears about the callback can still leave a message: it counts once, and the callback stands', async () => {
  await ring();
  world.pass(11 * MINUTE);
  await sweepDeadlines(parts);
  await ordered(async () => (await parts.calls.byId('CA1'))?.place === 'told');
  const { step } = (await parts.calls.byId('CA1'))!;
  const { dueAt } = (await theLead())!.promise!;
  await handleKeys(parts, 'CA1', { step, keys: KEYS.message, where: 'call' });
  expect((await parts.calls.byId('CA1'))?.place).toBe('message');
  const recording = { recordingSid: 'RE1', seconds: 12 };
  await handleMessage(parts, 'CA1', recording);
  await handleMessage(parts, 'CA1', recording);
  await handleCallEnd(parts, 'CA1', 'completed', 2);
  await handleMessage(parts, 'CA1', recording);
  const lead = (await theLead())!;
  expect(lead).toMatchObject({ state: 'callback', promise: { why: 'noAgent', dueAt } });
  expect(lead).not.toHaveProperty('liveCall');
  const left = (await parts.leads.timeline(lead.id)).filter(({ kind }) => kind === 'messageLeft');
  expect(left).toMatchObject([{ by: { kind: 'prospect' }, data: { seconds: 12 } }]);
  expect((await parts.calls.byId('CA1'))?.messages).toMatchObject([recording]);
});

test('[K8] who waits is next in line only while somebody is on shift', async () => {
  await ring();
  const heard = async () =>
    JSON.stringify((await continueCall(parts, 'CA1', 'queue', { sid: 'CA1', isMachine: false }))!);
  expect(await heard()).toContain('line.nobody');
  await world.addAgent('ana', { presence: 'away' });
  expect(await heard()).toContain('line.next');
  expect(await heard()).not.toContain('line.nobody');
});

test('[K8] [R186] who waits for agents at a site is next in line only while one of them is on shift', async () => {
  const calls = { ...TEST_FLOW, languages: ['en' as const], questions: [] };
  await parts.campaigns.save(testCampaign({ calls, siteIds: ['busan'] }));
  await ring();
  const heard = async () =>
    JSON.stringify((await continueCall(parts, 'CA1', 'queue', { sid: 'CA1', isMachine: false }))!);
  await world.addAgent('ana', { softphoneSince: world.now() });
  expect(await heard()).toContain('line.nobody');
  await world.addAgent('ben', { siteId: 'busan', presence: 'away' });
  expect(await heard()).toContain('line.next');
});

describe('[K23] a leg', () => {
  test('whose order had no answer is not placed again: the deadline sends the caller on', async () => {
    await ring();
    answer = { kind: 'unknown' };
    const offerId = await offered();
    await acceptOffer(parts, { agentId: 'ana', offerId });
    await ordered(() => placed.length > 0);
    world.pass(6 * SECOND);
    await sweepEffects(parts);
    expect(placed).toHaveLength(1);
    world.pass(20 * SECOND);
    await world.tick();
    expect((await theLead())?.state).not.toBe('connecting');
    // The answer of that leg, should it come after all, finds that its lead has gone on.
    expect(await continueCall(parts, placed[0]!.callId, 'call', { sid: 'CA_late', isMachine: false })).toMatchObject({
      instructions: [{ do: 'hangUp' }],
    });
  });

  test('that the network refuses counts as failed, and the caller goes on', async () => {
    await ring();
    answer = { kind: 'refused', reason: '400 21211', isOurs: false };
    await acceptOffer(parts, { agentId: 'ana', offerId: await offered() });
    await ordered(() => placed.length > 0);
    await ordered(async () => (await parts.calls.byId(placed[0]!.callId))?.place === 'ended');
    await settleCalls(parts);
    expect(await theLead()).toMatchObject({ wait: { tried: [{ agentId: 'ana', how: 'missed' }] } });
  });
});

describe('[K21] the network is asked', () => {
  test('about a call that has been silent for too long, and what is over is closed', async () => {
    await ring();
    known.set('CA1', going('CA1', 'completed'));
    world.pass(2 * MINUTE);
    await settleCalls(parts);
    expect(await theLead()).toMatchObject({ state: 'callback', promise: { why: 'callerHungUp' } });
    expect(await parts.calls.byId('CA1')).toMatchObject({ place: 'ended', isSettled: true });
    expect(await settleCalls(parts)).toBe(0);
  });

  test('and a call that goes on is left alone', async () => {
    await ring();
    known.set('CA1', going('CA1'));
    world.pass(2 * MINUTE);
    await settleCalls(parts);
    expect(await parts.calls.byId('CA1')).toMatchObject({ place: 'line' });
  });

  test('for calls that we never stored: each becomes a lead, once', async () => {
    known.set('CA9', going('CA9', 'completed', world.now() - MINUTE));
    expect(await recoverLostCalls(parts)).toBe(1);
    expect(await theLead()).toMatchObject({ state: 'callback', inquiries: [{ id: 'inq_CA9' }] });
    expect(await recoverLostCalls(parts)).toBe(0);
  });
});

test('[K2] the end of a call that is told twice, and late, counts once', async () => {
  await ring();
  await handleCallEnd(parts, 'CA1', 'completed', 2);
  const after = await theLead();
  await handleCallEnd(parts, 'CA1', 'completed', 2);
  await handleCallEnd(parts, 'CA1', 'failed', 1);
  expect((await theLead())?.seq).toBe(after?.seq);
  expect(await handleKeys(parts, 'CA1', { step: 1, keys: '1', where: 'queue' })).toMatchObject({
    call: { place: 'ended' },
  });
});

test('[K10] a call that was refused makes no lead when it is over, and nobody is called back', async () => {
  for (let call = 1; call <= 21; call += 1) await ring(`CA${call}`);
  const before = await theLead();
  await handleCallEnd(parts, 'CA21', 'completed', 1);
  expect(await parts.calls.byId('CA21')).toMatchObject({ place: 'rejected' });
  expect((await theLead())?.inquiries).toEqual(before?.inquiries);
});

test('[K8] whoever hung up in the line is not ahead of anybody', async () => {
  await ring();
  const { lineSince } = (await parts.calls.byId('CA1')) ?? {};
  expect(lineSince).toBeDefined();
  await handleCallEnd(parts, 'CA1', 'completed', 1);
  expect(await parts.calls.aheadInLine('solar', world.now() + 1000)).toBe(0);
});

test('[K10] callers who withhold their numbers count with each other', async () => {
  for (let call = 1; call <= 61; call += 1) await ring(`CA${call}`, 'anonymous');
  expect(await parts.calls.byId('CA60')).toMatchObject({ place: 'line' });
  expect(await parts.calls.byId('CA61')).toMatchObject({ place: 'rejected', why: 'tooMany' });
});

test('[K10] a caller who rings too often is refused, and it is recorded', async () => {
  for (let call = 1; call <= 21; call += 1) await ring(`CA${call}`);
  expect(await parts.calls.byId('CA21')).toMatchObject({ place: 'rejected', why: 'tooMany' });
  expect((await ring('CA22'))?.instructions).toEqual([{ do: 'reject', isBusy: true }]);
});
