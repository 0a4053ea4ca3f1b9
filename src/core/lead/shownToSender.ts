/**
 * Whether the sender of an inquiry may be shown the real lead that it belongs to (L170, L181, L182): only what they sent, and
 * what happens with them. Whatever follows from anything else that is known of the number isn't told (law 11).
 */
import type { PageAct } from '../vocabulary/contact.ts';
import type { CallbackPromise, PromiseReason } from '../vocabulary/promise.ts';
import type { Moment } from '../vocabulary/time.ts';
import { isHeldBack } from './customer.ts';
import type { InquirySummary, Lead, Owner } from './lead.ts';
import { allInquiries } from './mergedNumbers.ts';

/** The inquiry that someone asks about. */
export interface AskedAbout {
  readonly id: string;
  readonly receivedAt: Moment;
  /** Absent if they left only an email address. */
  readonly tel: string | undefined;
}

/** `isTheirs`: the reader sent everything that is in the lead. */
export function mayBeShown(lead: Lead, about: AskedAbout, isTheirs: boolean, now: Moment): boolean {
  // People who left only an email are found by it, and no one else's lead is.
  if (about.tel === undefined) return true;
  if (!isActedOn(lead) || isPutOff(lead)) return false;
  if (!isTheirs && !isAboutThem(lead, about, now)) return false;
  return !('owner' in lead) || !isOlder(lead.owner, about);
}

/** No time can be given until a supervisor has reviewed it or the person lifts their entry. */
export const NO_TIME: readonly PromiseReason[] = ['noPermittedTime', 'doNotCall'];

/** The time that the inquiry asked for, also on its receipt or page; 0 if none. */
export function callAtOf(lead: Lead, inquiryId: string): Moment {
  return summaryIn(lead, inquiryId)?.callAt ?? 0;
}

/** The lead's own record of one of its inquiries, also of a merged number's. */
export function summaryIn(lead: Lead, inquiryId: string): InquirySummary | undefined {
  return allInquiries(lead).find(({ inquiry }) => inquiry.id === inquiryId)?.inquiry;
}

/** Whether the lead is handled normally. Why one isn't is never revealed (L22). */
function isActedOn(lead: Lead): boolean {
  return !isHeldBack(lead) && !(lead.state === 'callback' && NO_TIME.includes(lead.promise.why));
}

/**
 * L182: put off before anyone called, by a backlog, or maybe because of the calls that an earlier lead of the number got; or
 * without what its sender asked for since. A turn in a backlog is known of real leads alone, so it would tell them apart.
 */
function isPutOff(lead: Lead): boolean {
  const { promise } = lead;
  if (!promise || lead.state === 'closed' || 'owner' in lead) return false;
  if (lead.attempts.length > 0 || lead.firstTalk) return false;
  if (lead.inquiries.some(({ acts = [] }) => !isReflected(lead, promise, acts.at(-1)))) return true;
  if (promise.why === 'backlog') return true;
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
function isAboutThem(lead: Lead, { id, receivedAt }: AskedAbout, now: Moment): boolean {
  if (lead.state === 'waiting' || lead.state === 'offered' || lead.state === 'callback') return false;
  if (lead.state === 'closed') return lead.lastTalk !== undefined && lead.lastTalk.at >= receivedAt;
  return callAtOf(lead, id) <= now;
}

/** Whether the agent had the lead before this inquiry arrived. */
function isOlder(owner: Owner, { receivedAt }: AskedAbout): boolean {
  return owner.acceptedAt <= receivedAt;
}
