import { describe, expect, test } from '@jest/globals';
import { advanceCall, beginCall } from '../../../src/core/call/advanceCall.ts';
import type { Call } from '../../../src/core/call/call.ts';
import { instructionsFor } from '../../../src/core/call/instructions.ts';
import { timesToSay } from '../../../src/core/callback/callTimes.ts';
import { DAY, HOUR, MINUTE } from '../../../src/core/vocabulary/time.ts';
import { flowContext, newCall, TEST_FLOW } from '../../support/calls.ts';
import { NEW_YORK, NOON } from '../../support/leads.ts';

const flow = { ...TEST_FLOW, languages: ['en'] as const, questions: [] };
const context = flowContext({ flow });
const told = { ...newCall(), place: 'told', what: 'promised' } as Call;
const TIMES = [NOON + HOUR, NOON + 2 * HOUR, NOON + DAY];
const press = (call: Call, keys: string, more: { times?: readonly number[]; isBooked?: boolean } = {}) =>
  advanceCall(call, { kind: 'keys', step: call.step, keys, ...more }, context).call;
const choosing = () => press(told, '3', { times: TIMES });

describe('[K100] a caller who was told that we’ll call back', () => {
  test('hears the times by 3, and by the key of one that it is noted, once it is theirs', () => {
    expect(choosing()).toMatchObject({ place: 'chooseTime', times: TIMES, what: 'promised' });
    const chosen = press(choosing(), '2', { isBooked: true });
    expect(chosen).toMatchObject({ place: 'goodbye', what: 'timeChosen', times: [TIMES[1]], saidGoodbye: true });
    // The same request again.
    expect(press({ ...chosen, step: chosen.step - 1 }, '2', { isBooked: true })).toMatchObject({
      place: 'goodbye',
    });
  });

  test('hears the times left if someone else took it, and what they were told if none is', () => {
    const again = press(choosing(), '1', { times: [NOON + 3 * HOUR] });
    expect(again).toMatchObject({ place: 'chooseTime', times: [NOON + 3 * HOUR], isTaken: true });
    expect(press(again, '1', { times: [] })).toMatchObject({ place: 'told', what: 'promised' });
  });

  test.each(['', '4', '0', '#', '11'])('who presses “%s” hears them once more, and then goodbye', (keys) => {
    const once = press(choosing(), keys);
    expect(once).toMatchObject({ place: 'chooseTime', tries: 1, times: TIMES });
    expect(press(once, keys)).toMatchObject({ place: 'goodbye', what: 'nothing' });
  });

  test('without times, 3 is a key like any other, and none is offered', () => {
    expect(press(told, '3', { times: [] })).toMatchObject({ place: 'goodbye' });
    const offer = (offersTimes: boolean) =>
      JSON.stringify(instructionsFor(told, { flow, where: 'call', now: NOON, offersTimes }));
    expect(offer(true)).toContain('notice.timeKey');
    expect(offer(false)).not.toContain('notice.timeKey');
  });

  test('who calls while the business is closed hears of the key before a message is recorded', () => {
    const closed = (offersTimes: boolean) =>
      beginCall(newCall(), flowContext({ flow, isOpen: false, offersTimes }), { isExpected: false });
    expect(closed(true)).toMatchObject({ call: { place: 'told', what: 'closed' }, duties: ['openLead'] });
    expect(press(closed(true).call, '2')).toMatchObject({ place: 'message' });
    expect(closed(false)).toMatchObject({ call: { place: 'message' } });
  });
});

test('[K100] four times are said, the first and the last of each day', () => {
  const quarter = (hours: number) => NOON + hours * HOUR;
  const times = [quarter(1), quarter(1.5), quarter(2), quarter(23), quarter(26), quarter(29), quarter(47)];
  expect(timesToSay(times, NEW_YORK)).toEqual([quarter(1), quarter(2), quarter(23), quarter(29)]);
  expect(timesToSay([NOON + 15 * MINUTE], NEW_YORK)).toEqual([NOON + 15 * MINUTE]);
  expect(timesToSay([], NEW_YORK)).toEqual([]);
});
