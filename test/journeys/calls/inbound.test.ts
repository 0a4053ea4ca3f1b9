/** Incoming calls, from the first ring to every possible result, in each language of the demo. */
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { spellDigits } from '../../../src/core/call/spellDigits.ts';
import type { Language } from '../../../src/core/vocabulary/language.ts';
import type { Handset } from '../../../packages/twilio-network/src/handsets/handset.ts';
import { DAY, MINUTE } from '../../../src/core/vocabulary/time.ts';
import { DEMO_CAMPAIGN } from '../../../src/demo/campaign.ts';
import { TOLL_FREE } from '../../support/calls.ts';
import type { Floor } from '../../../src/shared/floor.ts';
import type { TimelineItem } from '../../../src/shared/desk.ts';
import { expectOnly, now, sentence } from '../../support/spoken.ts';
import { hearing, joinLine, startTelephony, type Telephony } from '../../support/telephony.ts';
import { PATIENCE_MS } from '../../support/patience.ts';

let lab: Telephony;
beforeAll(async () => {
  lab = await startTelephony();
});
afterEach(async () => {
  await lab.clear();
  await lab.setFlow({});
});
afterAll(() => lab.stop());

/** Each journey has its own phone: what it hears belongs to that journey. */
let tel = '';
let count = 0;
beforeEach(() => {
  count += 1;
  tel = `+1202555${String(100 + count).padStart(4, '0')}`;
});

const accounted = async () => {
  const sam = await lab.demo.signIn('sam@demo.test');
  expect(await lab.demo.conservation(sam)).toMatchObject({ unaccounted: 0, repaired: 0 });
};
const settled = (state: string, of = tel) =>
  lab.until(async () => (await lab.leadOf(of)).state === state, `the lead becomes ${state}`);

/** An agent who speaks it, the next agent, and the agent’s own language, in which they hear whispers. */
const PEOPLE = {
  en: { first: 'ana', second: 'ben', hears: { first: 'en', second: 'en' } },
  ko: { first: 'chloe', second: 'ana', hears: { first: 'ko', second: 'en' } },
} as const;
/** In the whisper of either language. */
const KEY_ONE = /press 1|1번을 누르면/i;
/** A holiday, whenever this runs. */
const dateIn = (days: number) => new Date(Date.now() + days * DAY).toISOString().slice(0, 10);
const CLOSED = { ...DEMO_CAMPAIGN.hours, zone: 'UTC', holidays: [dateIn(0), dateIn(1)] };

describe.each(['en', 'ko'] as const)('in %s', (language: Language) => {
  const { first, second, hears } = PEOPLE[language];
  const says = (key: Parameters<typeof sentence>[1], values = {}) => sentence(language, key, values);

  /** Calls and chooses the language; everything after that is in it. */
  async function ring({ hidden = false, number = tel } = {}): Promise<{ caller: Handset; chosen: number }> {
    const caller = lab.caller(number);
    caller.dial(TOLL_FREE, { hidden });
    await caller.waitFor(sentence('en', 'language', { key: 1 }), PATIENCE_MS);
    await caller.waitFor(sentence('ko', 'language', { key: 2 }), PATIENCE_MS);
    const chosen = now(caller);
    caller.press(language === 'en' ? '1' : '2');
    return { caller, chosen };
  }

  /** From the call to the line, where the position is announced. */
  async function waiting({
    position = 1,
    ...options
  }: { position?: number; hidden?: boolean; number?: string } = {}): Promise<{ caller: Handset; chosen: number }> {
    const { caller, chosen } = await ring(options);
    await caller.waitFor(language === 'en' ? 'For a battery, press 2.' : '가정용 배터리는, 2번.', PATIENCE_MS);
    caller.press('1');
    // The test decides whether anyone is on shift yet.
    const inLine = position === 1 ? (['line.next', 'line.nobody'] as const) : (['line.position'] as const);
    const sentences = inLine.map((key) => says(key, { count: position }));
    await caller.waitFor(
      (event) => event.kind === 'hears' && event.sound.kind === 'say' && sentences.includes(event.sound.text),
      PATIENCE_MS,
    );
    return { caller, chosen };
  }

  test('[K1] from the call to wrap-up: language, question, line, whisper, talk, outcome', async () => {
    await lab.setFlow({ recording: { keepDays: 7 } });
    const agent = await lab.agent(first);
    const before = now(agent.phone);
    const { caller, chosen } = await waiting();
    const lead = await agent.accept();
    expect(lead).toMatchObject({
      state: 'connecting',
      person: { language },
      call: { stage: 'ringingAgent', isPersonOnLine: true, direction: 'inbound' },
    });
    await agent.takeCall();
    await caller.waitFor(says('recorded'), PATIENCE_MS);
    await hearing(caller, `client:user_${first}`);
    expect(await agent.lead(({ state }) => state === 'talking')).toMatchObject({
      call: { stage: 'talking', onHold: false },
    });
    expect(await lab.leadOf(tel)).toMatchObject({ interest: 'roof', state: 'talking', person: { language } });

    caller.hangUp();
    await agent.lead(({ state }) => state === 'wrapUp');
    await agent.phone.waitForState('idle', PATIENCE_MS);
    expect(await agent.desk.ask('lead:close', { leadId: lead.id, outcome: 'appointment' })).toEqual({ ok: true });
    expect(await lab.leadOf(tel)).toMatchObject({ state: 'closed', outcome: 'appointment' });
    expectOnly(language, caller, chosen);
    expectOnly(hears.first, agent.phone, before);
    expect(agent.phone.said.join(' ')).toContain(
      sentence(hears.first, `whisper.${language}`, {
        label: hears.first === 'en' ? 'Panels on my roof' : '지붕 태양광 패널',
      }),
    );
    await accounted();
  });

  test('[K8] the second in line hears so, and how long it will probably take', async () => {
    await lab.setFlow({ line: { ...DEMO_CAMPAIGN.calls!.line, maxWaitMs: 20 * MINUTE } });
    await lab.agent(first);
    const answered = ['CAa', 'CAb', 'CAc'].map((_id) => ({
      _id,
      campaignId: 'demo',
      role: 'caller',
      place: 'ended',
      isSettled: true,
      rev: 0,
      talkingAt: new Date(),
    }));
    await lab.demo.connection.collection<{ _id: string }>('calls').insertMany(answered);
    await waiting({ number: '+13105550144' });
    const { caller, chosen } = await waiting({ position: 2 });
    await caller.waitFor(says('line.wait', { count: 10 }), PATIENCE_MS);
    await caller.waitFor(says('line.keepPlace', { key: 1 }), PATIENCE_MS);
    // Then music, which exists.
    await caller.waitFor('/twilio/sounds/line.wav', PATIENCE_MS);
    expect((await fetch(`${lab.demo.url}/twilio/sounds/line.wav`)).headers.get('content-type')).toBe('audio/wav');
    expectOnly(language, caller, chosen);
  });

  test('[K4] the place is kept by key, the number read back; when it is their turn they are called', async () => {
    const { caller, chosen } = await waiting();
    caller.press('1');
    await caller.waitFor(
      says('keep.confirm', { number: spellDigits(tel.slice(2).replace(/^(...)(...)/, '$1 $2 ')) }),
      PATIENCE_MS,
    );
    caller.press('1');
    await caller.waitFor(says('goodbye.placeKept'), PATIENCE_MS);
    await caller.waitForState('idle', PATIENCE_MS);
    expectOnly(language, caller, chosen);
    expect(await lab.leadOf(tel)).toMatchObject({ state: 'waiting', wait: { bonusMs: 600_000 } });

    const agent = await lab.agent(first);
    await agent.accept();
    await agent.takeCall();
    await caller.waitForState('ringing', PATIENCE_MS);
    caller.answer();
    await hearing(caller, `client:user_${first}`);
    await settled('talking');
    await accounted();
  });

  test('[K4] another number is typed, read back and kept; star would have gone back to the line', async () => {
    const { caller, chosen } = await waiting();
    caller.press('1');
    await caller.waitFor(says('keep.keys', { yes: 1, other: 2 }), PATIENCE_MS);
    caller.press('*');
    await caller.waitFor(says('line.nobody'), PATIENCE_MS);
    caller.press('1');
    await caller.waitFor(says('keep.keys', { yes: 1, other: 2 }), PATIENCE_MS);
    caller.press('2');
    await caller.waitFor(says('keep.enter'), PATIENCE_MS);
    caller.press('3105550100#');
    await caller.waitFor(says('keep.confirm', { number: '3 1 0, 5 5 5, 0 1 0 0' }), PATIENCE_MS);
    caller.press('1');
    await caller.waitFor(says('goodbye.placeKept'), PATIENCE_MS);
    await settled('waiting', '+13105550100');
    expectOnly(language, caller, chosen);
  });

  test('[K5] a message instead of waiting becomes a callback', async () => {
    const { caller, chosen } = await waiting();
    caller.press('2');
    await caller.waitFor(says('message.leave'), PATIENCE_MS);
    await caller.waitFor('beep', PATIENCE_MS);
    caller.speak('…', 100);
    const spokenBy = Date.now() + 100;
    await lab.until(() => Date.now() > spokenBy, 'it is said');
    caller.press('#');
    await caller.waitFor(says('goodbye.messageLeft'), PATIENCE_MS);
    await settled('callback');
    expect(await lab.leadOf(tel)).toMatchObject({ promise: { why: 'messageLeft' }, person: { language } });
    expectOnly(language, caller, chosen);
    await accounted();
  });

  test.each([
    ['a message is taken by key', { maxMs: 60_000 }],
    ['where none is taken, a call back is promised', null],
  ] as const)('[K3] while the business is closed %s', async (_what, message) => {
    await lab.setFlow({ message }, CLOSED);
    const { caller, chosen } = await ring();
    await caller.waitFor(says('notice.closed'), PATIENCE_MS);
    // K100: the demo’s customers choose times, so the keys for both are said first.
    await caller.waitFor(says('notice.timeKey', { key: 3 }), PATIENCE_MS);
    if (message) {
      await caller.waitFor(says('notice.messageKey', { key: 2 }), PATIENCE_MS);
      caller.press('2');
      await caller.waitFor(says('message.leave'), PATIENCE_MS);
    }
    caller.hangUp();
    await settled('callback');
    expectOnly(language, caller, chosen);
    expect(await lab.leadOf(tel)).toMatchObject({ person: { language } });
  });

  test('[K6] a caller whom nobody can serve in time is told about the callback, and it is scheduled', async () => {
    await lab.setFlow({ line: { ...DEMO_CAMPAIGN.calls!.line, announceEveryMs: 5000, maxWaitMs: 30_000 } });
    const { caller, chosen } = await waiting();
    // As if the line’s patience had run out, without waiting for it.
    const past = new Date(Date.now() - MINUTE);
    const set = { nextStepAt: past, deadlineAt: past, 'wait.startedAt': past };
    const leads = lab.demo.connection.collection('leads');
    await leads.updateOne({ 'person.tel': tel }, { $set: set, $inc: { rev: 1 } });
    await caller.waitFor(says('notice.promised'), PATIENCE_MS);
    await caller.waitFor(says('notice.messageKey', { key: 2 }), PATIENCE_MS);
    caller.hangUp();
    await settled('callback');
    expectOnly(language, caller, chosen);
  });

  test('[K14] a caller who hangs up in line is called back; [K37] a caller who calls again is greeted with that', async () => {
    const { caller } = await waiting();
    caller.hangUp();
    await settled('callback');
    const before = now(caller);
    caller.dial(TOLL_FREE);
    await caller.waitFor(says('welcome.today'), PATIENCE_MS);
    await caller.waitFor(says('welcome.connected'), PATIENCE_MS);
    const other = language === 'en' ? 'ko' : 'en';
    const offer = sentence(other, 'language', { key: other === 'en' ? 1 : 2 });
    await caller.waitFor(offer, PATIENCE_MS);
    expect(caller.said.join(' ')).not.toContain('Maria');
    // The language changes by its key, and what follows is in it.
    const chosen = now(caller);
    caller.press(other === 'en' ? '1' : '2');
    await caller.waitFor(other === 'en' ? 'For a battery, press 2.' : '가정용 배터리는, 2번.', PATIENCE_MS);
    caller.press('2');
    await caller.waitFor(sentence(other, 'line.nobody'), PATIENCE_MS);
    expectOnly(other, caller, chosen);
    expect(chosen).toBeGreaterThan(before);
    expect(await lab.leadOf(tel)).toMatchObject({ person: { language: other }, inquiries: [{}, {}] });
    await accounted();
  });

  test('[K14] a caller who hangs up right away is still called back; the second time in a row it closes as abandoned', async () => {
    for (const state of ['callback', 'closed']) {
      const caller = lab.caller(tel);
      caller.dial(TOLL_FREE);
      await caller.waitFor('Brightroof', PATIENCE_MS);
      caller.hangUp();
      await settled(state);
    }
    expect(await lab.leadOf(tel)).toMatchObject({ outcome: 'abandoned' });
  });

  test('[K6] who withholds the number is asked for one; hanging up instead closes as abandoned', async () => {
    const { caller, chosen } = await waiting({ hidden: true });
    caller.press('1');
    await caller.waitFor(says('keep.enter'), PATIENCE_MS);
    const leads = lab.demo.connection.collection('leads');
    const live = await leads.findOne({ 'liveCall.callId': caller.callSid });
    caller.hangUp();
    await lab.until(
      async () => (await leads.findOne({ _id: live!._id }))?.['outcome'] === 'abandoned',
      'the anonymous caller is closed as abandoned',
    );
    expectOnly(language, caller, chosen);
  });

  const refuses = (how: 'busy' | 'failed' | 'no-answer') => (phone: Handset) => Promise.resolve(phone.reject(how));
  test.each([
    ['busy', refuses('busy')],
    ['failed', refuses('failed')],
    ['not answered', refuses('no-answer')],
    [
      'answered without the key',
      async (phone: Handset) => {
        const before = now(phone);
        phone.answer();
        for (const times of [1, 2]) {
          const whispers = () => phone.events.filter((one) => one.n > before && KEY_ONE.test(JSON.stringify(one)));
          await lab.until(() => whispers().length === times, 'the whisper is heard');
          phone.press('9');
        }
      },
    ],
  ])('[K13] an agent’s leg that is %s sends the caller to the next agent', async (_how, fail) => {
    const agent = await lab.agent(first);
    const { caller, chosen } = await waiting();
    await agent.accept();
    const next = await lab.agent(second);
    await agent.phone.waitForState('ringing', PATIENCE_MS);
    await fail(agent.phone);
    await next.accept();
    await next.takeCall();
    await hearing(caller, `client:user_${second}`);
    await settled('talking');
    expectOnly(language, caller, chosen);
    await accounted();
  });

  test('[K13] an agent without a browser phone is called on their own phone, and hears the whisper there', async () => {
    const agent = await lab.agent(first);
    const agents = lab.demo.connection.collection<{ _id: string }>('agents');
    await agents.updateOne({ _id: `user_${first}` }, { $set: { telephone: '+14155550123' }, $inc: { rev: 1 } });
    // An agent follows the person: a sweep corrects differences.
    const people = lab.demo.connection.collection<{ _id: string }>('users');
    await people.updateOne({ _id: `user_${first}` }, { $set: { 'agent.telephone': '+14155550123' } });
    await lab.demo.changed();
    await agent.desk.ask('phone:gone', {});
    const telephone = lab.caller('+14155550123');
    const before = now(telephone);
    try {
      const { caller, chosen } = await waiting();
      await agent.accept();
      await telephone.waitForState('ringing', PATIENCE_MS);
      telephone.answer();
      await telephone.waitFor(sentence(hears.first, 'whisper.key', { key: 1 }), PATIENCE_MS);
      telephone.press('1');
      await hearing(caller, '+14155550123');
      await settled('talking');
      expectOnly(language, caller, chosen);
      expectOnly(hears.first, telephone, before);
      await accounted();
    } finally {
      await agents.updateOne({ _id: `user_${first}` }, { $unset: { telephone: '' }, $inc: { rev: 1 } });
    }
  });
});

test('[K32] a caller without a name is identified on the floor, is named by the agent, and is known when they call again', async () => {
  const sam = await lab.demo.signIn('sam@demo.test');
  const caller = await joinLine(lab, { number: tel });
  const { waiting } = await lab.demo.get<Floor>('/api/floor', sam);
  expect(waiting).toMatchObject([{ name: '', numberEnd: tel.slice(-4) }]);

  const ana = await lab.agent('ana');
  const { id: leadId } = await ana.accept();
  await ana.takeCall();
  const talking = await ana.lead(({ state }) => state === 'talking');
  expect(talking.script).toContain('Hello, this is');
  const say = (name: string) => ana.desk.ask('lead:profile', { leadId, changes: { name } });
  expect(await say('  Jo \u0000 Park ')).toMatchObject({ ok: true, lead: { person: { name: 'Jo Park' } } });
  expect(await say('Jo Park')).toMatchObject({ ok: true });
  expect(await say(' ')).toMatchObject({ ok: false, mistakes: [{ path: 'name', code: 'missing' }] });
  expect((await ana.lead(({ person }) => person.name !== '')).script).toContain('Hello Jo Park,');
  const { entries } = await lab.demo.get<{ entries: TimelineItem[] }>(`/api/leads/${leadId}/timeline`, sam);
  expect(entries.filter(({ kind }) => kind === 'profile')).toMatchObject([
    { data: { edits: [{ field: 'name', from: '', to: 'Jo Park' }] } },
  ]);
  const { agents } = await lab.demo.get<Floor>('/api/floor', sam);
  expect(agents.find(({ id }) => id === 'user_ana')?.lead).toEqual(
    expect.not.objectContaining({ numberEnd: expect.anything() }),
  );

  caller.hangUp();
  await ana.lead(({ state }) => state === 'wrapUp');
  await ana.desk.ask('lead:close', { leadId, outcome: 'appointment' });
  await ana.phone.waitForState('idle', PATIENCE_MS);
  caller.dial(TOLL_FREE);
  await caller.waitFor(sentence('en', 'welcome.back'), PATIENCE_MS);
  caller.press('1');
  await caller.waitFor('For a battery, press 2.', PATIENCE_MS);
  caller.press('2');
  // This caller’s lead: one with an earlier callback may be offered first.
  const isTheirs = (shown = '') => shown.endsWith(tel.slice(-4));
  const offer = await ana.desk.offer(({ lead }) => lead.id !== leadId && isTheirs(lead.person.telShown));
  expect(offer.lead.person.name).toBe('Jo Park');
});
