/**
 * Whether a customer may be emailed about an inquiry (law 8). Asked when the email is sent. The rules are a list and
 * the first refusal wins. Submitting the form of an email campaign permits it; everyone else must have ticked the box.
 */
import { endsEmail, type Outcome } from '../vocabulary/outcomes.ts';
import type { LeadState } from '../vocabulary/states.ts';
import { brokenRule, type LawRule } from './rule.ts';
import type { Moment } from '../vocabulary/time.ts';

export interface MailQuestion {
  readonly email: string | undefined;
  /** The email box was ticked with this inquiry. */
  readonly isAllowed: boolean;
  readonly receivedAt: Moment;
  readonly contactBy: 'tel' | 'email';
  readonly lead: { readonly state: LeadState; readonly outcome?: Outcome };
  /** When the number was added to the do-not-call list; null when it isn't listed. */
  readonly doNotCallSince: Moment | null;
}

export type MailRefusal = 'noPermission' | 'leadClosed';

export const MAIL_RULES: readonly LawRule<MailQuestion, MailRefusal>[] = [
  { id: 'L31', refusal: 'noPermission', isMet: ({ email }) => email !== undefined && email !== '' },
  { id: 'L32', refusal: 'noPermission', isMet: ({ isAllowed, contactBy }) => isAllowed || contactBy === 'email' },
  {
    id: 'L33',
    refusal: 'leadClosed',
    isMet: ({ lead }) => lead.state !== 'closed' || !lead.outcome || !endsEmail(lead.outcome),
  },
  // A request not to be called covers everything sent before it. A later inquiry is answered by email if its box was
  // ticked, listed or not: a missing email must not reveal that a number is listed (law 11).
  {
    id: 'L34',
    refusal: 'noPermission',
    isMet: ({ doNotCallSince, receivedAt }) => doNotCallSince === null || receivedAt > doNotCallSince,
  },
];

/** null when the email is permitted; otherwise the reason and the rule. */
export function mayMail(question: MailQuestion): { readonly reason: MailRefusal; readonly rule: string } | null {
  const broken = brokenRule(MAIL_RULES, question);
  return broken ? { reason: broken.refusal, rule: broken.id } : null;
}
