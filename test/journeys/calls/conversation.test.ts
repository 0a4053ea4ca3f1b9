/** What desks and floor do with a conversation: hold, mute, keys, transfer, monitoring, in each language. */
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { Language } from '../../../src/core/vocabulary/language.ts';
import type { Handset } from '../../../packages/twilio-network/src/handsets/handset.ts';
import type { Floor } from '../../../src/shared/floor.ts';
import type { DeskLead } from '../../../src/shared/desk.ts';
import { expectOnly, now, saidTo, sentence } from '../../support/spoken.ts';
import { hearing, joinLine, startTelephony, type AgentAtDesk, type Telephony } from '../../support/telephony.ts';
import { PATIENCE_MS } from '../../support/patience.ts';

let lab: Telephony;
beforeAll(async () => {
  lab = await startTelephony();
  await lab.setFlow({ recording: { keepDays: 7 } });
});
afterEach(() => lab.clear());
afterAll(() => lab.stop());

/** Who has the caller, and who takes over. Each hears whispers in their own language. */
const PEOPLE = {
  en: { first: 'ana', second: 'chloe', secondHears: 'ko' },
  ko: { first: 'chloe', second: 'ben', secondHears: 'en' },
} as const;

/** A caller has called and talks with the agent. */
async function talk(name: 'ana' | 'chloe', language: Language, number: string) {
  const agent = await lab.agent(name);
  const caller = await joinLine(lab, { language, number });
  const { id: leadId } = await agent.accept();
  await agent.takeCall();
  await caller.waitFor(sentence(language, 'recorded'), PATIENCE_MS);
  await hearing(caller, `client:user_${name}`);
  await agent.lead(({ state, id }) => state === 'talking' && id === leadId);
  return { agent, caller, leadId };
}

describe.each(['en', 'ko'] as const)('[K18] in conversation, in %s', (language) => {
  const { first, second, secondHears } = PEOPLE[language];
  const [firstAddress, secondAddress] = [`client:user_${first}`, `client:user_${second}`];
  let count = language === 'en' ? 100 : 150;
  let tel: string;
  let agent: AgentAtDesk;
  let caller: Handset;
  let leadId: string;
  /** They’re talking now. Whatever they hear from here on is what the test causes. */
  let talking: number;

  beforeEach(async () => {
    count += 1;
    tel = `+12025550${count}`;
    ({ agent, caller, leadId } = await talk(first, language, tel));
    talking = now(caller);
  });

  const isHeard = () => caller.audio.hears.includes(firstAddress);
  const handOver = async (warm: boolean) => {
    const colleague = await lab.agent(second);
    expect(await agent.desk.ask('call:colleagues', {})).toMatchObject({
      colleagues: [{ id: `user_${second}`, isFree: true }],
    });
    const before = now(colleague.phone);
    const transferred = agent.desk.ask('call:transfer', { leadId, to: `user_${second}`, warm });
    expect(await transferred).toMatchObject({ ok: true });
    await colleague.takeCall();
    return { colleague, before };
  };

  test('on hold, the caller hears music and nobody else; off hold, the agent; muted, nobody', async () => {
    const sam = await lab.demo.signIn('sam@demo.test');
    const onFloor = async () => {
      const { agents } = await lab.demo.get<Floor>('/api/floor', sam);
      return agents.find(({ lead }) => lead?.id === leadId);
    };
    const began = (await onFloor())?.activitySince;
    expect(await agent.desk.ask('call:hold', { leadId, on: true })).toMatchObject({
      ok: true,
      lead: { call: { onHold: true } },
    });
    await caller.waitFor('music', PATIENCE_MS);
    await lab.until(() => !isHeard(), 'the caller is on hold');
    // The floor still counts the conversation.
    expect(await onFloor()).toMatchObject({ activitySince: began, lead: { call: { onHold: true } } });
    expect(await agent.desk.ask('call:hold', { leadId, on: false })).toMatchObject({ ok: true });
    await lab.until(isHeard, 'the caller is back');
    await agent.desk.ask('call:mute', { leadId, on: true });
    await lab.until(() => !isHeard(), 'the agent is muted');
    await agent.desk.ask('call:mute', { leadId, on: false });
    await lab.until(isHeard, 'the agent is heard again');
    expect(await agent.desk.ask('call:keys', { leadId, keys: '42#' })).toMatchObject({ ok: true });
    await caller.waitFor('42#', PATIENCE_MS);
  });

  test('warm transfer: the teammate is there first, then has the lead, and the first agent is free', async () => {
    const { colleague, before } = await handOver(true);
    await agent.lead(({ call }) => call?.consult?.isThere === true);
    expect(await agent.desk.ask('call:complete-transfer', { leadId })).toMatchObject({ ok: true });
    await hearing(caller, secondAddress);
    await agent.phone.waitForState('idle', PATIENCE_MS);
    expect(await lab.leadOf(tel)).toMatchObject({
      state: 'talking',
      owner: { agentId: `user_${second}` },
      heldBy: [`user_${second}#1`],
    });
    expectOnly(secondHears, colleague.phone, before);
    expect(saidTo(colleague.phone, before)).toContain(sentence(secondHears, 'whisper.key', { key: 1 }));
  });

  test('handed over warm and taken back: the colleague leaves, the caller hears the agent', async () => {
    const { colleague } = await handOver(true);
    await agent.lead(({ call }) => call?.consult?.isThere === true);
    expect(await agent.desk.ask('call:cancel-transfer', { leadId })).toMatchObject({ ok: true });
    await colleague.phone.waitForState('idle', PATIENCE_MS);
    await lab.until(isHeard, 'the caller hears the agent');
    expect(await lab.leadOf(tel)).toMatchObject({ state: 'talking', owner: { agentId: `user_${first}` } });
  });

  test('[V40] a transfer that is refused says what is wrong with the call before what is wrong with the colleague', async () => {
    await handOver(true);
    await agent.lead(({ call }) => call?.consult?.isThere === true);
    const transfer = (to: string, warm: boolean) => agent.desk.ask('call:transfer', { leadId, to: `user_${to}`, warm });
    // The colleague is taken, by this very call.
    expect(await transfer(second, true)).toMatchObject({ ok: true });
    for (const to of [second, 'nobody'])
      expect(await transfer(to, false)).toMatchObject({ mistakes: [{ code: 'colleagueConsulted' }] });
    expect(await agent.desk.ask('call:cancel-transfer', { leadId })).toMatchObject({ ok: true });
    expect(await transfer('nobody', true)).toMatchObject({ mistakes: [{ code: 'colleagueUnknown' }] });
    expect(await agent.desk.ask('call:hangup', { leadId })).toMatchObject({ ok: true });
    const over = await transfer(second, true);
    expect(over).toMatchObject({ code: 'wrong-state' });
    expect(over).not.toHaveProperty('mistakes');
  });

  test('cold transfer: the caller in line is told so, in their language, until the teammate’s phone is answered', async () => {
    const { colleague, before } = await handOver(false);
    await hearing(caller, secondAddress);
    expect(await lab.leadOf(tel)).toMatchObject({ state: 'talking', owner: { agentId: `user_${second}` } });
    expectOnly(language, caller, talking);
    expect(saidTo(caller, talking)).toContain(sentence(language, 'line.connecting'));
    expectOnly(secondHears, colleague.phone, before);
  });

  test('a supervisor listens unheard, whispers to the agent, or joins', async () => {
    const sam = lab.caller('client:user_sam');
    const cookie = await lab.demo.signIn('sam@demo.test');
    for (const [mode, isHeardByCaller, isHeardByAgent] of [
      ['listen', false, false],
      ['whisper', false, true],
      ['join', true, true],
    ] as const) {
      const response = await fetch(`${lab.demo.url}/api/leads/${leadId}/${mode}`, {
        method: 'POST',
        headers: { cookie, origin: lab.demo.url },
      });
      expect(response.status).toBe(200);
      await sam.waitForState('ringing', PATIENCE_MS);
      sam.answer();
      await lab.until(() => sam.audio.hears.length === 2, 'the supervisor hears both');
      expect(caller.audio.hears.includes('client:user_sam')).toBe(isHeardByCaller);
      expect(agent.phone.audio.hears.includes('client:user_sam')).toBe(isHeardByAgent);
      sam.hangUp();
      await sam.waitForState('idle', PATIENCE_MS);
    }
    expect(await lab.leadOf(tel)).toMatchObject({ state: 'talking' });
    // The caller hears nothing about it, in any language.
    expect(caller.events.filter(({ n, kind }) => n > talking && kind === 'hears')).toEqual([]);
  });

  test('hung up from the desk, the outcome is owed', async () => {
    expect(await agent.desk.ask('call:hangup', { leadId })).toMatchObject({ ok: true, lead: { state: 'wrapUp' } });
    await caller.waitForState('idle', PATIENCE_MS);
    await agent.phone.waitForState('idle', PATIENCE_MS);
    expect(await agent.desk.ask('lead:close', { leadId, outcome: 'won' })).toEqual({ ok: true });
  });
});

describe('[K31] a supervisor in the conversation', () => {
  let count = 190;
  let ana: AgentAtDesk;
  let caller: Handset;
  let leadId: string;
  beforeEach(async () => {
    count += 1;
    ({ agent: ana, caller, leadId } = await talk('ana', 'en', `+12025550${count}`));
  });

  const take = async (mode: 'listen' | 'whisper' | 'join') => {
    const response = await fetch(`${lab.demo.url}/api/leads/${leadId}/${mode}`, {
      method: 'POST',
      headers: { cookie: await lab.demo.signIn('sam@demo.test'), origin: lab.demo.url },
    });
    expect(response.status).toBe(200);
    return ((await response.json()) as { callId: string }).callId;
  };
  const isHeardBy = (phone: Handset) => phone.audio.hears.includes('client:user_sam');

  test('switches from monitor to whisper to barge and back on the same leg; the agent learns who has joined', async () => {
    const sam = lab.caller('client:user_sam');
    const callId = await take('listen');
    await sam.waitForState('ringing', PATIENCE_MS);
    // Changed while the phone rings: they join in the latest mode.
    expect(await take('whisper')).toBe(callId);
    sam.answer();
    await lab.until(() => isHeardBy(ana.phone) && !isHeardBy(caller), 'the agent alone hears them');

    for (const [mode, agentHears, callerHears] of [
      ['join', true, true],
      ['join', true, true],
      ['listen', false, false],
      ['whisper', true, false],
    ] as const) {
      expect(await take(mode)).toBe(callId);
      await lab.until(
        () => isHeardBy(ana.phone) === agentHears && isHeardBy(caller) === callerHears,
        `heard as by ${mode}`,
      );
      expect(sam.audio.hears).toHaveLength(2);
    }
    const participants = ana.desk.heard.flatMap(({ event, payload }) =>
      event === 'lead' ? [(payload as { lead: DeskLead | null }).lead?.call?.joined] : [],
    );
    expect(participants).toContainEqual(['Sam Ortiz']);
    await lab.until(async () => (await shownOnDesk())?.joined.length === 0, 'the desk names nobody');

    // A supervisor who left is called again.
    await take('join');
    sam.hangUp();
    await sam.waitForState('idle', PATIENCE_MS);
    await lab.until(async () => (await shownOnDesk())?.joined.length === 0, 'the desk no longer names them');
    expect(await take('listen')).not.toBe(callId);
    await sam.waitForState('ringing', PATIENCE_MS);
  });

  test('keeps whispering to the teammate who gets the conversation', async () => {
    const sam = lab.caller('client:user_sam');
    const ben = await lab.agent('ben');
    await take('whisper');
    await sam.waitForState('ringing', PATIENCE_MS);
    sam.answer();
    await lab.until(() => isHeardBy(ana.phone), 'the agent hears them');
    await ana.desk.ask('call:transfer', { leadId, to: 'user_ben', warm: true });
    await ben.takeCall();
    await ana.lead(({ call }) => call?.consult?.isThere === true);
    await ana.desk.ask('call:complete-transfer', { leadId });
    await lab.until(() => isHeardBy(ben.phone) && !isHeardBy(caller), 'the colleague alone hears them');
  });

  async function shownOnDesk() {
    const desk = await lab.demo.desk('ana@demo.test');
    const { lead } = await desk.snapshot();
    desk.close();
    return lead?.call;
  }
});
