import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { CALLER, TOLL_FREE } from '../../support/calls.ts';
import { startTelephony, type Telephony } from '../../support/telephony.ts';

let lab: Telephony;
beforeEach(async () => {
  lab = await startTelephony();
});
afterEach(() => lab.stop());

const WITHIN_MS = 15_000;
/** From ringing to the line, in English or Korean. */
async function joinLine(language: 'en' | 'ko' = 'en', number = CALLER) {
  const caller = lab.caller(number);
  caller.dial(TOLL_FREE);
  await caller.waitFor('press 1', WITHIN_MS);
  caller.press(language === 'en' ? '1' : '2');
  await caller.waitFor(language === 'en' ? 'What can we help' : '무엇을 도와', WITHIN_MS);
  caller.press('1');
  await caller.waitFor(language === 'en' ? 'in line' : '순서', WITHIN_MS);
  return caller;
}
const hears = (address: string) => (event: { kind: string; audio?: { hears: readonly string[] } }) =>
  event.kind === 'audio' && (event.audio?.hears.includes(address) ?? false);

describe('[K1] from ring to wrap-up', () => {
  test.each([
    ['en', 'ana'],
    ['ko', 'chloe'],
  ] as const)('in %s', async (language, name) => {
    const agent = await lab.agent(name);
    const caller = await joinLine(language);
    const lead = await agent.accept();
    expect(lead).toMatchObject({
      state: 'connecting',
      person: { language },
      call: { stage: 'ringingAgent', isPersonOnLine: true, direction: 'inbound' },
    });
    await agent.takeCall();
    await caller.waitFor(hears(`client:user_${name}`) as never, WITHIN_MS);
    const talking = await agent.lead(({ state }) => state === 'talking');
    expect(talking.call).toMatchObject({ stage: 'talking', onHold: false });
    expect(await lab.leadOf()).toMatchObject({ interest: 'roof', state: 'talking' });

    caller.hangUp();
    await agent.lead(({ state }) => state === 'wrapUp');
    await agent.phone.waitForState('idle', WITHIN_MS);
    expect(await agent.desk.ask('lead:close', { leadId: lead.id, outcome: 'appointment' })).toEqual({ ok: true });
    expect(await lab.leadOf()).toMatchObject({ state: 'closed', outcome: 'appointment' });
    const sam = await lab.demo.signIn('sam@demo.test');
    expect(await lab.demo.conservation(sam)).toMatchObject({ unaccounted: 0, repaired: 0 });
  });
});
