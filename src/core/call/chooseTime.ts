/** A caller who was told that we'll call back chooses when, by key. */
import type { Moment } from '../vocabulary/time.ts';
import { withPlace, type CallIn } from './call.ts';
import { MAX_TRIES, repeatPrompt, sayGoodbye, stay, type CallerEvent, type CallStep } from './callStep.ts';

/** The time that a key chooses, if it does. */
export function chosenTime(call: CallIn<'chooseTime'>, keys: string): Moment | undefined {
  return /^[1-9]$/.test(keys) ? call.times[Number(keys) - 1] : undefined;
}

/** K100: the time is the customer's before it is confirmed. What was promised before stands if they choose none. */
export function chooseTime(
  call: CallIn<'chooseTime'>,
  { keys, times = [], isBooked }: Extract<CallerEvent, { kind: 'keys' }>,
): CallStep {
  const at = chosenTime(call, keys);
  if (at === undefined) return call.tries + 1 < MAX_TRIES ? repeatPrompt(call) : sayGoodbye(call);
  if (isBooked)
    return stay(withPlace(call, { place: 'goodbye', what: 'timeChosen', times: [at] }, { saidGoodbye: true }));
  if (times.length === 0) return stay(withPlace(call, { place: 'told', what: call.what }));
  return stay(withPlace(call, { place: 'chooseTime', times, tries: 0, what: call.what, isTaken: true }));
}
