/**
 * Entries of the internal do-not-call list, 47 CFR 64.1200(d): which actions add a number, and the few that lift the
 * entry (L6). Consent doesn't lift one, because anyone could have submitted the form.
 */
import type { Actor } from '../vocabulary/people.ts';
import { DAY, type Moment } from '../vocabulary/time.ts';

/** How a request not to be called, or its withdrawal, reached us. An administrator chooses among the last five. */
export type DoNotCallSource =
  | ('outcome' | 'desk' | 'page' | 'text' | 'call' | 'import' | 'admin')
  | ('spoken' | 'email' | 'letter' | 'complaint' | 'other');

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

/** A number on the list, or once on it. */
export interface DoNotCallEntry {
  /** A keyed hash of the number. */
  readonly id: string;
  /** E.164. Absent on entries of earlier versions, and once the person was erased. */
  readonly tel?: string;
  /** When it was added last. */
  readonly at: Moment;
  /** It is not in force. */
  readonly liftedAt?: Moment;
  /** Oldest first; entries of earlier versions may have none. */
  readonly marks: readonly DoNotCallMark[];
}

/** How long the lead of a listed person who inquires is kept: until then they may lift the entry themselves. */
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
