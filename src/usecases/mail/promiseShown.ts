/** Who gets an email about a callback, and the lead that they are shown (L182). */
import type { Lead } from '../../core/lead/lead.ts';
import type { MailKind, SkipReason } from '../../core/mail/mail.ts';
import type { Inquiry } from '../../ports/inquiries.ts';
import type { Parts } from '../../ports/parts.ts';
import { sentFrom, shownLead, type ShownLead } from '../intake/shownLead.ts';
import type { MailOf } from './kind.ts';
import { findRecipientInquiry, refusalFor } from './recipient.ts';

export interface PromiseShown {
  readonly inquiry: Inquiry;
  readonly shown: ShownLead;
}

type PromiseKind = Extract<MailKind, 'promiseMade' | 'promiseReminder'>;

/** Or why no one gets it. */
export async function promiseShown(
  parts: Parts,
  lead: Lead,
  { to, data: { inquiryId } }: MailOf<PromiseKind>,
): Promise<PromiseShown | SkipReason> {
  const inquiry =
    inquiryId === undefined
      ? await findRecipientInquiry(parts, lead, to)
      : await senderOf(parts, lead, { inquiryId, to });
  if (typeof inquiry === 'string') return inquiry;
  const sent = await sentFrom(parts, lead, inquiry.person.email ?? to);
  return { inquiry, shown: await shownLead(parts, lead, inquiry, sent) };
}

async function senderOf(
  parts: Parts,
  lead: Lead,
  { inquiryId, to }: { readonly inquiryId: string; readonly to: string },
): Promise<Inquiry | SkipReason> {
  const inquiry = await parts.inquiries.byId(inquiryId);
  if (inquiry?.person.email !== to) return 'gone';
  return (await refusalFor(parts, lead, inquiry)) ?? inquiry;
}

/** The last email of this kind to this address, about the lead or about what this inquiry is shown; null without one. */
export async function lastTold<K extends PromiseKind>(
  { mails }: Pick<Parts, 'mails'>,
  kind: K,
  { leadId, inquiry, to }: { readonly leadId: string; readonly inquiry: Inquiry; readonly to: string },
): Promise<MailOf<K> | null> {
  const found = await Promise.all([leadId, inquiry.id].map((id) => mails.lastSent(`${kind}:${id}:`)));
  const theirs = found.filter((mail) => mail !== null).filter((mail) => mail.kind === kind && mail.to === to);
  const [last = null] = theirs.sort((a, b) => (b.endedAt ?? 0) - (a.endedAt ?? 0));
  return last as MailOf<K> | null;
}
