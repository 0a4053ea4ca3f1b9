/** The network's words for how a call ended: https://www.twilio.com/docs/voice/api/call-resource#call-status-values */
import type { CallEnd } from './call.ts';

const ENDS: Readonly<Record<string, CallEnd>> = {
  completed: 'completed',
  busy: 'busy',
  'no-answer': 'noAnswer',
  failed: 'failed',
  canceled: 'canceled',
};

/**
 * What the network heard on a leg that was picked up: `human`, `machine_start`, `machine_end_…`, `fax`, or `unknown` when
 * its time ran out. A fax is no person; whoever is not known is taken for one, since hanging up on a person is worse.
 * https://www.twilio.com/docs/voice/answering-machine-detection
 */
export function isMachineAnswer(answeredBy: string): boolean {
  return answeredBy.startsWith('machine') || answeredBy === 'fax';
}

/** Null while the call is going on. */
export function endOf(status: string): CallEnd | null {
  return ENDS[status] ?? null;
}
