/**
 * What happens next with one inquiry, for the holder of its receipt, who hasn't proved the number. It reveals nothing
 * else about the person: an inquiry that joined an existing lead, or that may not be acted on, shows what it would show
 * for an unknown number while no agent is free (shownLead.ts): neither agent nor conversation, nor a time that was
 * promised for another reason. For any other, it shows what time alone brings, and what happened with the customer (law
 * 11).
 */
import { assertNever } from '../../core/vocabulary/errors.ts';
import { isAppointment } from '../../core/lead/appointment.ts';
import { isCovered, isWithdrawn } from '../../core/lead/customer.ts';
import type { Lead, LeadIn } from '../../core/lead/lead.ts';
import { callAtOf, NO_TIME } from '../../core/lead/shownToSender.ts';
import { isWhenThere } from '../../core/mail/promiseNews.ts';
import type { Inquiry } from '../../ports/inquiries.ts';
import type { Parts } from '../../ports/parts.ts';
import type { ReceiptStatus } from '../../shared/api.ts';
import { numberToCall } from './numberToCall.ts';
import { idsOf, shownLead, type ShownLead } from './shownLead.ts';

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

/** The status of one inquiry; `lead` is null for a moment after it was sent. */
export async function statusFor(parts: Parts, lead: Lead | null, inquiry: Inquiry): Promise<ReceiptStatus> {
  // Ended by its sender, whatever else the lead has.
  if (lead && isWithdrawn(lead, [inquiry.id])) return { step: 'ended', serverNow: parts.clock.now() };
  const shown = lead && (await shownLead(parts, lead, inquiry, [inquiry]));
  return statusOf(parts, shown, inquiry, [inquiry]);
}

/** `sent`: what the reader is known to have sent, with it. */
export async function statusOf(
  parts: Parts,
  shown: ShownLead | null,
  inquiry: Inquiry,
  sent: readonly Inquiry[],
): Promise<ReceiptStatus> {
  const step: Step = shown ? await stepOf(parts, shown.lead, inquiry, sent) : { step: 'received' };
  const callUs = MAY_NOT_COME.includes(step.step) && !step.onLine ? await numberToCall(parts, inquiry) : undefined;
  return { ...step, ...(callUs !== undefined && { callUs }), serverNow: parts.clock.now() };
}

type Step = Omit<ReceiptStatus, 'serverNow'>;

/** Before a call: it may never come, so the receipt names our number. */
const MAY_NOT_COME: readonly Step['step'][] = ['received', 'finding', 'promised'];

async function stepOf(parts: Parts, lead: Lead, inquiry: Inquiry, sent: readonly Inquiry[]): Promise<Step> {
  // A person who left only an email is written to; call steps don't apply.
  if (inquiry.person.tel === undefined && lead.state !== 'closed') return { step: 'received' };
  const onLine = inquiry.kind === 'call' || isCovered(lead, idsOf(sent)) ? onLineField(lead) : {};
  switch (lead.state) {
    case 'waiting':
    case 'callback':
      return { ...stepBefore(lead, inquiry), ...(lead.state === 'waiting' && onLine) };
    case 'offered':
      return { step: 'finding', ...onLine };
    case 'connecting':
    case 'talking':
      return { step: lead.state, ...(await givenName(parts, lead.owner.agentId)), ...onLine };
    case 'wrapUp':
      return { step: 'talked' };
    case 'closed':
      return { step: isEndKnown(lead, inquiry) ? 'ended' : 'received' };
    default:
      return assertNever(lead);
  }
}

/** What time alone brings before anyone calls. */
function stepBefore(lead: LeadIn<'waiting'> | LeadIn<'callback'>, inquiry: Inquiry): Step {
  if (lead.state === 'waiting') {
    const { promise } = lead;
    // The window has passed: “finding an agent” would be misleading for hours.
    if (promise?.isLate && !lead.liveCall) return { step: 'promised', whenThere: true };
    return { step: 'finding' };
  }
  const { dueAt, windowUntil, why } = lead.promise;
  if (NO_TIME.includes(why)) return { step: 'received' };
  if (isWhenThere(lead.promise)) return { step: 'promised', whenThere: true };
  const isMeeting = isAppointment(lead) ? ({ isAppointment: true } as const) : {};
  const isAsked = callAtOf(lead, inquiry.id) === dueAt ? ({ isAsked: true } as const) : {};
  return { step: 'promised', dueAt, windowUntil, ...isMeeting, ...isAsked, ...zoneField(inquiry) };
}

/** They talked with us about it, or ended it themselves. */
function isEndKnown({ outcome, lastTalk }: LeadIn<'closed'>, { receivedAt }: Inquiry): boolean {
  return outcome === 'cancelled' || outcome === 'erased' || (lastTalk !== undefined && lastTalk.at >= receivedAt);
}

function zoneField({ person }: Inquiry): { zone?: string } {
  const zone = person.zones[0];
  return zone === undefined ? {} : { zone };
}

/** A person on the line gets no notice of a call, unless the agent dials manually. */
function onLineField(lead: Lead): { onLine?: true } {
  const isByHand = lead.state === 'connecting' && lead.leg === 'byHand';
  return lead.liveCall && !isByHand ? { onLine: true } : {};
}

async function givenName(parts: Parts, agentId: string): Promise<{ agent?: string }> {
  const name = (await parts.users.names([agentId])).get(agentId);
  const given = name?.trim().split(/\s+/)[0];
  return given ? { agent: given } : {};
}
