/** A lead on its way: its policy, the step in force, and the lead as the choice sees it. */
import type { Campaign } from '../../core/administration/campaign.ts';
import { MIN_LEVEL, type SkillLevels } from '../../core/agent/skills.ts';
import type { Lead, Wait } from '../../core/lead/lead.ts';
import { ruleFactsOf } from '../../core/lead/ruleFacts.ts';
import type { RoutedLead } from '../../core/routing/candidate.ts';
import { kindOfLead } from '../../core/routing/results.ts';
import { stepAt, type PolicyStep, type Who } from '../../core/routing/policy.ts';
import { policyOfLead, type LeadPolicy, type RuleFacts } from '../../core/routing/rules.ts';
import type { Moment } from '../../core/vocabulary/time.ts';

interface RouteByFacts {
  readonly campaign: Campaign;
  readonly policy: LeadPolicy;
  /** The rule's teams and skills, or the campaign's. */
  readonly who: Who;
  /** Leads of different rules go to different agents, so each rule has its own turns. */
  readonly turnKey: string;
}

export interface Route extends RouteByFacts {
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

/** For a lead with these facts. */
export function routeFor(facts: RuleFacts, campaign: Campaign, now: Moment): RouteByFacts {
  const policy = policyOfLead(campaign.policy, facts, campaign.hours, now);
  const { rule } = policy;
  return {
    campaign,
    policy,
    who: rule?.who ?? campaign,
    turnKey: rule ? `${campaign.id}:${rule.name}` : campaign.id,
  };
}

/** The lead as the choice sees it at `now`. */
function routedLead(lead: Lead & { readonly wait: Wait }, who: Who, now: Moment): RoutedLead {
  const knownAgentId = lead.promise?.ownerId ?? lead.lastTalk?.agentId ?? lead.knownAgentId;
  return {
    id: lead.id,
    epoch: lead.epoch,
    language: lead.person.language,
    // A caller's choice requires the skill at any level; the rule or the campaign may require more.
    skills: { ...anyLevel(lead.skills ?? []), ...who.skills },
    teamIds: who.teamIds,
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

function anyLevel(skills: readonly string[]): SkillLevels {
  return Object.fromEntries(skills.map((skill) => [skill, MIN_LEVEL]));
}
