/** An agent's response to an offer: seen, accept, decline. Losing it to a teammate is a normal result. */
import { deviceOf } from '../../core/agent/agent.ts';
import type { DeclineReason } from '../../core/agent/declineReasons.ts';
import { declineReasonsOf } from '../../core/administration/business.ts';
import { failure, type Failure } from '../../core/vocabulary/errors.ts';
import type { Parts } from '../../ports/parts.ts';
import { announcePresence } from '../agents/agentPresence.ts';
import { changeLead } from '../lead/changeLead.ts';
import type { WorkResult } from '../lead/workLead.ts';
import { STORED_BEFORE_MS } from './seenMarks.ts';

export interface Answer {
  readonly agentId: string;
  readonly offerId: string;
}

/** The desk displayed the offer: kept until the lead's next change, or until it's time (R29). */
export async function seeOffer(parts: Parts, { agentId, offerId }: Answer): Promise<{ ok: true } | Failure> {
  const leadId = leadOf(offerId);
  const lead = parts.leads.remembered(leadId)?.lead;
  const now = parts.clock.now();
  if (lead?.state === 'offered' && lead.offer.id === offerId) {
    const mine = lead.offer.agents.find((agent) => agent.agentId === agentId);
    if (mine?.seenAt !== undefined) return { ok: true };
    const storeAt = lead.offer.seenBy - STORED_BEFORE_MS;
    if (mine && storeAt > now) {
      parts.seen.add(leadId, { agentId, offerId, at: now }, storeAt);
      return { ok: true };
    }
  }
  const result = await changeLead(parts, leadId, { kind: 'seen', agentId, offerId });
  return result.ok ? { ok: true } : offerGone(parts, leadId, result);
}

/** Stores the marks of a lead that didn't change in time. */
export async function storeSeen(parts: Parts, leadId: string): Promise<void> {
  const [mark] = parts.seen.of(leadId);
  if (!mark) return;
  await changeLead(parts, leadId, { kind: 'seen', agentId: mark.agentId, offerId: mark.offerId });
  // Stored with it, or the offer is over.
  parts.seen.forget(leadId);
}

/** The agent accepts the lead. A repeat by the same agent gets the same result; a loser learns who has it. */
export async function acceptOffer(parts: Parts, { agentId, offerId }: Answer): Promise<WorkResult> {
  const leadId = leadOf(offerId);
  const network = await isDialedByNetwork(parts, leadId, agentId);
  const result = await changeLead(parts, leadId, { kind: 'accept', agentId, offerId, network });
  if (!result.ok) return offerGone(parts, leadId, result);
  if (!('owner' in result.lead)) {
    return failure(
      'may-not-contact',
      'This customer can’t be called again today. A callback is scheduled for when it’s permitted.',
    );
  }
  if (result.isChanged) await parts.agents.clearMisses(agentId);
  return { ok: true, lead: result.lead, ...(result.shown && { shown: result.shown }) };
}

/** Whether the network connects them: it exists, the campaign has a number, and the agent has a phone. */
async function isDialedByNetwork(parts: Parts, leadId: string, agentId: string): Promise<boolean> {
  if (!parts.phone) return false;
  // Only the lead's campaign is needed, which never changes.
  const known = parts.leads.remembered(leadId)?.lead;
  const [lead, agent] = await Promise.all([known ?? parts.leads.byId(leadId), parts.agents.byId(agentId)]);
  const campaign = lead && (await parts.campaigns.byId(lead.campaignId));
  return (campaign?.calls?.numbers.length ?? 0) > 0 && agent !== null && deviceOf(agent) !== null;
}

/**
 * `reason`: the ID of one of the reasons that the offer is shown with; any other is refused. A reason that means “away”
 * applies whatever happened to the offer.
 */
export async function declineOffer(
  parts: Parts,
  { agentId, offerId }: Answer,
  reason: string | undefined,
): Promise<{ ok: true } | Failure> {
  const leadId = leadOf(offerId);
  const chosen = reason ? await findDeclineReason(parts, leadId, offerId, reason) : undefined;
  if (reason && !chosen) return failure('bad-input', 'This reason isn’t on the list. Choose another one.');
  // First set the agent away, so that they get no other offer in between.
  const leaves = chosen?.means === 'away' && (await parts.agents.byId(agentId))?.presence === 'available';
  if (leaves) await parts.agents.setPresence(agentId, 'away', chosen.awayReason ?? 'break', parts.clock.now());
  const result = await changeLead(parts, leadId, {
    kind: 'decline',
    agentId,
    offerId,
    ...(chosen && { reason: chosen.id, said: chosen.label, isForGood: chosen.means === 'never' }),
  });
  if (leaves) await announcePresence(parts, agentId);
  if (!result.ok) return offerGone(parts, leadId, result);
  if (result.isChanged) await parts.agents.clearMisses(agentId);
  return { ok: true };
}

/** R23: as it was offered, whatever the list says now; once the offer is over, as on today's list. */
async function findDeclineReason(
  parts: Parts,
  leadId: string,
  offerId: string,
  id: string,
): Promise<DeclineReason | undefined> {
  const lead = await parts.leads.byId(leadId);
  const shown = lead?.state === 'offered' && lead.offer.id === offerId ? declineReasonsOf(lead.offer) : [];
  return [...shown, ...declineReasonsOf(await parts.business.known())].find((one) => one.id === id);
}

/** An offer's ID starts with its lead's ID, so that a response finds the lead by key. */
export function offerIdFor(leadId: string, epoch: number): string {
  return `${leadId}.${epoch}`;
}

function leadOf(offerId: string): string {
  const dot = offerId.lastIndexOf('.');
  return dot > 0 ? offerId.slice(0, dot) : offerId;
}

async function offerGone(parts: Parts, leadId: string, result: Failure | { readonly taken: string }): Promise<Failure> {
  if ('taken' in result) return failure('offer-gone', 'You already have a lead.');
  if (result.code === 'not-found') return failure('offer-gone', 'Offer not found.');
  if (result.code !== 'offer-gone') return result;
  const lead = await parts.leads.byId(leadId);
  if (!lead || !('owner' in lead)) return result;
  const by = (await parts.users.names([lead.owner.agentId])).get(lead.owner.agentId);
  return by === undefined ? result : failure('offer-gone', `${by} accepted this lead.`, { by });
}
