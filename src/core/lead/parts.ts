/** A lead with others merged into it: what belongs to which number. */
import { activeParts, personKey } from './holding.ts';
import type { Brought, Consent, InquirySummary, Lead, LeadFacts } from './lead.ts';

/** Whether the inquiry is on the lead already, its own or of a lead that was merged into it. */
export function knowsInquiry(lead: Lead, inquiryId: string): boolean {
  return [lead, ...(lead.absorbed ?? [])].some(({ inquiries }) => inquiries.some(({ id }) => id === inquiryId));
}

/** A new inquiry goes with its consent to the number that it came from; a consent never covers another number. */
export function withInquiry(
  lead: Lead,
  inquiry: InquirySummary,
  consent: Consent,
  key: string | undefined,
): Partial<LeadFacts> {
  const whose =
    key === undefined || key === personKey(lead)
      ? undefined
      : activeParts(lead).find(({ leadId, person }) => personKey({ id: leadId, person }) === key);
  const added = (to: Brought) => ({ inquiries: [...to.inquiries, inquiry], consents: [...to.consents, consent] });
  // What they want, said at last, is what the lead is about.
  const { interest } = inquiry;
  if (!whose) return { ...added(lead), ...(lead.interest === undefined && interest !== undefined && { interest }) };
  return { absorbed: (lead.absorbed ?? []).map((part) => (part === whose ? { ...part, ...added(part) } : part)) };
}
