/** What happens to a leg: to one that we placed, and at the end to a caller's. Late and doubled news changes nothing: places only follow each other forwards. */
import { assertNever } from '../errors.ts';
import type { Moment } from '../time.ts';
import { placed, type Call, type CallEnd } from './call.ts';

export type LegEvent =
  /** The network has taken the order. */
  | { readonly kind: 'placed'; readonly sid: string }
  | { readonly kind: 'ringing'; readonly sid: string; readonly sequence: number }
  /** Answered: whoever it is hears the whisper. */
  | { readonly kind: 'answered'; readonly sid: string }
  | { readonly kind: 'noKey'; readonly step: number }
  | { readonly kind: 'joined'; readonly sid: string }
  | { readonly kind: 'over'; readonly how: CallEnd; readonly sequence: number };

export function advanceLeg(call: Call, event: LegEvent, now: Moment): Call {
  // A call that was refused stays refused: its end is no news of a missed caller.
  if (call.place === 'ended' || call.place === 'rejected') return call;
  switch (event.kind) {
    case 'placed':
      return call.sid === event.sid ? call : { ...call, sid: event.sid };
    case 'ringing':
      if (call.place !== 'placing') return call;
      return placed(call, { place: 'ringing' }, { sid: event.sid, sequence: event.sequence });
    case 'answered':
      if (call.place !== 'placing' && call.place !== 'ringing') return call;
      return placed(call, { place: 'whisper', tries: 0 }, { sid: event.sid });
    case 'noKey':
      if (call.place !== 'whisper' || event.step !== call.step) return call;
      return { ...call, step: call.step + 1, tries: call.tries + 1 };
    case 'joined':
      if (call.place === 'conference') return call;
      return placed(call, { place: 'conference' }, { sid: event.sid, talkingAt: now });
    case 'over': {
      const ended = { place: 'ended', how: event.how, endedAt: now, isSettled: false } as const;
      return placed(call, ended, { lineSince: undefined, sequence: event.sequence });
    }
    default:
      return assertNever(event);
  }
}
