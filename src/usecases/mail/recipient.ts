/** Who gets an email about a lead, if it is permitted now, and the words that every email needs. */
import type { Lead } from '../../core/lead/lead.ts';
import { isWithdrawn } from '../../core/lead/customer.ts';
import { mayMail } from '../../core/law/mayMail.ts';
import type { SkipReason } from '../../core/mail/mail.ts';
import { wordingIn, type Language } from '../../core/vocabulary/language.ts';
import type { Inquiry } from '../../ports/inquiries.ts';
import type { Parts } from '../../ports/parts.ts';
import { findPromiseInquiry } from './findPromiseInquiry.ts';

/** The inquiry whose sender gets news of the callback at this address, or why no one does. */
export async function findRecipientInquiry(parts: Parts, lead: Lead, to: string): Promise<Inquiry | SkipReason> {
  const inquiry = await findPromiseInquiry(parts, lead);
  if (!inquiry || lead.person.email !== to) return 'noPermission';
  return (await refusalFor(parts, lead, inquiry)) ?? inquiry;
}

export async function refusalFor(parts: Parts, lead: Lead, inquiry: Inquiry): Promise<SkipReason | null> {
  if (isWithdrawn(lead, [inquiry.id])) return 'noPermission';
  const { tel } = lead.person;
  const [campaign, doNotCallSince] = await Promise.all([
    parts.campaigns.byId(inquiry.campaignId),
    tel === undefined ? null : parts.doNotCall.since(tel),
  ]);
  const refusal = mayMail({
    email: inquiry.person.email,
    isAllowed: inquiry.consent.email,
    receivedAt: inquiry.receivedAt,
    contactBy: campaign?.contactBy ?? 'tel',
    lead,
    doNotCallSince,
  });
  return refusal?.reason ?? null;
}

export async function campaignName(parts: Parts, campaignId: string, language: Language): Promise<string> {
  const campaign = await parts.campaigns.byId(campaignId);
  return campaign ? wordingIn(campaign.name, language) : campaignId;
}

/** The business's zone, or that of its first campaign. */
export async function businessZone(parts: Parts): Promise<string> {
  return (await parts.business.get())?.zone ?? (await parts.campaigns.all())[0]?.hours.zone ?? 'UTC';
}
