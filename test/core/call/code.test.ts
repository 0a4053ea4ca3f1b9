import { describe, expect, test } from '@jest/globals';
import { advanceCall, beginCall } from '../../../src/core/call/advanceCall.ts';
import type { CallStep } from '../../../src/core/call/callStep.ts';
import { instructionsFor } from '../../../src/core/call/instructions.ts';
import type { Call } from '../../../src/core/call/call.ts';
import { flowContext, newCall, TEST_FLOW } from '../../support/calls.ts';
import { NOON } from '../../support/leads.ts';

const context = flowContext({ flow: { ...TEST_FLOW, languages: ['en'] } });
const begin = (changes: Partial<Call> = {}) =>
  beginCall(newCall({ awaitsCode: true, ...changes }), context, { isExpected: false });
const press = ({ call }: CallStep, keys: string) => advanceCall(call, { kind: 'keys', step: call.step, keys }, context);

describe('[K87] a caller for whose number a page waits', () => {
  test('is offered the code first, and it is stored before it is said', () => {
    const offered = begin();
    expect(offered).toMatchObject({ call: { place: 'code', ask: 'offer' }, duties: [] });
    expect(press(offered, '1')).toMatchObject({ call: { place: 'code', ask: 'said' }, duties: ['tellCode'] });
  });

  test('hears it again by 1, a few times, and then goodbye', () => {
    let step = press(begin(), '1');
    for (let again = 0; again < 4; again += 1) {
      step = press(step, '1');
      expect(step).toMatchObject({ call: { place: 'code', ask: 'said', tries: again + 1 }, duties: [] });
    }
    expect(press(step, '1').call).toMatchObject({ place: 'goodbye', saidGoodbye: true, onlyCode: true });
  });

  test.each(['', '2', '#'])('who presses “%s” instead is a caller like any other', (keys) => {
    expect(press(begin(), keys).call).toMatchObject({ place: 'question' });
    expect(press(begin({ isListed: true }), keys).call).toMatchObject({ place: 'permission' });
  });

  test('hears digit by digit', () => {
    const { call } = press(begin(), '1');
    const [asked] = instructionsFor(call, { flow: context.flow, where: 'call', now: NOON, code: '204060' });
    expect(asked).toMatchObject({
      do: 'ask',
      prompts: [{ words: { key: 'code.say', values: { code: '2 0 4 0 6 0' } } }, {}, {}],
    });
  });
});

test('[K88] who wants to talk after the code is a caller like any other; who doesn’t only came for the code', () => {
  const said = press(begin(), '1');
  expect(said.call.onlyCode).toBe(true);
  const talking = press(said, '2').call;
  expect(talking).toMatchObject({ place: 'question' });
  expect(talking.onlyCode).toBeUndefined();
  expect(press(said, '').call).toMatchObject({ place: 'goodbye', onlyCode: true });
});
