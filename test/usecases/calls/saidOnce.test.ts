/** An instruction is said once for each cause, and nothing cuts off what is being said to somebody who stays where they are. */
import { afterEach, describe, expect, test } from '@jest/globals';
import { MINUTE, SECOND } from '../../../src/core/vocabulary/time.ts';
import type { Handset } from '../../../packages/twilio-network/src/handsets/handset.ts';
import { sweepEffects } from '../../../src/usecases/effects/runEffects.ts';
import { CALLER, TEST_FLOW, TOLL_FREE } from '../../support/calls.ts';
import { startLine, type LineLab } from '../../support/lineLab.ts';

let lab: LineLab;
afterEach(() => lab.stop());

const NO_NUMBER = /we can’t see your number/;
const times = (phone: Handset, words: RegExp) => phone.said.filter((text) => words.test(text)).length;
const heardBeeps = (phone: Handset) =>
  phone.events.filter((event) => event.kind === 'hears' && event.sound.kind === 'beep').length;
const flow = { languages: ['en'] as const, questions: [], message: { maxMs: 2 * MINUTE } };
const ring = (hidden: boolean) => {
  const caller = lab.network.handset(CALLER);
  caller.dial(TOLL_FREE, { hidden });
  return caller;
};

describe('[K47] a caller who withholds the number, with nobody there', () => {
  test('is told so once, hears it to the end, and is thanked', async () => {
    lab = await startLine(flow);
    const caller = ring(true);
    await lab.until(() => times(caller, NO_NUMBER) > 0, 'they are told');
    await lab.until(() => caller.state === 'idle', 'the call is over');
    expect(times(caller, NO_NUMBER)).toBe(1);
    expect(caller.said.at(-1)).toMatch(/Goodbye/);
  });

  test('enters their number undisturbed, however long routing goes on finding nobody', async () => {
    lab = await startLine(flow);
    const caller = ring(true);
    await lab.until(() => times(caller, NO_NUMBER) > 0, 'they are told');
    caller.press('1');
    await lab.until(() => times(caller, /enter your number/) > 0, 'they are asked for it');
    await lab.pass(5 * SECOND);
    caller.press('2025550143#');
    await lab.until(() => times(caller, /2 0 2/) > 0, 'it is read back');
    expect([times(caller, NO_NUMBER), times(caller, /enter your number/)]).toEqual([1, 1]);
  });

  test('who gives no number after all is told then', async () => {
    lab = await startLine({ ...flow, line: { ...TEST_FLOW.line, maxWaitMs: 60 * SECOND } });
    const caller = ring(true);
    await lab.until(() => times(caller, /in line/) > 0, 'they are in line');
    caller.press('1');
    await lab.until(() => times(caller, /enter your number/) > 0, 'they are asked for it');
    await lab.pass(90 * SECOND);
    caller.press('*#');
    await lab.until(() => times(caller, NO_NUMBER) > 0, 'they are told');
    expect(times(caller, NO_NUMBER)).toBe(1);
  });

  test('back in the line, is not told the same again by every pass, or every minute', async () => {
    lab = await startLine(flow);
    const caller = ring(true);
    await lab.until(() => times(caller, NO_NUMBER) > 0, 'they are told');
    caller.press('1');
    await lab.until(() => times(caller, /enter your number/) > 0, 'they are asked for it');
    caller.press('*#');
    await lab.pass(4 * MINUTE);
    expect(caller.state).toBe('talking');
    expect(times(caller, NO_NUMBER)).toBe(1);
  });
});

describe('[K48] nothing cuts off', () => {
  test('a message that is being left while the wait ends', async () => {
    lab = await startLine({ ...flow, line: { ...TEST_FLOW.line, maxWaitMs: 40 * SECOND } });
    await lab.world.addAgent('ana', { presence: 'away' });
    const caller = ring(false);
    await lab.pass(10 * SECOND);
    caller.press('2');
    await lab.until(() => heardBeeps(caller) === 1, 'the message begins');
    caller.speak('It is a long story about my roof.', 60 * SECOND);
    await lab.pass(70 * SECOND);
    caller.press('#');
    await lab.until(() => caller.state === 'idle', 'they are thanked');
    expect(heardBeeps(caller)).toBe(1);
    expect(await lab.leadOf()).toMatchObject({ state: 'callback' });
  });

  test('what a caller is told by an order that is given twice; one that a crash held up is given', async () => {
    lab = await startLine({ ...flow, line: { ...TEST_FLOW.line, maxWaitMs: 40 * SECOND } });
    await lab.world.addAgent('ana', { presence: 'away' });
    const { parts } = lab.world;
    const caller = ring(false);
    // The network does not answer the first order.
    lab.network.faults.add({ on: 'rest', do: 'drop', where: 'POST', times: 1 });
    const promised = /call you back|call back/i;
    await lab.until(() => times(caller, promised) > 0, 'they are told');
    const told = times(caller, promised);
    const lead = await lab.leadOf();
    const effects = lab.world.connection.collection<{ _id: string }>('leads');
    const again = { id: `${lead.id}:again`, kind: 'tellCaller', callId: caller.callSid, dueAt: new Date(0) };
    await effects.updateOne({ _id: lead.id }, { $set: { effects: [again] }, $inc: { rev: 1 } });
    await sweepEffects(parts);
    await lab.until(() => caller.state === 'idle', 'the call is over');
    expect(times(caller, promised)).toBe(told);
  });
});
