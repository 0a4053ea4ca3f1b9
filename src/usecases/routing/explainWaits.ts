/** Why leads wait right now: by the functions that route them, over the agents as they are now. Offers nothing. */
import type { Agent } from '../../core/agent/agent.ts';
import type { Campaign } from '../../core/administration/campaign.ts';
import type { Lead } from '../../core/lead/lead.ts';
import { chooseAgents } from '../../core/routing/chooseAgents.ts';
import type { Decision } from '../../core/routing/decision.ts';
import { Floor } from '../../core/routing/floor.ts';
import { countsTurns } from '../../core/routing/policy.ts';
import { waitReasonOf } from '../../core/routing/waitReason.ts';
import type { Parts } from '../../ports/parts.ts';
import type { WaitView } from '../../shared/api.ts';
import { candidatesOf } from './candidatesOf.ts';
import { pacedCampaigns } from './pacedCampaigns.ts';
import { routeOf } from './routeOf.ts';

/** By lead ID, for those that wait in the queue. `held`: every lead in an agent's slot. */
export async function explainWaits(
  parts: Parts,
  leads: readonly Lead[],
  { agents, held, campaigns }: WaitingFloor,
): Promise<ReadonlyMap<string, Decision>> {
  const waiting = leads.filter((lead) => lead.state === 'waiting');
  const explained = new Map<string, Decision>();
  if (waiting.length === 0) return explained;
  const active = agents.filter(({ presenceReason }) => presenceReason !== 'deactivated');
  const floor = new Floor(await candidatesOf(parts, active, held, [...campaigns.values()]));
  const now = parts.clock.now();
  for (const lead of waiting) {
    const campaign = campaigns.get(lead.campaignId);
    if (!campaign) continue;
    const { routed, policy, step, turnKey } = routeOf(lead, campaign, now);
    const credit = countsTurns(policy) ? await parts.turns.of(turnKey) : undefined;
    explained.set(lead.id, chooseAgents(routed, floor, policy, step, now, credit));
  }
  return explained;
}

interface WaitingFloor {
  readonly agents: readonly Agent[];
  readonly held: readonly Lead[];
  /** Paced (pacedCampaigns.ts). */
  readonly campaigns: ReadonlyMap<string, Campaign>;
}

/** The choice as it would be made now; null if the lead doesn't wait in the queue. */
export async function explainWait(parts: Parts, lead: Lead): Promise<Decision | null> {
  if (lead.state !== 'waiting') return null;
  const [agents, { held }, campaigns] = await Promise.all([
    parts.agents.all(),
    parts.leads.routingQueue(false),
    pacedCampaigns(parts),
  ]);
  const byId = new Map(campaigns.map((campaign) => [campaign.id, campaign]));
  return (await explainWaits(parts, [lead], { agents, held, campaigns: byId })).get(lead.id) ?? null;
}

export function presentWait(decision: Decision): WaitView {
  const { why, agentIds } = waitReasonOf(decision);
  return { why, count: agentIds.length };
}
