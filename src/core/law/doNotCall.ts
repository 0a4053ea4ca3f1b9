/**
 * Entries of the internal do-not-call list, 47 CFR 64.1200(d): which actions add a number, and the few that lift the
 * entry (L6). Consent doesn't lift one, because anyone could have submitted the form.
 */
import type { Actor } from '../lead/lead.ts';
import { DAY, type Moment } from '../time.ts';

/** How a number was added or lifted: a lead's outcome, a text, or a call from the number. */
export type DoNotCallSource = 'outcome' | 'text' | 'call';

/** One change of an entry. */
export interface DoNotCallMark {
  /** Identifies the action: the same action twice is one mark. Absent on marks of earlier versions. */
  readonly id?: string;
  readonly kind: 'added' | 'lifted';
  readonly at: Moment;
  readonly by: Actor;
  readonly source: DoNotCallSource;
  readonly leadId?: string;
  /** In the words of the person who did it, or the words that the customer agreed to. */
  readonly reason?: string;
}

/** How long a lead is kept when a listed person inquires; meanwhile they can lift the entry themselves. */
export const LISTED_KEPT_MS = 7 * DAY;

/**
 * The network's verdict on a fully verified caller ID:
 * https://www.twilio.com/docs/voice/trusted-calling-with-shakenstir
 */
const FULL_ATTESTATION = 'TN-Validation-Passed-A';

/** Whether the network fully verified that the caller may use this number. A weaker verdict, or none, doesn't count. */
export function isAttested(verdict: string): boolean {
  return verdict === FULL_ATTESTATION;
}
