/**
 * What happens next with one inquiry, for the holder of its receipt. It reveals nothing else about the person: an
 * inquiry that joined an existing lead shows what it would show of a number that nobody knows (L173): neither agent nor
 * conversation, nor a time that was promised for another reason. An inquiry that may not be acted on gives the same
 * answer whatever the reason (law 11).
 */
import { assertNever } from '../../core/vocabulary/errors.ts';
import { isAppointment } from '../../core/lead/appointment.ts';
import { isCovered } from '../../core/lead/customer.ts';
import type { Lead, Owner } from '../../core/lead/lead.ts';
import { allInquiries } from '../../core/lead/mergedNumbers.ts';
import type { PromiseReason } from '../../core/vocabulary/promise.ts';
import type { Moment } from '../../core/vocabulary/time.ts';
import { isWhenThere } from '../../core/mail/promiseNews.ts';
import type { Inquiry } from '../../ports/inquiries.ts';
import type { Parts } from '../../ports/parts.ts';
import type { ReceiptStatus } from '../../shared/api.ts';
import { leadWhenOpened } from './attachInquiry.ts';

export interface ReceiptView {
  readonly inquiry: Inquiry;
  readonly status: ReceiptStatus;
}

/** Null if there is no such receipt. */
export async function receiptStatus(parts: Parts, receiptId: string): Promise<ReceiptView | null> {
  const inquiry = await parts.inquiries.byReceipt(receiptId);
  if (!inquiry) return null;
  const lead = inquiry.leadId === undefined ? null : await parts.leads.byId(inquiry.leadId);
  return { inquiry, status: await statusFor(parts, lead, inquiry) };
}

/**
 * The status of one inquiry; `lead` is null for a moment after it was sent. `covers`: what the reader is known to have
 * sent, with it.
 */
export async function statusFor(
  parts: Parts,
  lead: Lead | null,
  inquiry: Inquiry,
  covers: readonly string[] = [inquiry.id],
): Promise<ReceiptStatus> {
  const step: Step = lead ? await stepOf(parts, lead, inquiry, isCovered(lead, covers)) : { step: 'received' };
  const callUs = step.step === 'received' ? await numberToCall(parts, inquiry) : undefined;
  return { ...step, ...(callUs !== undefined && { callUs }), serverNow: parts.clock.now() };
}

type Step = Omit<ReceiptStatus, 'serverNow'>;

/** `isTheirs`: the reader sent everything that is in the lead. */
async function stepOf(parts: Parts, lead: Lead, inquiry: Inquiry, isTheirs: boolean): Promise<Step> {
  // A person who left only an email is written to; call steps don't apply.
  if (inquiry.person.tel === undefined && lead.state !== 'closed') return { step: 'received' };
  if (!isTheirs && !isPromisedTo(lead, inquiry)) return asIfUnknown(parts, lead, inquiry);
  const onLine = isTheirs || inquiry.kind === 'call' ? onLineField(lead) : {};
  switch (lead.state) {
    case 'waiting': {
      const { promise } = lead;
      // The window has passed: “finding an agent” would be misleading for hours.
      if (promise?.isLate && !lead.liveCall) return { step: 'promised', dueAt: promise.dueAt, whenThere: true };
      return { step: 'finding', ...onLine };
    }
    case 'offered':
      return { step: 'ringing', ...onLine };
    case 'connecting':
    case 'talking':
      if (isOlder(lead.owner, inquiry)) return asIfUnknown(parts, lead, inquiry);
      return { step: lead.state, ...(await givenName(parts, lead.owner.agentId)), ...onLine };
    case 'wrapUp':
      return isOlder(lead.owner, inquiry) ? asIfUnknown(parts, lead, inquiry) : { step: 'talked' };
    case 'callback': {
      const { dueAt, windowUntil, why } = lead.promise;
      if (NO_TIME.includes(why)) return { step: 'received' };
      if (isWhenThere(lead.promise)) return { step: 'promised', dueAt, windowUntil, whenThere: true };
      const isMeeting = isAppointment(lead) ? ({ isAppointment: true } as const) : {};
      return { step: 'promised', dueAt, windowUntil, ...isMeeting, ...zoneField(inquiry) };
    }
    case 'closed': {
      // Suspected spam gets no hint of that: the message is stored and a supervisor reviews it. A request that ends
      // without a conversation doesn't reveal that a number is listed.
      const isListed = lead.outcome === 'doNotCall' && lead.firstTalk === undefined;
      return { step: lead.outcome === 'spam' || isListed ? 'received' : 'ended' };
    }
    default:
      return assertNever(lead);
  }
}

/** No time can be given until a supervisor has reviewed it or the person lifts their entry. */
const NO_TIME: readonly PromiseReason[] = ['noPermittedTime', 'doNotCall'];

/**
 * L173: what the receipt would say if nobody knew the number, so that it doesn't tell that somebody does. A time that the
 * inquiry asked for isn't said: what was promised before it may come first.
 */
async function asIfUnknown(parts: Parts, lead: Lead, inquiry: Inquiry): Promise<Step> {
  if (lead.state === 'callback' && NO_TIME.includes(lead.promise.why)) return { step: 'received' };
  if (callAtOf(lead, inquiry) > parts.clock.now()) return { step: 'received' };
  const { callAt: _past, ...asking } = inquiry;
  const unknown = await leadWhenOpened(parts, asking);
  if (unknown.state === 'waiting') return { step: 'finding' };
  if (unknown.state !== 'callback' || NO_TIME.includes(unknown.promise.why)) return { step: 'received' };
  const { dueAt, windowUntil } = unknown.promise;
  return { step: 'promised', dueAt, windowUntil, ...zoneField(inquiry) };
}

function zoneField({ person }: Inquiry): { zone?: string } {
  const zone = person.zones[0];
  return zone === undefined ? {} : { zone };
}

/** The time that it asked for, also on its receipt (P52); 0 if none. */
function callAtOf(lead: Lead, { id }: Inquiry): Moment {
  return allInquiries(lead).find(({ inquiry }) => inquiry.id === id)?.inquiry.callAt ?? 0;
}

/** Persons without a number are written to instead. */
async function numberToCall(parts: Parts, { campaignId, person }: Inquiry): Promise<string | undefined> {
  if (person.tel === undefined) return undefined;
  return (await parts.campaigns.byId(campaignId))?.calls?.numbers[0];
}

/** A person on the line gets no notice of a call, unless the agent dials manually. */
function onLineField(lead: Lead): { onLine?: true } {
  const isByHand = lead.state === 'connecting' && lead.leg === 'byHand';
  return lead.liveCall && !isByHand ? { onLine: true } : {};
}

/** L170: whether what is promised, if anything, is for this inquiry: its own time, or one that we chose since it came. */
function isPromisedTo(lead: Lead, inquiry: Inquiry): boolean {
  if (lead.state === 'closed') return true;
  const { promise } = lead;
  const callAt = callAtOf(lead, inquiry);
  if (promise === undefined) return callAt <= lead.changedAt;
  return (
    promise.dueAt === callAt || (promise.why !== 'agreed' && promise.promisedAt >= Math.max(inquiry.receivedAt, callAt))
  );
}

/** Whether the agent had the lead before this inquiry arrived. */
function isOlder(owner: Owner, inquiry: Inquiry): boolean {
  return owner.acceptedAt <= inquiry.receivedAt;
}

async function givenName(parts: Parts, agentId: string): Promise<{ agent?: string }> {
  const name = (await parts.users.names([agentId])).get(agentId);
  const given = name?.trim().split(/\s+/)[0];
  return given ? { agent: given } : {};
}
