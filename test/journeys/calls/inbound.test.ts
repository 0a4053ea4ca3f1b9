import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { Floor } from '../../../src/shared/api.ts';
import type { TimelineItem } from '../../../src/shared/desk.ts';
import { CALLER, TOLL_FREE } from '../../support/calls.ts';
import { hearing, joinLine, startTelephony, WITHIN_MS, type Telephony } from '../../support/telephony.ts';

let lab: Telephony;
beforeEach(async () => {
  lab = await startTelephony();
});
afterEach(() => lab.stop());

type Phone = ReturnType<Telephony['caller']>;

const accounted = async () => {
  const sam = await lab.demo.signIn('sam@demo.test');
  expect(await lab.demo.conservation(sam)).toMatchObject({ unaccounted: 0, repaired: 0 });
};
const settled = (state: string, tel = CALLER) =>
  lab.until(async () => (await lab.leadOf(tel)).state === state, `the lead becomes ${state}`);

describe('[K1] from ring to wrap-up', () => {
  test.each([
    ['en', 'ana'],
    ['ko', 'chloe'],
  ] as const)('in %s', async (language, name) => {
    const agent = await lab.agent(name);
    const caller = await joinLine(lab, { language });
    const lead = await agent.accept();
    expect(lead).toMatchObject({
      state: 'connecting',
      person: { language },
      call: { stage: 'ringingAgent', isPersonOnLine: true, direction: 'inbound' },
    });
    await agent.takeCall();
    await hearing(caller, `client:user_${name}`);
    const talking = await agent.lead(({ state }) => state === 'talking');
    expect(talking.call).toMatchObject({ stage: 'talking', onHold: false });
    expect(await lab.leadOf()).toMatchObject({ interest: 'roof', state: 'talking' });

    caller.hangUp();
    await agent.lead(({ state }) => state === 'wrapUp');
    await agent.phone.waitForState('idle', WITHIN_MS);
    expect(await agent.desk.ask('lead:close', { leadId: lead.id, outcome: 'appointment' })).toEqual({ ok: true });
    expect(await lab.leadOf()).toMatchObject({ state: 'closed', outcome: 'appointment' });
    await accounted();
  });
});

test('[K32] a caller without a name is told apart on the floor, is named by the agent, and is known when they ring again', async () => {
  const sam = await lab.demo.signIn('sam@demo.test');
  const caller = await joinLine(lab);
  const { waiting } = await lab.demo.get<Floor>('/api/floor', sam);
  expect(waiting).toMatchObject([{ name: '', numberEnd: CALLER.slice(-4) }]);

  const ana = await lab.agent('ana');
  const { id: leadId } = await ana.accept();
  await ana.takeCall();
  const talking = await ana.lead(({ state }) => state === 'talking');
  expect(talking.script).toContain('Hello, this is');
  const say = (name: string, before = '') => ana.desk.ask('lead:name', { leadId, name, before });
  expect(await say('  Jo \u0000 Park ')).toMatchObject({ ok: true, lead: { person: { name: 'Jo Park' } } });
  expect(await say('Jo Park')).toMatchObject({ ok: true });
  expect(await say('Joe')).toMatchObject({ ok: false, code: 'edited-meanwhile' });
  expect(await say(' ', 'Jo Park')).toMatchObject({ ok: false, code: 'bad-input' });
  expect((await ana.lead(({ person }) => person.name !== '')).script).toContain('Hello Jo Park,');
  const { entries } = await lab.demo.get<{ entries: TimelineItem[] }>(`/api/leads/${leadId}/timeline`, sam);
  expect(entries.filter(({ kind }) => kind === 'named')).toMatchObject([{ data: { name: 'Jo Park' } }]);
  const { agents } = await lab.demo.get<Floor>('/api/floor', sam);
  expect(agents.find(({ id }) => id === 'user_ana')?.lead).toEqual(
    expect.not.objectContaining({ numberEnd: expect.anything() }),
  );

  caller.hangUp();
  await ana.lead(({ state }) => state === 'wrapUp');
  await ana.desk.ask('lead:close', { leadId, outcome: 'appointment' });
  await ana.phone.waitForState('idle', WITHIN_MS);
  caller.dial(TOLL_FREE);
  const offer = await ana.desk.offer(({ lead }) => lead.id !== leadId);
  expect(offer.lead.person.name).toBe('Jo Park');
});

test('[K4] the place is kept by key; when it is their turn they are called, at the number that was read back', async () => {
  const caller = await joinLine(lab);
  caller.press('1');
  await caller.waitFor('2 0 2, 5 5 5, 0 1 4 3', WITHIN_MS);
  caller.press('1');
  await caller.waitFor('Your place is kept', WITHIN_MS);
  await caller.waitForState('idle', WITHIN_MS);
  const before = await lab.leadOf();
  expect(before).toMatchObject({ state: 'waiting', wait: { bonusMs: 600_000 } });

  const ana = await lab.agent('ana');
  await ana.accept();
  await ana.takeCall();
  await caller.waitForState('ringing', WITHIN_MS);
  caller.answer();
  await hearing(caller, 'client:user_ana');
  await settled('talking');
  await accounted();
});

test('[K4] in Korean, another number is typed, read back and kept', async () => {
  const caller = await joinLine(lab, { language: 'ko' });
  caller.press('1');
  await caller.waitFor('번호로 전화드리겠습니다', WITHIN_MS);
  caller.press('2');
  await caller.waitFor('우물 정', WITHIN_MS);
  caller.press('3105550100#');
  await caller.waitFor('3 1 0, 5 5 5, 0 1 0 0', WITHIN_MS);
  caller.press('1');
  await caller.waitFor('순서를 유지해', WITHIN_MS);
  await settled('waiting', '+13105550100');
});

test('[K5] a message instead of waiting becomes a callback', async () => {
  const caller = await joinLine(lab);
  caller.press('2');
  await caller.waitFor('beep', WITHIN_MS);
  caller.speak('Please call me about my roof', 200);
  await new Promise((resolve) => caller.listen((event) => event.n > 0 && resolve(event)));
  caller.press('#');
  await caller.waitFor('Thank you for your message', WITHIN_MS);
  await settled('callback');
  expect(await lab.leadOf()).toMatchObject({ promise: { why: 'messageLeft' } });
  await accounted();
});

describe('[K14] hanging up', () => {
  test('in line: called back', async () => {
    const caller = await joinLine(lab);
    caller.hangUp();
    await settled('callback');
    expect(await lab.leadOf()).toMatchObject({ promise: { why: 'callerHungUp' } });
    await accounted();
  });

  test('at once: called back all the same; at once again: closed as abandoned', async () => {
    const caller = lab.caller();
    for (const state of ['callback', 'closed']) {
      caller.dial(TOLL_FREE);
      await caller.waitFor('Welcome', WITHIN_MS);
      caller.hangUp();
      await settled(state);
    }
    expect(await lab.leadOf()).toMatchObject({ outcome: 'abandoned' });
  });

  test('without a number: closed as abandoned', async () => {
    const caller = await joinLine(lab, { hidden: true });
    const leads = lab.demo.connection.collection('leads');
    const live = await leads.findOne({ 'liveCall.callId': caller.callSid });
    caller.hangUp();
    await lab.until(
      async () => (await leads.findOne({ _id: live!._id }))?.['outcome'] === 'abandoned',
      'the anonymous caller is closed as abandoned',
    );
  });
});

describe('[K13] an agent’s leg that fails sends the caller to the next agent', () => {
  test.each([
    ['busy', (phone: Phone) => phone.reject('busy')],
    [
      'no key',
      (phone: Phone) => {
        phone.answer();
        phone.press('9');
        setTimeout(() => phone.hangUp(), 500);
      },
    ],
  ])('%s', async (_name, fail) => {
    const ana = await lab.agent('ana');
    const caller = await joinLine(lab);
    await ana.accept();
    const ben = await lab.agent('ben');
    await ana.phone.waitForState('ringing', WITHIN_MS);
    fail(ana.phone);
    await ben.accept();
    await ben.takeCall();
    await hearing(caller, 'client:user_ben');
    await settled('talking');
    await accounted();
  });
});
