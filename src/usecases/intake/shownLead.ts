/**
 * The lead that the sender of an inquiry is shown: on the receipt, on their own page, and by email. It is the real one
 * while that tells them nothing about anyone else; otherwise it is what would have happened to what they sent if no one
 * knew the number (L173, L181, L182).
 */
import { isCovered, isHeldBack } from '../../core/lead/customer.ts';
import type { InquirySummary, Lead, Owner } from '../../core/lead/lead.ts';
import { allInquiries } from '../../core/lead/mergedNumbers.ts';
import type { PageAct } from '../../core/vocabulary/contact.ts';
import type { CallbackPromise, PromiseReason } from '../../core/vocabulary/promise.ts';
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

/** The lead's inquiries that this address sent, oldest first. */
export async function sentFrom(
  parts: Pick<Parts, 'inquiries'>,
  lead: Lead,
  email: string,
): Promise<readonly Inquiry[]> {
  const newest = allInquiries(lead).slice(-MOST_INQUIRIES);
  const inquiries = await Promise.all(newest.map(({ inquiry }) => parts.inquiries.byId(inquiry.id)));
  return inquiries.flatMap((inquiry) => (inquiry?.person.email === email ? [inquiry] : []));
}

/** `sent`: what the reader is known to have sent, with the inquiry that they ask about, oldest first. */
export async function shownLead(
  parts: Parts,
  lead: Lead,
  inquiry: Inquiry,
  sent: readonly Inquiry[],
): Promise<ShownLead> {
  if (isTold(parts, lead, inquiry, isCovered(lead, idsOf(sent)))) return { isReal: true, lead };
  const [first = inquiry, ...more] = sent;
  const imagined = await leadIfUnknown(parts, [askedIn(lead, first), ...more.map((one) => askedIn(lead, one))]);
  return { isReal: false, ...imagined };
}

export function idsOf(inquiries: readonly Inquiry[]): readonly string[] {
  return inquiries.map(({ id }) => id);
}

/** The time that the inquiry asked for, also on its receipt or page; 0 if none. */
export function callAtOf(lead: Lead, inquiry: Inquiry): Moment {
  return summaryIn(lead, inquiry)?.callAt ?? 0;
}

function askedIn(lead: Lead, inquiry: Inquiry): Asked {
  const { callAt, acts = [] }: Partial<InquirySummary> = summaryIn(lead, inquiry) ?? {};
  return { inquiry, acts, ...(callAt !== undefined && { callAt }) };
}

function summaryIn(lead: Lead, { id }: Inquiry): InquirySummary | undefined {
  return allInquiries(lead).find(({ inquiry }) => inquiry.id === id)?.inquiry;
}

/** `isTheirs`: the reader sent everything that is in the lead. */
function isTold(parts: Parts, lead: Lead, inquiry: Inquiry, isTheirs: boolean): boolean {
  // People who left only an email are found by it, and no one else's lead is.
  if (inquiry.person.tel === undefined) return true;
  if (!isActedOn(lead) || isPutOff(lead)) return false;
  if (!isTheirs && !isAboutThem(parts, lead, inquiry)) return false;
  return !('owner' in lead) || !isOlder(lead.owner, inquiry);
}

/** No time can be given until a supervisor has reviewed it or the person lifts their entry. */
export const NO_TIME: readonly PromiseReason[] = ['noPermittedTime', 'doNotCall'];

/** Whether the lead is handled normally. Why one isn't is never revealed (L22). */
function isActedOn(lead: Lead): boolean {
  return !isHeldBack(lead) && !(lead.state === 'callback' && NO_TIME.includes(lead.promise.why));
}

/**
 * L182: put off before anyone called, maybe because of the calls that an earlier lead of the number got; or without what its
 * sender asked for since.
 */
function isPutOff(lead: Lead): boolean {
  const { promise } = lead;
  if (!promise || lead.state === 'closed' || 'owner' in lead) return false;
  if (lead.attempts.length > 0 || lead.firstTalk) return false;
  if (lead.inquiries.some(({ acts = [] }) => !isReflected(lead, promise, acts.at(-1)))) return true;
  if (lead.previousLeadId === undefined) return false;
  const { why, dueAt } = promise;
  const asked = lead.inquiries.map(({ callAt = dueAt }) => callAt);
  return why === 'notPermittedYet' || (why === 'agreed' && Math.min(...asked) < dueAt);
}

function isReflected(lead: Lead, { promisedAt }: CallbackPromise, act: PageAct | undefined): boolean {
  return !act || promisedAt >= act.at || ('wait' in lead && lead.wait.startedAt === act.at);
}

/**
 * L170: whether what happens now is also about this inquiry of several: someone calls or called, and it asked for no later
 * time. What is promised, or awaited, may be about another one.
 */
function isAboutThem({ clock }: Pick<Parts, 'clock'>, lead: Lead, inquiry: Inquiry): boolean {
  if (lead.state === 'waiting' || lead.state === 'offered' || lead.state === 'callback') return false;
  if (lead.state === 'closed') return lead.lastTalk !== undefined && lead.lastTalk.at >= inquiry.receivedAt;
  return callAtOf(lead, inquiry) <= clock.now();
}

/** Whether the agent had the lead before this inquiry arrived. */
function isOlder(owner: Owner, inquiry: Inquiry): boolean {
  return owner.acceptedAt <= inquiry.receivedAt;
}
