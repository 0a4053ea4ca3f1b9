/** Which data of a lead belongs to which number, when others were merged into it. */
import { activeParts, personKeys } from './holding.ts';
import type { Absorbed, TransferredData, InquirySummary, Lead, LeadFacts } from './lead.ts';
import type { Consent } from '../vocabulary/contact.ts';

export interface InquirySource {
  readonly inquiry: InquirySummary;
  /** The merged lead of the number it came from; absent for the lead's own. */
  readonly from?: Absorbed;
}

/** Everything that was submitted, from its own number and those of merged leads, oldest first. */
export function allInquiries(lead: Lead): readonly InquirySource[] {
  const own = lead.inquiries.map((inquiry): InquirySource => ({ inquiry }));
  const others = activeParts(lead).flatMap((from) =>
    from.inquiries.map((inquiry): InquirySource => ({ inquiry, from })),
  );
  return [...own, ...others].sort((a, b) => a.inquiry.at - b.inquiry.at);
}

/** Whether the lead, or one merged into it, already has the inquiry. */
export function knowsInquiry(lead: Lead, inquiryId: string): boolean {
  return [lead, ...(lead.absorbed ?? [])].some(({ inquiries }) => inquiries.some(({ id }) => id === inquiryId));
}

/** A new inquiry and its consent belong to the number that it came from; a consent never covers another number. */
export function withInquiry(
  lead: Lead,
  inquiry: InquirySummary,
  consent: Consent,
  key: string | undefined,
): Partial<LeadFacts> {
  const whose =
    key === undefined || personKeys(lead).includes(key)
      ? undefined
      : activeParts(lead).find(({ leadId, person }) => personKeys({ id: leadId, person }).includes(key));
  const added = (to: TransferredData) => ({
    inquiries: [...to.inquiries, inquiry],
    consents: [...to.consents, consent],
  });
  // The lead is about the latest interest.
  const { interest } = inquiry;
  if (!whose) return { ...added(lead), ...(lead.interest === undefined && interest !== undefined && { interest }) };
  return { absorbed: (lead.absorbed ?? []).map((part) => (part === whose ? { ...part, ...added(part) } : part)) };
}
