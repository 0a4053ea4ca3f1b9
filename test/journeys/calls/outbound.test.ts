/** Outgoing calls: a web lead that an agent accepts, and every possible result of the dial, in each language. */
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { HOUR } from '../../../src/core/vocabulary/time.ts';
import { CALLER, TOLL_FREE } from '../../support/calls.ts';
import { expectOnly, now, sentence } from '../../support/spoken.ts';
import { hearing, startTelephony, type AgentAtDesk, type Telephony } from '../../support/telephony.ts';
import { nextPermittedHour } from '../../../src/core/law/mayContact.ts';
import { PATIENCE_MS } from '../../support/patience.ts';

let lab: Telephony;
let agent: AgentAtDesk;
beforeAll(async () => {
  lab = await startTelephony();
  await lab.setFlow({ recording: { keepDays: 7 } });
});
afterEach(() => lab.clear());
afterAll(() => lab.stop());

describe.each([
  ['en', 'ana'],
  ['ko', 'chloe'],
] as const)('[K15] a web lead in %s that is accepted: the agent first, then the person', (language, name) => {
  const address = `client:user_${name}`;
  let count = language === 'en' ? 100 : 150;
  let tel: string;
  beforeEach(async () => {
    count += 1;
    tel = `+12025550${count}`;
    lab.caller(tel);
    agent = await lab.agent(name);
  });

  const person = () => lab.caller(tel);
  const acceptForm = async () => {
    await lab.demo.submit({ interest: 'roof', phone: tel, language });
    return agent.accept();
  };
  const notReached = async (leadId: string, result: string) => {
    const { call } = await agent.lead((lead) => lead.id === leadId && lead.call?.stage === 'notReached');
    expect(call).toMatchObject({ result });
  };
  /** The form refuses numbers with built-in behavior, so the lead gets one afterwards. */
  const giveNumber = async (number: string) => {
    const set = {
      'person.tel': number,
      'person.telType': 'FIXED_LINE_OR_MOBILE',
      openKeys: [`tel:${number}`],
      tels: [number],
    };
    await lab.demo.connection.collection('leads').updateOne({ 'person.tel': tel }, { $set: set, $inc: { rev: 1 } });
  };

  test('answered: the whisper first, the campaign’s number shown, the recording announced, and they talk', async () => {
    const before = now(agent.phone);
    const lead = await acceptForm();
    expect(lead).toMatchObject({
      person: { language },
      call: { stage: 'ringingAgent', direction: 'outbound', isPersonOnLine: false },
    });
    expect(person().state).toBe('idle');
    await agent.takeCall();
    await person().waitForState('ringing', PATIENCE_MS);
    expect(person().events.findLast((event) => event.kind === 'state')).toMatchObject({ with: TOLL_FREE });
    person().answer();
    await person().waitFor(sentence(language, 'recorded'), PATIENCE_MS);
    await hearing(person(), address);
    await agent.lead(({ state, id }) => state === 'talking' && id === lead.id);
    expectOnly(language, person());
    expectOnly(language, agent.phone, before);
    expect(await agent.desk.ask('call:hangup', { leadId: lead.id })).toMatchObject({
      ok: true,
      lead: { state: 'wrapUp' },
    });
    await person().waitForState('idle', PATIENCE_MS);
    await agent.phone.waitForState('idle', PATIENCE_MS);
  });

  /** Dialed, talking, and put in line for Ben. */
  const handedOver = async () => {
    const { id: leadId } = await acceptForm();
    await agent.takeCall();
    await person().waitForState('ringing', PATIENCE_MS);
    person().answer();
    await hearing(person(), address);
    const talking = now(person());
    const colleague = await lab.agent('ben');
    const transferred = agent.desk.ask('call:transfer', { leadId, to: 'user_ben', warm: false });
    expect(await transferred).toMatchObject({ ok: true });
    await person().waitFor(sentence(language, 'line.connecting'), PATIENCE_MS);
    expectOnly(language, person(), talking);
    return { leadId, colleague };
  };

  test('[K38] handed over cold: whom we dialled waits in line like a caller, then talks with the colleague', async () => {
    const { leadId, colleague } = await handedOver();
    await colleague.takeCall();
    await hearing(person(), 'client:user_ben');
    expect(await lab.leadOf(tel)).toMatchObject({ state: 'talking', owner: { agentId: 'user_ben' } });
    expect(await colleague.desk.ask('call:hangup', { leadId })).toMatchObject({ ok: true });
    await person().waitForState('idle', PATIENCE_MS);
    expect(await colleague.desk.ask('lead:close', { leadId, outcome: 'won' })).toEqual({ ok: true });
  });

  test('[K38] a customer who hangs up there has left the line for everyone, and is called back', async () => {
    const { colleague } = await handedOver();
    person().hangUp();
    await lab.until(async () => (await lab.leadOf(tel)).state === 'callback', 'it is a callback');
    expect(await lab.leadOf(tel)).not.toHaveProperty('liveCall');
    await colleague.phone.waitForState('idle', PATIENCE_MS);
  });

  test('busy, then no answer: dialed again, then the next attempt is scheduled, both counted', async () => {
    const { id: leadId } = await acceptForm();
    await agent.takeCall();
    await person().waitForState('ringing', PATIENCE_MS);
    person().reject('busy');
    await notReached(leadId, 'busy');
    expect(await agent.desk.ask('call:again', { leadId })).toMatchObject({ ok: true });
    await person().waitForState('ringing', PATIENCE_MS);
    person().reject('no-answer');
    await lab.until(async () => (await lab.leadOf(tel))['dials'] === 2, 'the second dial is counted');
    expect(await agent.desk.ask('lead:unreached', { leadId, result: 'noAnswer' })).toMatchObject({ ok: true });
    expect(await lab.leadOf(tel)).toMatchObject({ state: 'callback', promise: { attemptsMade: 2 } });
    await agent.phone.waitForState('idle', PATIENCE_MS);
  });

  test('not reached: a call back at a time of the agent’s choice', async () => {
    const { id: leadId } = await acceptForm();
    await agent.takeCall();
    await person().waitForState('ringing', PATIENCE_MS);
    person().reject('failed');
    await notReached(leadId, 'failed');
    // In the evening the next permitted hour is tomorrow’s.
    const at = nextPermittedHour(['America/New_York'], Date.now() + HOUR) ?? 0;
    const callback = { at, owner: 'me' } as const;
    expect(await agent.desk.ask('lead:unreached', { leadId, result: 'failed', callback })).toMatchObject({ ok: true });
    expect(await lab.leadOf(tel)).toMatchObject({
      state: 'callback',
      promise: { attemptsMade: 1, ownerId: `user_${name}`, dueAt: new Date(callback.at) },
    });
  });

  test('a mailbox that the network finds stays connected: a message is left after its tone, counted once', async () => {
    const before = now(agent.phone);
    const { id: leadId } = await acceptForm();
    const mailbox = language === 'en' ? '+15005554101' : '+15005554001';
    await giveNumber(mailbox);
    await agent.takeCall();
    await agent.lead((lead) => lead.id === leadId && lead.call?.stage === 'mailbox');
    await agent.phone.waitFor((event) => event.n > before && JSON.stringify(event).includes('"beep"'), PATIENCE_MS);
    expect(await agent.desk.ask('lead:unreached', { leadId, result: 'voicemail' })).toMatchObject({ ok: true });
    expect(await lab.leadOf(mailbox)).toMatchObject({
      state: 'callback',
      promise: { attemptsMade: 1 },
      attempts: [{ result: 'voicemail' }],
    });
    await agent.phone.waitForState('idle', PATIENCE_MS);
  });

  describe('[K16] glare', () => {
    test('a caller who calls while the agent’s phone rings is greeted in their language and connected to that agent', async () => {
      await acceptForm();
      await agent.phone.waitForState('ringing', PATIENCE_MS);
      const caller = person();
      caller.dial(TOLL_FREE);
      await caller.waitFor(sentence(language, 'welcome.back'), PATIENCE_MS);
      await agent.takeCall();
      await hearing(caller, address);
      expect(await lab.leadOf(tel)).toMatchObject({ state: 'talking', liveCall: { direction: 'inbound' } });
      expectOnly(language, caller);
    });

    test('a caller who calls while we dial them is connected, and our leg is ended', async () => {
      await acceptForm();
      await agent.takeCall();
      await person().waitForState('ringing', PATIENCE_MS);
      const mobile = lab.caller(`+13105550${count}`);
      mobile.dial(TOLL_FREE, { callerId: tel });
      await hearing(mobile, address);
      await person().waitForState('idle', PATIENCE_MS);
      expect(await lab.leadOf(tel)).toMatchObject({ state: 'talking', liveCall: { direction: 'inbound' } });
      expectOnly(language, mobile);
    });
  });
});

describe('an agent’s phone', () => {
  beforeEach(async () => {
    lab.caller();
    agent = await lab.agent('ana');
  });

  test('without one they dial a web lead by hand, and are offered no caller', async () => {
    await agent.desk.ask('phone:gone', {});
    await lab.demo.submit({ interest: 'roof' });
    const lead = await agent.accept();
    expect(lead).toMatchObject({ state: 'connecting', person: { tel: CALLER } });
    expect(lead.call).toBeUndefined();
    expect(await agent.desk.ask('lead:talking', { leadId: lead.id })).toMatchObject({
      ok: true,
      lead: { state: 'talking' },
    });
  });

  test('[K30] is the browser while any of their desks has one; the last one gone, they dial by hand', async () => {
    const second = await lab.demo.desk('ana@demo.test');
    await second.ask('phone:ready', {});
    await agent.desk.ask('phone:gone', {});
    await lab.demo.submit({ interest: 'roof' });
    const lead = await agent.accept();
    expect(lead.call).toMatchObject({ stage: 'ringingAgent' });
    await agent.desk.ask('lead:talking', { leadId: lead.id });
    await agent.phone.waitForState('idle', PATIENCE_MS);
    await agent.desk.ask('lead:close', { leadId: lead.id, outcome: 'won' });

    second.close();
    const agents = lab.demo.connection.collection<{ _id: string; softphoneSince?: Date }>('agents');
    await lab.until(
      async () => (await agents.findOne({ _id: 'user_ana' }))?.softphoneSince === undefined,
      'the telephone is gone with the desk that had it',
    );
  });
});
