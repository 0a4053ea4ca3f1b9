/** A lead being routed: its policy, the step in force, and the lead as the choice sees it. */
import type { Campaign } from '../../core/administration/campaign.ts';
import { atAnyLevel } from '../../core/vocabulary/skills.ts';
import type { Lead, Wait } from '../../core/lead/lead.ts';
import { ruleFactsOf } from '../../core/lead/ruleFacts.ts';
import type { RoutedLead } from '../../core/routing/candidate.ts';
import { kindOfLead } from '../../core/routing/results.ts';
import { stepAt, type PolicyStep } from '../../core/routing/policy.ts';
import { routeFor, type RouteByFacts } from '../../core/routing/routeFor.ts';
import type { Who } from '../../core/vocabulary/reach.ts';
import type { Moment } from '../../core/vocabulary/time.ts';

export interface Route extends RouteByFacts<Campaign> {
  readonly step: PolicyStep;
  readonly routed: RoutedLead;
}

export function routeOf(lead: Lead & { readonly wait: Wait }, campaign: Campaign, now: Moment): Route {
  const route = routeFor(ruleFactsOf(lead), campaign, now);
  return {
    ...route,
    step: stepAt(route.policy, lead.wait.startedAt, now),
    routed: routedLead(lead, route.who, now),
  };
}

/** The lead as the choice sees it at `now`. */
function routedLead(lead: Lead & { readonly wait: Wait }, who: Who, now: Moment): RoutedLead {
  const knownAgentId = knownAgentOf(lead);
  return {
    id: lead.id,
    epoch: lead.epoch,
    language: lead.person.language,
    // A caller's choice requires the skill at any level; the rule or the campaign may require more.
    skills: { ...atAnyLevel(lead.skills ?? []), ...who.skills },
    teamIds: who.teamIds,
    ...(who.siteIds && { siteIds: who.siteIds }),
    tried: lead.wait.tried,
    ...(lead.refusedBy && { refusedBy: lead.refusedBy }),
    ...(lead.wait.forAgentId !== undefined && { promisedTo: lead.wait.forAgentId }),
    ...(knownAgentId !== undefined && { knownAgentId }),
    kind: kindOfLead(lead.campaignId, lead.interest),
    waitedMs: now - lead.wait.startedAt,
    priorityMs: now - lead.wait.rankedFrom + lead.wait.bonusMs,
    ...(lead.liveCall && { isLive: true }),
  };
}

/** The agent the customer knows: the owner of the promise, or the last one they talked with. */
export function knownAgentOf({ promise, lastTalk, knownAgentId }: Lead): string | undefined {
  return promise?.ownerId ?? lastTalk?.agentId ?? knownAgentId;
}
