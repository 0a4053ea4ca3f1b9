/** Who waits while nobody is there to take them: a state of its own, from its first moment on. */
import type { Agent } from '../../core/agent/agent.ts';
import type { Campaign } from '../../core/administration/campaign.ts';
import { waitsSince, type Lead } from '../../core/lead/lead.ts';
import { couldAnyoneTake } from '../../core/routing/chooseAgents.ts';
import { stepAt } from '../../core/routing/policy.ts';
import type { Moment } from '../../core/vocabulary/time.ts';
import { routedLead, waitOf } from './routeLeads.ts';

/**
 * Of the leads those that nobody can take, neither now nor once what they do is over, by their identifiers, with since when
 * each person waits. Besides the queue, whoever is called as soon as somebody is there.
 */
export function unattended(
  leads: readonly Lead[],
  agents: readonly Agent[],
  campaigns: ReadonlyMap<string, Campaign>,
  now: Moment,
): ReadonlyMap<string, Moment> {
  const candidates = agents.map((agent) => ({ agent, heldSlots: [] }));
  const found = new Map<string, Moment>();
  for (const lead of leads) {
    const campaign = campaigns.get(lead.campaignId);
    const wait = waitIn(lead);
    if (!campaign || !wait) continue;
    const step = stepAt(campaign.policy, wait.startedAt, now);
    if (!couldAnyoneTake(routedLead({ ...lead, wait }, campaign, now), candidates, step))
      found.set(lead.id, waitsSince(wait));
  }
  return found;
}

function waitIn(lead: Lead) {
  if (lead.state === 'waiting') return lead.wait;
  if (lead.state !== 'callback' || lead.promise.why !== 'nobodyThere') return null;
  const { promise } = lead;
  return { ...waitOf(promise), ...(promise.since !== undefined && { since: promise.since }) };
}
