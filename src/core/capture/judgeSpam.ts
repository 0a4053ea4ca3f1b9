/**
 * Whether a submission looks like a machine's. It decides only about review: what looks like spam is kept, becomes a
 * lead that is closed as spam, and a supervisor can take it back. The sender is told nothing.
 */
import { SECOND, type Moment } from '../time.ts';

/** Nobody reads a form, fills it in and sends it faster, autofill included. */
export const MIN_FILL_MS = 1.5 * SECOND;

export type SpamReason = 'honeypot' | 'too-fast';

export interface SpamSigns {
  /** What was typed into the field that people do not see. */
  readonly honeypot?: string;
  /** When the form was shown, as the form tells; absent when it was sent by a program. */
  readonly shownAt?: Moment;
  readonly now: Moment;
}

/** The reasons for which this looks like spam; empty when it does not. */
export function judgeSpam({ honeypot = '', shownAt, now }: SpamSigns): readonly SpamReason[] {
  const reasons: SpamReason[] = [];
  if (honeypot.trim() !== '') reasons.push('honeypot');
  // A time in the future says that a clock is wrong, and nothing about the person.
  if (shownAt !== undefined && now >= shownAt && now - shownAt < MIN_FILL_MS) reasons.push('too-fast');
  return reasons;
}
