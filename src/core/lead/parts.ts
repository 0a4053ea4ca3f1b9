/** A lead with others merged into it: what belongs to which number. */
import { activeParts, personKeys } from './holding.ts';
import type { Absorbed, Brought, Consent, InquirySummary, Lead, LeadFacts } from './lead.ts';

export interface Sent {
  readonly inquiry: InquirySummary;
  /** The merged lead whose number it came from; absent for the lead's own. */
  readonly from?: Absorbed;
}

/** Everything that was sent, from its own number and from those of the leads merged into it, oldest first. */
export function everythingSent(lead: Lead): readonly Sent[] {
  const own = lead.inquiries.map((inquiry): Sent => ({ inquiry }));
  const others = activeParts(lead).flatMap((from) => from.inquiries.map((inquiry): Sent => ({ inquiry, from })));
  return [...own, ...others].sort((a, b) => a.inquiry.at - b.inquiry.at);
}

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
    key === undefined || personKeys(lead).includes(key)
      ? undefined
      : activeParts(lead).find(({ leadId, person }) => personKeys({ id: leadId, person }).includes(key));
  const added = (to: Brought) => ({ inquiries: [...to.inquiries, inquiry], consents: [...to.consents, consent] });
  // What they want, said at last, is what the lead is about.
  const { interest } = inquiry;
  if (!whose) return { ...added(lead), ...(lead.interest === undefined && interest !== undefined && { interest }) };
  return { absorbed: (lead.absorbed ?? []).map((part) => (part === whose ? { ...part, ...added(part) } : part)) };
}
