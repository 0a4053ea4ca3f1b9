import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
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
