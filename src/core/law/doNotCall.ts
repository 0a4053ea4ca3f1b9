/**
 * Entries of the internal do-not-call list, 47 CFR 64.1200(d): which acts enter a number, and which few lift the entry
 * again (L6). No consent lifts one: whoever sends a form may be anybody.
 */
import type { Actor } from '../lead/lead.ts';
import { DAY, type Moment } from '../time.ts';

/** By which way a number was entered or lifted: the outcome of a lead, a text or a call from the number itself. */
export type DoNotCallSource = 'outcome' | 'text' | 'call';

/** One act on an entry. */
export interface DoNotCallMark {
  /** Of the act: the same act twice is one mark. Absent on marks of earlier versions. */
  readonly id?: string;
  readonly kind: 'added' | 'lifted';
  readonly at: Moment;
  readonly by: Actor;
  readonly source: DoNotCallSource;
  readonly leadId?: string;
  /** In the words of whoever did it, or the words that the person agreed to. */
  readonly reason?: string;
}

/** How long the lead of a listed person is kept who inquires: until then they may lift the entry themselves. */
export const LISTED_KEPT_MS = 7 * DAY;

/** What the network says of a call whose number it vouches for in full: https://www.twilio.com/docs/voice/trusted-calling-with-shakenstir */
const FULL_ATTESTATION = 'TN-Validation-Passed-A';

/** Whether the network vouches that the caller may use the shown number. Every weaker word, and none at all, does not count. */
export function isAttested(verdict: string): boolean {
  return verdict === FULL_ATTESTATION;
}
