/**
 * Whether a prospect may be written to about an inquiry (law 8): one function, asked when the mail is sent. The rules
 * are a list and the first refusal wins. Sending a form of a campaign that goes by mail is a request to be written to;
 * everybody else has to have ticked the box.
 */
import type { SkipReason } from '../mail/mail.ts';
import type { Lead } from '../lead/lead.ts';
import type { Moment } from '../time.ts';

export interface MailQuestion {
  readonly email: string | undefined;
  /** The box for mail was ticked with this inquiry. */
  readonly isAllowed: boolean;
  readonly receivedAt: Moment;
  readonly contactBy: 'tel' | 'email';
  readonly lead: Pick<Lead, 'state'> & { readonly outcome?: string };
  /** When the number entered the do-not-call list; null when it is not on it. */
  readonly doNotCallSince: Moment | null;
}

interface Rule {
  readonly id: string;
  readonly refusal: SkipReason;
  readonly isMet: (question: MailQuestion) => boolean;
}

/** After these nobody hears from us any more, whatever was allowed before. */
const SILENT_OUTCOMES: readonly string[] = ['doNotCall', 'spam', 'erased', 'wrongNumber'];

const MAIL_RULES: readonly Rule[] = [
  { id: 'E1', refusal: 'noPermission', isMet: ({ email }) => email !== undefined && email !== '' },
  { id: 'E2', refusal: 'noPermission', isMet: ({ isAllowed, contactBy }) => isAllowed || contactBy === 'email' },
  {
    id: 'E3',
    refusal: 'leadClosed',
    isMet: ({ lead }) => lead.state !== 'closed' || !SILENT_OUTCOMES.includes(lead.outcome ?? ''),
  },
  // Who asked not to be called has asked to be left alone. What is sent after that is answered by email where its own box
  // was checked, listed or not: a stranger must not learn from a missing email that a number is listed (law 11).
  {
    id: 'E4',
    refusal: 'noPermission',
    isMet: ({ doNotCallSince, receivedAt }) => doNotCallSince === null || receivedAt > doNotCallSince,
  },
];

/** Null when the person may be written to; otherwise why not, and by which rule. */
export function mayMail(question: MailQuestion): { readonly reason: SkipReason; readonly rule: string } | null {
  const broken = MAIL_RULES.find((rule) => !rule.isMet(question));
  return broken ? { reason: broken.refusal, rule: broken.id } : null;
}
