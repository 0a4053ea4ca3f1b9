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
 * Not Found, Gone, Address Incomplete, Does Not Exist Anywhere: nobody has the number (RFC 3261, 21.4.5, 21.4.11, 21.4.22
 * and 21.6.3). Other failures are the network's own. Compared on 2026-11-30: Asterisk’s table of causes says of 404 and 604
 * that the number isn’t assigned, of 410 that it changed, of 484 that it can’t exist; RFC 3398, 7.2.4.1, also answers 404
 * where the network has no route. The stricter is used: it isn’t dialed again until its owner asks for a call (L151).
 */
const NOBODY_THERE: readonly string[] = ['404', '410', '484', '604'];

/** null while the call is active. `sipCode`: the network's response to a failed call; the status alone doesn't say why. */
export function endOf(status: string, sipCode?: string): CallEnd | null {
  const end = ENDS[status] ?? null;
  return end === 'failed' && sipCode !== undefined && NOBODY_THERE.includes(sipCode) ? 'notInService' : end;
}
