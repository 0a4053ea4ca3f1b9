/** Finds the inquiry whose sender gets email about a lead's callback. */
import type { Lead } from '../../core/lead/lead.ts';
import type { Inquiry } from '../../ports/inquiries.ts';
import type { Parts } from '../../ports/parts.ts';

/**
 * The newest inquiry with the email of the person who opened the lead and permission to use it; null if there is none.
 * Someone else who submits that person's number gets no email.
 */
export async function findPromiseInquiry(parts: Parts, lead: Lead): Promise<Inquiry | null> {
  const { email, otherEmails = [] } = lead.person;
  if (email === undefined) return null;
  const campaign = await parts.campaigns.byId(lead.campaignId);
  const isByMail = campaign?.contactBy === 'email';
  const allowed = lead.consents.filter(
    ({ email: isTold, withdrawnAt }) => (isTold || isByMail) && withdrawnAt === undefined,
  );
  for (const { inquiryId } of allowed.toReversed()) {
    const inquiry = await parts.inquiries.byId(inquiryId);
    const sentAs = inquiry?.person.email;
    if (inquiry && sentAs !== undefined && [email, ...otherEmails].includes(sentAs)) return inquiry;
  }
  return null;
}
