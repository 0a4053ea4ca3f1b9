/** Finds people who are waiting while no agent can take them, from the first moment. */
import type { Agent } from '../../core/agent/agent.ts';
import type { Campaign } from '../../core/administration/campaign.ts';
import { waitsSince, type Lead } from '../../core/lead/lead.ts';
import { couldAnyoneTake } from '../../core/routing/chooseAgents.ts';
import { Floor } from '../../core/routing/floor.ts';
import type { Moment } from '../../core/vocabulary/time.ts';
import { isDueWhenFree, waitOf } from './routeLeads.ts';
import { routeOf } from './routeOf.ts';

/**
 * The leads that no agent can take, now or after their current work, by ID with the start of each wait. Besides the
 * queue, this includes callbacks that are due as soon as an agent is there.
 */
export function findUnattended(
  leads: readonly Lead[],
  agents: readonly Agent[],
  campaigns: ReadonlyMap<string, Campaign>,
  now: Moment,
): ReadonlyMap<string, Moment> {
  const floor = new Floor(agents.map((agent) => ({ agent, heldSlots: [] })));
  const found = new Map<string, Moment>();
  for (const lead of leads) {
    const campaign = campaigns.get(lead.campaignId);
    const wait = campaign && waitIn(lead, campaign, now);
    if (!campaign || !wait) continue;
    const { routed, policy, step } = routeOf({ ...lead, wait }, campaign, now);
    if (!couldAnyoneTake(routed, floor, policy, step, now)) found.set(lead.id, waitsSince(wait));
  }
  return found;
}

function waitIn(lead: Lead, campaign: Campaign, now: Moment) {
  if (lead.state === 'waiting') return lead.wait;
  if (lead.state !== 'callback') return null;
  if (lead.promise.why !== 'nobodyThere' && !isDueWhenFree(lead, campaign, now)) return null;
  const { promise } = lead;
  return { ...waitOf(promise), ...(promise.since !== undefined && { since: promise.since }) };
}
