/**
 * What happens next with one inquiry, for whoever holds its receipt. It says nothing else about the person: an inquiry
 * that came to a lead which was already under way shows neither the agent nor the conversation, so that sending a form
 * with somebody else's number tells nothing about them. An inquiry that may not be acted on says the same whatever the
 * reason: the list of those who are not to be called shows nowhere (law 11).
 */
import { assertNever } from '../../core/vocabulary/errors.ts';
import type { Lead, Owner } from '../../core/lead/lead.ts';
import { isWhenThere } from '../../core/mail/promiseNews.ts';
import type { Inquiry } from '../../ports/inquiries.ts';
import type { Parts } from '../../ports/parts.ts';
import type { ReceiptStatus } from '../../shared/api.ts';

export interface ReceiptView {
  readonly inquiry: Inquiry;
  readonly status: ReceiptStatus;
}

/** Null when there is no such receipt. */
export async function receiptStatus(parts: Parts, receiptId: string): Promise<ReceiptView | null> {
  const inquiry = await parts.inquiries.byReceipt(receiptId);
  if (!inquiry) return null;
  const lead = inquiry.leadId === undefined ? null : await parts.leads.byId(inquiry.leadId);
  const step: Step = lead ? await stepOf(parts, lead, inquiry) : { step: 'received' };
  const callUs = step.step === 'received' ? await numberToCall(parts, inquiry) : undefined;
  return { inquiry, status: { ...step, ...(callUs !== undefined && { callUs }), serverNow: parts.clock.now() } };
}

type Step = Omit<ReceiptStatus, 'serverNow'>;

async function stepOf(parts: Parts, lead: Lead, inquiry: Inquiry): Promise<Step> {
  // Whoever left a mail address alone is written to: no step of a call is theirs.
  if (inquiry.person.tel === undefined && lead.state !== 'closed') return { step: 'received' };
  switch (lead.state) {
    case 'waiting': {
      const { promise } = lead;
      // Its window went by: "an agent is being found" would be no news for hours.
      if (promise?.isLate && !lead.liveCall) return { step: 'promised', dueAt: promise.dueAt, whenThere: true };
      return { step: 'finding', ...onLine(lead) };
    }
    case 'offered':
      return { step: 'ringing', ...onLine(lead) };
    case 'connecting':
    case 'talking':
      if (isOlder(lead.owner, inquiry)) return { step: 'received' };
      return { step: lead.state, ...(await givenName(parts, lead.owner.agentId)), ...onLine(lead) };
    case 'wrapUp':
      return { step: isOlder(lead.owner, inquiry) ? 'received' : 'ended' };
    case 'callback': {
      const { dueAt, windowUntil, why } = lead.promise;
      // No time can be named before a supervisor has seen to it, or the person lifts their entry.
      if (why === 'noPermittedTime' || why === 'doNotCall') return { step: 'received' };
      if (isWhenThere(lead.promise)) return { step: 'promised', dueAt, windowUntil, whenThere: true };
      const zone = inquiry.person.zones[0];
      return { step: 'promised', dueAt, windowUntil, ...(zone !== undefined && { zone }) };
    }
    case 'closed': {
      // Whoever is taken for a machine is not told so: the message is there, and a supervisor looks at it. Nor is anybody
      // told that a number is listed, by a request that ends with nobody having talked.
      const isListed = lead.outcome === 'doNotCall' && lead.firstTalk === undefined;
      return { step: lead.outcome === 'spam' || isListed ? 'received' : 'ended' };
    }
    default:
      return assertNever(lead);
  }
}

/** Who left no number is written to instead. */
async function numberToCall(parts: Parts, { campaignId, person }: Inquiry): Promise<string | undefined> {
  if (person.tel === undefined) return undefined;
  return (await parts.campaigns.byId(campaignId))?.calls?.numbers[0];
}

/** Who waits on the line is not told that they will be rung. By hand they are: that agent dials in spite of the line. */
function onLine(lead: Lead): { onLine?: true } {
  const isByHand = lead.state === 'connecting' && lead.leg === 'byHand';
  return lead.liveCall && !isByHand ? { onLine: true } : {};
}

/** Whether the agent had the lead before this inquiry came. */
function isOlder(owner: Owner, inquiry: Inquiry): boolean {
  return owner.acceptedAt <= inquiry.receivedAt;
}

async function givenName(parts: Parts, agentId: string): Promise<{ agent?: string }> {
  const name = (await parts.users.names([agentId])).get(agentId);
  const given = name?.trim().split(/\s+/)[0];
  return given ? { agent: given } : {};
}
