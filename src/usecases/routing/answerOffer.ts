/** What an agent answers to an offer: seen, accept, decline. Losing it to a colleague is a normal answer. */
import { deviceOf } from '../../core/agent/agent.ts';
import type { DeclineReason } from '../../core/agent/declining.ts';
import { declineReasonsOf } from '../../core/administration/business.ts';
import { failure, type Failure } from '../../core/vocabulary/errors.ts';
import type { Parts } from '../../ports/parts.ts';
import { presenceChanged } from '../agents/agentPresence.ts';
import { changeLead } from '../lead/changeLead.ts';
import type { Worked } from '../lead/workLead.ts';

export interface Answer {
  readonly agentId: string;
  readonly offerId: string;
}

/** The desk shows the offer. Too late is no error: the lead has gone on. */
export async function seeOffer(parts: Parts, { agentId, offerId }: Answer): Promise<{ ok: true } | Failure> {
  const leadId = leadOf(offerId);
  const result = await changeLead(parts, leadId, { kind: 'seen', agentId, offerId });
  return result.ok ? { ok: true } : gone(parts, leadId, result);
}

/** The agent takes the lead. A repeat by the same agent answers the same; a loser learns who has it. */
export async function acceptOffer(parts: Parts, { agentId, offerId }: Answer): Promise<Worked> {
  const leadId = leadOf(offerId);
  const network = await isRungByNetwork(parts, leadId, agentId);
  const result = await changeLead(parts, leadId, { kind: 'accept', agentId, offerId, network });
  if (!result.ok) return gone(parts, leadId, result);
  if (!('owner' in result.lead)) {
    return failure(
      'may-not-contact',
      'This customer can’t be called any more today. A callback is scheduled for when it’s permitted.',
    );
  }
  if (result.isChanged) await parts.agents.clearMisses(agentId);
  return { ok: true, lead: result.lead, ...(result.shown && { shown: result.shown }) };
}

/** Whether the network connects them: there is one, the campaign has a number to show, and the agent a telephone. */
async function isRungByNetwork(parts: Parts, leadId: string, agentId: string): Promise<boolean> {
  if (!parts.phone) return false;
  // Of the lead only its campaign is asked, which never changes.
  const known = parts.leads.remembered(leadId)?.lead;
  const [lead, agent] = await Promise.all([known ?? parts.leads.byId(leadId), parts.agents.byId(agentId)]);
  const campaign = lead && (await parts.campaigns.byId(lead.campaignId));
  return (campaign?.calls?.numbers.length ?? 0) > 0 && agent !== null && deviceOf(agent) !== null;
}

/** `reason`: one of the business's, which then has its meaning, or words. Who needs a break has it, whatever became of the offer. */
export async function declineOffer(
  parts: Parts,
  { agentId, offerId }: Answer,
  reason: string | undefined,
): Promise<{ ok: true } | Failure> {
  const leadId = leadOf(offerId);
  const chosen = reason === undefined ? undefined : await reasonOf(parts, reason);
  // Before the lead goes on, so that no other one rings here in between.
  const leaves = chosen?.means === 'away' && (await parts.agents.byId(agentId))?.presence === 'available';
  if (leaves) await parts.agents.setPresence(agentId, 'away', chosen.awayReason ?? 'break', parts.clock.now());
  const result = await changeLead(parts, leadId, {
    kind: 'decline',
    agentId,
    offerId,
    ...(reason !== undefined && { reason }),
    ...(chosen && { said: chosen.label, isForGood: chosen.means === 'never' }),
  });
  if (leaves) await presenceChanged(parts, agentId);
  if (!result.ok) return gone(parts, leadId, result);
  if (result.isChanged) await parts.agents.clearMisses(agentId);
  return { ok: true };
}

async function reasonOf(parts: Parts, id: string): Promise<DeclineReason | undefined> {
  return declineReasonsOf(await parts.business.known()).find((one) => one.id === id);
}

/** An offer's identifier begins with its lead's, so that an answer finds the lead by its key. */
export function offerIdFor(leadId: string, epoch: number): string {
  return `${leadId}.${epoch}`;
}

function leadOf(offerId: string): string {
  const dot = offerId.lastIndexOf('.');
  return dot > 0 ? offerId.slice(0, dot) : offerId;
}

async function gone(parts: Parts, leadId: string, result: Failure | { readonly taken: string }): Promise<Failure> {
  if ('taken' in result) return failure('offer-gone', 'You already have a lead.');
  if (result.code === 'not-found') return failure('offer-gone', 'Offer not found.');
  if (result.code !== 'offer-gone') return result;
  const lead = await parts.leads.byId(leadId);
  if (!lead || !('owner' in lead)) return result;
  const by = (await parts.users.names([lead.owner.agentId])).get(lead.owner.agentId);
  return by === undefined ? result : failure('offer-gone', `${by} accepted this lead.`, { by });
}
