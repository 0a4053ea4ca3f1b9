import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { Handset } from '../../../src/phone-network/handsets/handset.ts';
import type { DeskLead } from '../../../src/shared/desk.ts';
import {
  hearing,
  joinLine,
  startTelephony,
  WITHIN_MS,
  type AgentAtDesk,
  type Telephony,
} from '../../support/telephony.ts';

let lab: Telephony;
let ana: AgentAtDesk;
let leadId: string;
beforeEach(async () => {
  lab = await startTelephony();
  ana = await lab.agent('ana');
  const caller = await joinLine(lab);
  leadId = (await ana.accept()).id;
  await ana.takeCall();
  await hearing(caller, 'client:user_ana');
  await ana.lead(({ state }) => state === 'talking');
});
afterEach(() => lab.stop());

describe('[K18] in conversation', () => {
  test('held, the caller hears nobody; taken back, they hear the agent; muted, they do not', async () => {
    const isHeard = () => lab.caller().audio.hears.includes('client:user_ana');
    expect(await ana.desk.ask('call:hold', { leadId, on: true })).toMatchObject({
      ok: true,
      lead: { call: { onHold: true } },
    });
    await lab.until(() => !isHeard(), 'the caller is on hold');
    expect(await ana.desk.ask('call:hold', { leadId, on: false })).toMatchObject({ ok: true });
    await lab.until(isHeard, 'the caller is back');
    await ana.desk.ask('call:mute', { leadId, on: true });
    await lab.until(() => !isHeard(), 'the agent is muted');
  });

  test('handed over warm: the colleague is there first, then has the lead, and the first agent is free', async () => {
    const ben = await lab.agent('ben');
    expect(await ana.desk.ask('call:colleagues', {})).toMatchObject({ colleagues: [{ id: 'user_ben', isFree: true }] });
    expect(await ana.desk.ask('call:transfer', { leadId, to: 'user_ben', warm: true })).toMatchObject({ ok: true });
    await ben.takeCall();
    await ana.lead(({ call }) => call?.consult?.isThere === true);
    expect(await ana.desk.ask('call:complete-transfer', { leadId })).toMatchObject({ ok: true });
    await hearing(lab.caller(), 'client:user_ben');
    await ana.phone.waitForState('idle', WITHIN_MS);
    expect(await lab.leadOf()).toMatchObject({
      state: 'talking',
      owner: { agentId: 'user_ben' },
      heldBy: ['user_ben#1'],
    });
  });

  test('handed over cold: the caller waits in line until the colleague’s telephone is answered', async () => {
    const ben = await lab.agent('ben');
    expect(await ana.desk.ask('call:transfer', { leadId, to: 'user_ben', warm: false })).toMatchObject({ ok: true });
    await ben.takeCall();
    await hearing(lab.caller(), 'client:user_ben');
    expect(await lab.leadOf()).toMatchObject({ state: 'talking', owner: { agentId: 'user_ben' } });
  });

  test('a supervisor listens unheard, whispers to the agent, or joins', async () => {
    const sam = lab.network.handset('client:user_sam');
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
      await sam.waitForState('ringing', WITHIN_MS);
      sam.answer();
      await lab.until(() => sam.audio.hears.length === 2, 'the supervisor hears both');
      expect(lab.caller().audio.hears.includes('client:user_sam')).toBe(isHeardByCaller);
      expect(ana.phone.audio.hears.includes('client:user_sam')).toBe(isHeardByAgent);
      sam.hangUp();
      await sam.waitForState('idle', WITHIN_MS);
    }
    expect(await lab.leadOf()).toMatchObject({ state: 'talking' });
  });
});

describe('[K31] a supervisor in the conversation', () => {
  const take = async (mode: 'listen' | 'whisper' | 'join') => {
    const response = await fetch(`${lab.demo.url}/api/leads/${leadId}/${mode}`, {
      method: 'POST',
      headers: { cookie: await lab.demo.signIn('sam@demo.test'), origin: lab.demo.url },
    });
    expect(response.status).toBe(200);
    return ((await response.json()) as { callId: string }).callId;
  };
  const isHeardBy = (phone: Handset) => phone.audio.hears.includes('client:user_sam');

  test('goes from listening to whispering to joining and back on the same leg; the agent is told who has joined', async () => {
    const sam = lab.network.handset('client:user_sam');
    const callId = await take('listen');
    await sam.waitForState('ringing', WITHIN_MS);
    // Changed while it rings: they come in as they said last.
    expect(await take('whisper')).toBe(callId);
    sam.answer();
    await lab.until(() => isHeardBy(ana.phone) && !isHeardBy(lab.caller()), 'the agent alone hears them');

    for (const [mode, agentHears, callerHears] of [
      ['join', true, true],
      ['join', true, true],
      ['listen', false, false],
      ['whisper', true, false],
    ] as const) {
      expect(await take(mode)).toBe(callId);
      await lab.until(
        () => isHeardBy(ana.phone) === agentHears && isHeardBy(lab.caller()) === callerHears,
        `heard as by ${mode}`,
      );
      expect(sam.audio.hears).toHaveLength(2);
    }
    const told = ana.desk.heard.flatMap(({ event, payload }) =>
      event === 'lead' ? [(payload as { lead: DeskLead | null }).lead?.call?.joined] : [],
    );
    expect(told).toContainEqual(['Sam Ortiz']);
    await ana.desk.hear('lead', ({ lead }) => lead?.call?.joined.length === 0, ana.desk.heard.length - 1);

    // Who is gone is rung anew.
    await take('join');
    sam.hangUp();
    await sam.waitForState('idle', WITHIN_MS);
    await lab.until(async () => (await shownOnDesk())?.joined.length === 0, 'the desk no longer names them');
    expect(await take('listen')).not.toBe(callId);
    await sam.waitForState('ringing', WITHIN_MS);
  });

  test('whispers on to the colleague who is handed the conversation', async () => {
    const sam = lab.network.handset('client:user_sam');
    const ben = await lab.agent('ben');
    await take('whisper');
    await sam.waitForState('ringing', WITHIN_MS);
    sam.answer();
    await lab.until(() => isHeardBy(ana.phone), 'the agent hears them');
    await ana.desk.ask('call:transfer', { leadId, to: 'user_ben', warm: true });
    await ben.takeCall();
    await ana.lead(({ call }) => call?.consult?.isThere === true);
    await ana.desk.ask('call:complete-transfer', { leadId });
    await lab.until(() => isHeardBy(ben.phone) && !isHeardBy(lab.caller()), 'the colleague alone hears them');
  });

  async function shownOnDesk() {
    const desk = await lab.demo.desk('ana@demo.test');
    const { lead } = await desk.snapshot();
    desk.close();
    return lead?.call;
  }
});
