/** The inquiry whose sender is told about a lead's promise. */
import type { Lead } from '../../core/lead/lead.ts';
import type { Inquiry } from '../../ports/inquiries.ts';
import type { Parts } from '../../ports/parts.ts';

/**
 * The newest inquiry that came with the mail address of the person who opened the lead, and with permission to use it;
 * null without one. Somebody else who sends a form with that person's number learns nothing by mail.
 */
export async function promiseInquiry(parts: Parts, lead: Lead): Promise<Inquiry | null> {
  const { email } = lead.person;
  if (email === undefined) return null;
  const campaign = await parts.campaigns.byId(lead.campaignId);
  const isByMail = campaign?.contactBy === 'email';
  const allowed = lead.consents.filter((consent) => consent.email || isByMail);
  for (const { inquiryId } of allowed.toReversed()) {
    const inquiry = await parts.inquiries.byId(inquiryId);
    if (inquiry?.person.email === email) return inquiry;
  }
  return null;
}
