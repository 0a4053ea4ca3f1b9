/**
 * Whether a submission looks automated. This only affects review: it is stored as a lead closed as spam, which a
 * supervisor can restore. The sender isn't notified.
 */
import { SECOND, type Moment } from '../vocabulary/time.ts';

/** No person can read, fill in and submit a form faster, even with autofill. */
export const MIN_FILL_MS = 1.5 * SECOND;

export type SpamReason = 'honeypot' | 'too-fast';

export interface SpamSigns {
  /** The value of the hidden field. */
  readonly honeypot?: string;
  /** When the form was shown, as reported by the form; absent when a program sent it. */
  readonly shownAt?: Moment;
  readonly now: Moment;
}

/** Reasons why this looks like spam; empty when it doesn't. */
export function judgeSpam({ honeypot = '', shownAt, now }: SpamSigns): readonly SpamReason[] {
  const reasons: SpamReason[] = [];
  if (honeypot.trim() !== '') reasons.push('honeypot');
  // A time in the future only shows that a clock is wrong.
  if (shownAt !== undefined && now >= shownAt && now - shownAt < MIN_FILL_MS) reasons.push('too-fast');
  return reasons;
}
