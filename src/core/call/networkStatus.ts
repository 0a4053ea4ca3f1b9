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

/**
 * Gone, Does Not Exist Anywhere: the network knows that the number isn't assigned (RFC 3261, 21.4.11 and 21.6.3; Q.850
 * cause 22, number changed).
 */
const NOBODY_THERE: readonly string[] = ['410', '604'];
/**
 * Not Found, Address Incomplete: the number isn't assigned (Q.850 cause 1), or the network found no route to it this
 * time (causes 2, 3 and 28; RFC 3398, 7.2.4.1, answers all of them with these codes). So one of them alone says too
 * little (L151).
 */
const NOT_FOUND: readonly string[] = ['404', '484'];

/** null while the call is active. `sipCode`: the network's response to a failed call; the status alone doesn't say why. */
export function endOf(status: string, sipCode = ''): CallEnd | null {
  const end = ENDS[status] ?? null;
  if (end !== 'failed') return end;
  return NOBODY_THERE.includes(sipCode) ? 'notInService' : NOT_FOUND.includes(sipCode) ? 'notFound' : end;
}
