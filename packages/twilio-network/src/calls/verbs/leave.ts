/** Verbs that leave the document: Redirect, Reject and Leave. */
import type { Verb } from '../../language/document.ts';
import { endCall } from '../lifecycle.ts';
import { NEXT, type Flow, type Outcome } from '../outcome.ts';
import { sourceAt } from '../resolve.ts';

export const redirect = (flow: Flow, verb: Verb): Outcome => ({
  kind: 'goto',
  source: sourceAt(flow, verb.text, verb.attributes['method']),
});

/**
 * Rejects an inbound call that has not been answered, which is free of charge. A call that has been answered is hung up.
 */
export function reject({ net, call }: Flow, verb: Verb): Outcome {
  const isBusy = verb.attributes['reason'] === 'busy';
  if (call.answeredAt === null) {
    call.device?.hear({ kind: 'tone', tone: isBusy ? 'busy' : 'not-in-service' });
    // The API says no-answer; the phone shows that it was rejected.
    if (isBusy) endCall(net, call, 'busy');
    else endCall(net, call, 'no-answer', 'rejected');
  }
  return { kind: 'hangup' };
}

/** Outside a queue it does nothing, and the document continues. */
export const leave = ({ room }: Flow): Outcome => (room === 'queue-wait' ? { kind: 'leave' } : NEXT);
