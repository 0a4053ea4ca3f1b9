/** What happens to a call, and what a step of it is: the call after it, and what must be stored first. */
import type { Moment } from '../vocabulary/time.ts';
import type { Person } from '../vocabulary/people.ts';
import { withPlace, type Call, type CallEnd, type CallIn } from './call.ts';
import type { CallFlow } from './flow.ts';

export type CallerEvent =
  /**
   * Keys pressed at `step`, or '' for none. `typed` is the phone number they form, if any. `times`: the ones to choose
   * from now, if the key asks for them or chose one that is taken; `isBooked`: the one it chose is now the customer's.
   */
  | {
      readonly kind: 'keys';
      readonly step: number;
      readonly keys: string;
      readonly typed?: Person;
      readonly times?: readonly Moment[];
      readonly isBooked?: boolean;
    }
  /** Left the network's queue without us moving them. */
  | { readonly kind: 'leftQueue'; readonly isRefused: boolean }
  | { readonly kind: 'message'; readonly recordingSid: string; readonly seconds: number }
  | { readonly kind: 'bridged' }
  | { readonly kind: 'backToLine' }
  /** No one could take the call in time: a callback is promised. */
  | { readonly kind: 'promised' }
  | { readonly kind: 'over'; readonly how: CallEnd; readonly sequence: number };

/** What must be stored before the network gets an answer. */
export type CallDuty = 'joinLine' | 'openLead' | 'keepPlace' | 'messageLeft' | 'permitCalls' | 'stopCalls' | 'tellCode';

export interface CallContext {
  readonly now: Moment;
  readonly flow: CallFlow;
  readonly isOpen: boolean;
  /** Customers can choose times for calls. */
  readonly offersTimes?: boolean;
}

export interface CallStep {
  readonly call: Call;
  readonly duties: readonly CallDuty[];
}

/** A question is skipped after this many silent or invalid answers. */
export const MAX_TRIES = 2;

export const KEYS = {
  code: '1',
  talk: '2',
  permit: '1',
  stop: '9',
  keepPlace: '1',
  message: '2',
  chooseTime: '3',
  yes: '1',
  otherNumber: '2',
  back: '*',
} as const;

export function stay(call: Call): CallStep {
  return { call, duties: [] };
}

export function repeatPrompt(call: CallIn<'language' | 'question' | 'keepPlace' | 'code' | 'chooseTime'>): CallStep {
  return stay({ ...call, step: call.step + 1, tries: call.tries + 1 });
}

export function sayGoodbye(call: Call): CallStep {
  return stay(withPlace(call, { place: 'goodbye', what: 'nothing' }, { saidGoodbye: true }));
}
