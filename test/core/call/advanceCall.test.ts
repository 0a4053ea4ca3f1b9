import { describe, expect, test } from '@jest/globals';
import { advanceCall, beginCall } from '../../../src/core/call/advanceCall.ts';
import type { Call } from '../../../src/core/call/call.ts';
import type { CallContext, CallerEvent, CallStep } from '../../../src/core/call/callStep.ts';
import { MINUTE } from '../../../src/core/vocabulary/time.ts';
import { CALLER, flowContext, newCall, TEST_FLOW } from '../../support/calls.ts';
import { NOON } from '../../support/leads.ts';

const stranger = { isExpected: false };
const begin = (context: CallContext = flowContext(), who = stranger) => beginCall(newCall(), context, who);
const press = (step: CallStep | Call, keys: string, context = flowContext(), more: Partial<CallerEvent> = {}) => {
  const call = 'duties' in step ? step.call : step;
  return advanceCall(call, { kind: 'keys', step: call.step, keys, ...more } as CallerEvent, context);
};
const tell = (step: CallStep, event: CallerEvent) => advanceCall(step.call, event, flowContext());
const inLine = () => press(press(begin(), '1'), '1');

describe('[K1] a call goes through language and questions to the line, and its lead is stored before that', () => {
  test('what was chosen by key is on the call', () => {
    const asked = press(begin(), '2');
    expect(asked.call).toMatchObject({ place: 'question', index: 0, language: 'ko' });
    const joined = press(asked, '2');
    expect(joined).toMatchObject({
      call: { place: 'line', lineSince: NOON, skills: ['repair'] },
      duties: ['joinLine'],
    });
    expect(press(asked, '1').call).toMatchObject({ interest: 'roof' });
  });

  test('after two silences a question is passed over', () => {
    const once = press(begin(), '');
    expect(once.call).toMatchObject({ place: 'language', tries: 1 });
    const twice = press(once, '9');
    expect(twice.call).toMatchObject({ place: 'question', language: 'en' });
    expect(press(press(twice, ''), '').duties).toEqual(['joinLine']);
  });

  test('who is expected is asked nothing', () => {
    expect(begin(flowContext(), { isExpected: true })).toMatchObject({
      call: { place: 'line' },
      duties: ['joinLine'],
    });
  });
});

test('[K2] an answer to an older question changes nothing', () => {
  const asked = begin();
  const answered = press(asked, '1');
  const repeat = advanceCall(answered.call, { kind: 'keys', step: asked.call.step, keys: '2' }, flowContext());
  expect(repeat).toEqual({ call: answered.call, duties: [] });
});

test('[K3] outside business hours the lead is created first, then a message is recorded or a callback promised', () => {
  const closed = flowContext({ isOpen: false });
  expect(press(begin(closed), '1', closed)).toMatchObject({ call: { place: 'message' }, duties: ['openLead'] });
  const without = flowContext({ isOpen: false, flow: { ...TEST_FLOW, message: null } });
  expect(press(begin(without), '1', without)).toMatchObject({
    call: { place: 'told', what: 'closed' },
    duties: ['openLead'],
  });
});

describe('[K4] a key keeps the place in line, at the number that was read back', () => {
  test('confirmed', () => {
    const asked = press(inLine(), '1');
    expect(asked.call).toMatchObject({ place: 'keepPlace', ask: 'confirm', lineSince: NOON });
    expect(press(asked, '1')).toMatchObject({ call: { place: 'goodbye', what: 'placeKept' }, duties: ['keepPlace'] });
  });

  test('another number is entered, read back and confirmed', () => {
    const entering = press(press(inLine(), '1'), '2');
    expect(entering.call).toMatchObject({ place: 'keepPlace', ask: 'enter' });
    const typed = { ...newCall().person, tel: '+13105550100', telShown: '(310) 555-0100' };
    const readBack = press(entering, '3105550100', flowContext(), { typed } as Partial<CallerEvent>);
    expect(readBack.call).toMatchObject({ place: 'keepPlace', ask: 'confirm', typed: { tel: '+13105550100' } });
    expect(press(readBack, '1').call).toMatchObject({
      ...{ place: 'goodbye', typed: { tel: '+13105550100' } },
      person: { tel: CALLER },
    });
  });

  test('no number that can be rung, twice: they are in the line as before; star goes back at once', () => {
    const entering = press(press(inLine(), '1'), '2');
    expect(press(press(entering, '12'), '12').call).toMatchObject({ place: 'line', lineSince: NOON });
    expect(press(entering, '*').call.place).toBe('line');
  });

  test('a caller who withholds the number is asked for one', () => {
    const anonymous = { ...inLine().call, person: undefined } as Call;
    expect(press(anonymous, '1').call).toMatchObject({ place: 'keepPlace', ask: 'enter' });
  });
});

test('[K5] a message counts once, however often the network reports it', () => {
  const leaving = press(inLine(), '2');
  expect(leaving.call.place).toBe('message');
  const message = { kind: 'message', recordingSid: 'RE1', seconds: 7 } as const;
  const left = tell(leaving, message);
  expect(left).toMatchObject({
    call: { place: 'goodbye', messages: [{ recordingSid: 'RE1' }] },
    duties: ['messageLeft'],
  });
  expect(tell(left, message).duties).toEqual([]);
});

test('[K6] a caller no one could take hears about the callback; without a number they are asked for one and stay in line', () => {
  expect(tell(inLine(), { kind: 'promised' }).call).toMatchObject({
    place: 'told',
    what: 'promised',
    lineSince: undefined,
  });
  const anonymous = { call: { ...inLine().call, person: undefined } as Call, duties: [] };
  expect(tell(anonymous, { kind: 'promised' }).call).toMatchObject({
    place: 'told',
    what: 'noNumber',
    lineSince: NOON,
  });
});

test('[K48] a caller entering a number isn’t interrupted when the wait ends', () => {
  const anonymous = { ...inLine().call, person: undefined } as Call;
  const entering = tell(press(anonymous, '1'), { kind: 'promised' });
  expect(entering.call).toMatchObject({ place: 'keepPlace', ask: 'enter' });
  const typed = { ...newCall().person, tel: '+13105550100', telShown: '(310) 555-0100' };
  const readBack = tell(press(entering, '3105550100', flowContext(), { typed } as Partial<CallerEvent>), {
    kind: 'promised',
  });
  expect(readBack.call).toMatchObject({ place: 'keepPlace', ask: 'confirm', typed: { tel: '+13105550100' } });
  expect(press(readBack, '1')).toMatchObject({ call: { place: 'goodbye', what: 'placeKept' }, duties: ['keepPlace'] });

  for (const givenUp of [press(entering, '*'), press(press(entering, '12'), '12')])
    expect(givenUp.call).toMatchObject({ place: 'told', what: 'noNumber' });
  // They are asked again at will, and told no second time.
  expect(press(press(press(entering, '*'), '1'), '*').call).toMatchObject({ place: 'line' });
});

test('[K7] if the network’s queue is full, callers wait outside it', () => {
  expect(tell(inLine(), { kind: 'leftQueue', isRefused: true }).call).toMatchObject({ place: 'line', isLoop: true });
});

test('[K2] an ended call stays ended, whatever arrives late', () => {
  const over = tell(inLine(), { kind: 'over', how: 'completed', sequence: 3 });
  expect(over.call).toMatchObject({ place: 'ended', how: 'completed', isSettled: false, lineSince: undefined });
  for (const late of [{ kind: 'bridged' }, { kind: 'promised' }, { kind: 'over', how: 'failed', sequence: 9 }] as const)
    expect(tell(over, late).call).toBe(over.call);
  expect(advanceCall(over.call, { kind: 'backToLine' }, flowContext({ now: NOON + MINUTE })).call).toBe(over.call);
});
