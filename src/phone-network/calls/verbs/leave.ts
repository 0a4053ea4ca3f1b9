/** Redirect, Reject, Hangup and Leave: out of this document. */
import type { Verb } from '../../language/document.ts';
import { endCall } from '../lifecycle.ts';
import { NEXT, type Flow, type Outcome } from '../outcome.ts';
import { sourceAt } from '../resolve.ts';

export const redirect = (flow: Flow, verb: Verb): Outcome => ({
  kind: 'goto',
  source: sourceAt(flow, verb.text, verb.attributes['method']),
});

/**
 * Refuses an inbound call that has not been answered: it never was a call, and costs nothing. Once the call is answered
 * there is nothing to reject, and it is hung up.
 */
export function reject({ net, call }: Flow, verb: Verb): Outcome {
  const isBusy = verb.attributes['reason'] === 'busy';
  if (call.answeredAt === null) {
    call.device?.hear({ kind: 'tone', tone: isBusy ? 'busy' : 'not-in-service' });
    // By the API it was not answered; the telephone knows better.
    if (isBusy) endCall(net, call, 'busy');
    else endCall(net, call, 'no-answer', 'rejected');
  }
  return { kind: 'hangup' };
}

/** Outside a queue there is nothing to leave, and the document goes on. */
export const leave = ({ room }: Flow): Outcome => (room === 'queue-wait' ? { kind: 'leave' } : NEXT);
