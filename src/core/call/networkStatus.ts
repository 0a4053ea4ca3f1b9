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
 * What the network detected on an answered leg: `human`, `machine_start`, `machine_end_…`, `fax`, or `unknown` on
 * timeout. A fax isn't a person; unknown counts as a person, because hanging up on one is worse.
 * https://www.twilio.com/docs/voice/answering-machine-detection
 */
export function isMachineAnswer(answeredBy: string): boolean {
  return answeredBy.startsWith('machine') || answeredBy === 'fax';
}

/** null while the call is active. */
export function endOf(status: string): CallEnd | null {
  return ENDS[status] ?? null;
}
