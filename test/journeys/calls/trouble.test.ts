import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { TOLL_FREE } from '../../support/calls.ts';
import { hearing, joinLine, startTelephony, type Telephony } from '../../support/telephony.ts';
import { PATIENCE_MS } from '../../support/patience.ts';

let lab: Telephony;
beforeEach(async () => {
  lab = await startTelephony({}, { own: true });
});
afterEach(() => lab.stop());

const becomes = (state: string) =>
  lab.until(async () => (await lab.leadOf()).state === state, `the lead becomes ${state}`);

test('[K20] killed while a caller waits: after the restart they are in line still, and are answered', async () => {
  const caller = await joinLine(lab);
  await lab.demo.kill();
  await lab.demo.restart();
  expect(await lab.leadOf()).toMatchObject({ state: 'waiting', liveCall: { callId: caller.callSid } });
  const ana = await lab.agent('ana');
  await ana.accept();
  await ana.takeCall();
  await hearing(caller, 'client:user_ana');
  await becomes('talking');
});

test('[K20] killed while a caller waits who then hangs up: the network is asked, and they are called back', async () => {
  const caller = await joinLine(lab);
  await lab.demo.kill();
  caller.hangUp();
  await caller.waitForState('idle', PATIENCE_MS);
  // As if it had been silent long enough, without waiting for it.
  await lab.demo.connection.collection('calls').updateMany({}, { $set: { checkAt: new Date(0) } });
  await lab.demo.restart();
  await becomes('callback');
  const sam = await lab.demo.signIn('sam@demo.test');
  expect(await lab.demo.conservation(sam)).toMatchObject({ unaccounted: 0 });
});

describe('[K2] status callbacks that are', () => {
  test.each(['duplicate', 'delay', 'reorder', 'drop'] as const)('%s: the same state in the end', async (fault) => {
    lab.network.faults.add({ on: 'status', do: fault, ms: 700 });
    const ana = await lab.agent('ana');
    const caller = await joinLine(lab);
    const { id } = await ana.accept();
    await ana.takeCall();
    await hearing(caller, 'client:user_ana');
    await ana.desk.ask('call:hangup', { leadId: id });
    await ana.desk.ask('lead:close', { leadId: id, outcome: 'won' });
    await caller.waitForState('idle', PATIENCE_MS);
    expect(await lab.leadOf()).toMatchObject({ state: 'closed', outcome: 'won' });
  });
});

test('[K21] with the database away the caller hears a safe answer within the second, and can leave a message', async () => {
  await lab.demo.database.own().kill();
  const caller = lab.caller();
  caller.dial(TOLL_FREE);
  await caller.waitFor('something went wrong on our end', PATIENCE_MS);
  await caller.waitFor('일시적인 문제', PATIENCE_MS);
  await caller.waitFor('beep', PATIENCE_MS);
  caller.hangUp();
  await caller.waitForState('idle', PATIENCE_MS);
  await lab.demo.database.own().restart();
});
