/**
 * Events on a leg: one that we placed, or, at its end, a caller's. Places only move forward, so late and duplicate
 * events change nothing.
 */
import { assertNever } from '../vocabulary/errors.ts';
import type { Moment } from '../vocabulary/time.ts';
import { withPlace, type Call, type CallEnd } from './call.ts';

export type LegEvent =
  /** The network accepted the request. */
  | { readonly kind: 'placed'; readonly sid: string }
  | { readonly kind: 'ringing'; readonly sid: string; readonly sequence: number }
  /** Answered: the person who picked up hears the whisper. */
  | { readonly kind: 'answered'; readonly sid: string }
  | { readonly kind: 'noKey'; readonly step: number }
  | { readonly kind: 'joined'; readonly sid: string }
  | { readonly kind: 'over'; readonly how: CallEnd; readonly sequence: number };

export function advanceLeg(call: Call, event: LegEvent, now: Moment): Call {
  // The end of a rejected call isn't a missed call.
  if (call.place === 'ended' || call.place === 'rejected') return call;
  switch (event.kind) {
    case 'placed':
      return call.sid === event.sid ? call : { ...call, sid: event.sid };
    case 'ringing':
      if (call.place !== 'placing') return call;
      return withPlace(call, { place: 'ringing' }, { sid: event.sid, sequence: event.sequence });
    case 'answered':
      if (call.place !== 'placing' && call.place !== 'ringing') return call;
      return withPlace(call, { place: 'whisper', tries: 0 }, { sid: event.sid });
    case 'noKey':
      if (call.place !== 'whisper' || event.step !== call.step) return call;
      return { ...call, step: call.step + 1, tries: call.tries + 1 };
    case 'joined':
      if (call.place === 'conference') return call;
      return withPlace(call, { place: 'conference' }, { sid: event.sid, talkingAt: now });
    case 'over': {
      const ended = { place: 'ended', how: event.how, endedAt: now, isSettled: false } as const;
      return withPlace(call, ended, { lineSince: undefined, sequence: event.sequence });
    }
    default:
      return assertNever(event);
  }
}
