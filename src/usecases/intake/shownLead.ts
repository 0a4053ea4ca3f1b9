/**
 * The lead that the sender of an inquiry is shown: on the receipt, on their own page, and by email. It is the real one
 * while that tells them nothing about anyone else; otherwise it is what would have happened to what they sent if no one
 * knew the number (L173, L181, L182).
 */
import { isCovered } from '../../core/lead/customer.ts';
import type { InquirySummary, Lead } from '../../core/lead/lead.ts';
import { allInquiries } from '../../core/lead/mergedNumbers.ts';
import { mayBeShown, summaryIn } from '../../core/lead/shownToSender.ts';
import type { Moment } from '../../core/vocabulary/time.ts';
import type { Inquiry } from '../../ports/inquiries.ts';
import type { Parts } from '../../ports/parts.ts';
import { leadIfUnknown, type Asked } from './leadIfUnknown.ts';

/** `nextAt`: when time alone changes an imagined one next; null if it doesn't. */
export type ShownLead =
  | { readonly isReal: true; readonly lead: Lead }
  | { readonly isReal: false; readonly lead: Lead; readonly nextAt: Moment | null };

/** Beyond this, a lead is someone's test; only the newest count as sent. */
const MOST_INQUIRIES = 50;

/** The lead's inquiries that came from this email address or number (E.164), calls among them, oldest first. */
export async function sentFrom(
  parts: Pick<Parts, 'inquiries'>,
  lead: Lead,
  address: string,
): Promise<readonly Inquiry[]> {
  const newest = allInquiries(lead).slice(-MOST_INQUIRIES);
  const inquiries = await parts.inquiries.byIds(newest.map(({ inquiry }) => inquiry.id));
  return inquiries.filter(({ person }) => person.email === address || person.tel === address);
}

/** `sent`: what the reader is known to have sent, with the inquiry that they ask about, oldest first. */
export async function shownLead(
  parts: Parts,
  lead: Lead,
  inquiry: Inquiry,
  sent: readonly Inquiry[],
): Promise<ShownLead> {
  const { id, receivedAt, person } = inquiry;
  const isTheirs = isCovered(lead, idsOf(sent));
  if (mayBeShown(lead, { id, receivedAt, tel: person.tel }, isTheirs, parts.clock.now())) return { isReal: true, lead };
  const [first = inquiry, ...more] = sent;
  const imagined = await leadIfUnknown(parts, [askedIn(lead, first), ...more.map((one) => askedIn(lead, one))]);
  return { isReal: false, ...imagined };
}

export function idsOf(inquiries: readonly Inquiry[]): readonly string[] {
  return inquiries.map(({ id }) => id);
}

function askedIn(lead: Lead, inquiry: Inquiry): Asked {
  const { callAt, acts = [] }: Partial<InquirySummary> = summaryIn(lead, inquiry.id) ?? {};
  return { inquiry, acts, ...(callAt !== undefined && { callAt }) };
}
