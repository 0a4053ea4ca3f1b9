import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { CALLER, TOLL_FREE } from '../../support/calls.ts';
import { hearing, startTelephony, WITHIN_MS, type AgentAtDesk, type Telephony } from '../../support/telephony.ts';

let lab: Telephony;
let ana: AgentAtDesk;
beforeEach(async () => {
  lab = await startTelephony();
  lab.caller();
  ana = await lab.agent('ana');
});
afterEach(() => lab.stop());

const acceptForm = async () => {
  await lab.demo.submit({ interest: 'roof' });
  return ana.accept();
};

describe('[K15] a web lead that is accepted: the agent first, then the person', () => {
  test('answered: the campaign’s number is shown, and they talk', async () => {
    const lead = await acceptForm();
    expect(lead.call).toMatchObject({ stage: 'ringingAgent', direction: 'outbound', isPersonOnLine: false });
    expect(lab.caller().state).toBe('idle');
    await ana.takeCall();
    await lab.caller().waitForState('ringing', WITHIN_MS);
    expect(lab.caller().events.findLast((event) => event.kind === 'state')).toMatchObject({ with: TOLL_FREE });
    lab.caller().answer();
    await hearing(lab.caller(), 'client:user_ana');
    await ana.lead(({ state }) => state === 'talking');
    expect(await ana.desk.ask('call:hangup', { leadId: lead.id })).toMatchObject({
      ok: true,
      lead: { state: 'wrapUp' },
    });
    await lab.caller().waitForState('idle', WITHIN_MS);
    await ana.phone.waitForState('idle', WITHIN_MS);
  });

  test('busy: the agent tries again, then agrees on nothing, and the next attempt is promised, both counted', async () => {
    const { id: leadId } = await acceptForm();
    await ana.takeCall();
    await lab.caller().waitForState('ringing', WITHIN_MS);
    lab.caller().reject('busy');
    const choice = await ana.lead(({ call }) => call?.stage === 'notReached');
    expect(choice.call).toMatchObject({ result: 'busy' });
    expect(await ana.desk.ask('call:again', { leadId })).toMatchObject({ ok: true });
    await lab.caller().waitForState('ringing', WITHIN_MS);
    lab.caller().reject('no-answer');
    await lab.until(async () => (await lab.leadOf())['dials'] === 2, 'the second dial is counted');
    expect(await ana.desk.ask('lead:unreached', { leadId, result: 'noAnswer' })).toMatchObject({ ok: true });
    expect(await lab.leadOf()).toMatchObject({ state: 'callback', promise: { attemptsMade: 2 } });
    await ana.phone.waitForState('idle', WITHIN_MS);
  });
});

describe('[K16] glare', () => {
  test('who rings while the agent’s telephone rings is bridged to that agent', async () => {
    await acceptForm();
    await ana.phone.waitForState('ringing', WITHIN_MS);
    const caller = lab.caller();
    caller.dial(TOLL_FREE);
    await caller.waitFor(/in line|Welcome/, WITHIN_MS);
    ana.phone.answer();
    await ana.phone.waitFor('Press 1', WITHIN_MS);
    ana.phone.press('1');
    await hearing(caller, 'client:user_ana');
    expect(await lab.leadOf()).toMatchObject({ state: 'talking', liveCall: { direction: 'inbound' } });
  });

  test('who rings while we dial them is bridged, and our leg is ended', async () => {
    await acceptForm();
    await ana.takeCall();
    await lab.caller().waitForState('ringing', WITHIN_MS);
    const mobile = lab.caller('+13105550177');
    mobile.dial(TOLL_FREE, { callerId: CALLER });
    await hearing(mobile, 'client:user_ana');
    await lab.caller().waitForState('idle', WITHIN_MS);
    expect(await lab.leadOf()).toMatchObject({ state: 'talking', liveCall: { direction: 'inbound' } });
  });
});

test('an agent without a telephone dials a web lead by hand, and is offered no caller', async () => {
  await ana.desk.ask('phone:gone', {});
  await lab.demo.submit({ interest: 'roof' });
  const lead = await ana.accept();
  expect(lead).toMatchObject({ state: 'connecting', person: { tel: CALLER } });
  expect(lead.call).toBeUndefined();
  expect(await ana.desk.ask('lead:talking', { leadId: lead.id })).toMatchObject({
    ok: true,
    lead: { state: 'talking' },
  });
});

test('[K30] an agent’s browser is rung while any of their desks has a telephone; the last one gone, they dial by hand', async () => {
  const second = await lab.demo.desk('ana@demo.test');
  await second.ask('phone:ready', {});
  await ana.desk.ask('phone:gone', {});
  await lab.demo.submit({ interest: 'roof' });
  const lead = await ana.accept();
  expect(lead.call).toMatchObject({ stage: 'ringingAgent' });
  await ana.desk.ask('lead:talking', { leadId: lead.id });
  await ana.phone.waitForState('idle', WITHIN_MS);
  await ana.desk.ask('lead:close', { leadId: lead.id, outcome: 'won' });

  second.close();
  const agents = lab.demo.connection.collection<{ _id: string; softphoneSince?: Date }>('agents');
  await lab.until(
    async () => (await agents.findOne({ _id: 'user_ana' }))?.softphoneSince === undefined,
    'the telephone is gone with the desk that had it',
  );
});
