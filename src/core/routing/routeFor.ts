/** How a lead with these facts is routed: its policy, who it is for, and whose turns it counts toward. */
import type { Moment } from '../vocabulary/time.ts';
import type { Who } from '../vocabulary/reach.ts';
import type { PacedPolicy } from './policy.ts';
import { policyOfLead, type LeadPolicy, type RuleFacts } from './rules.ts';

/** What routing depends on in a campaign. */
export interface RoutingCampaign extends Who {
  readonly id: string;
  readonly policy: PacedPolicy;
  readonly hours: { readonly zone: string };
}

export interface RouteByFacts<C extends RoutingCampaign> {
  readonly campaign: C;
  readonly policy: LeadPolicy;
  /** The rule's teams, skills and sites, or the campaign's. */
  readonly who: Who;
  /** Leads of different rules go to different agents, so each rule has its own turns. */
  readonly turnKey: string;
}

export function routeFor<C extends RoutingCampaign>(facts: RuleFacts, campaign: C, now: Moment): RouteByFacts<C> {
  const policy = policyOfLead(campaign.policy, facts, campaign.hours, now);
  const { rule } = policy;
  return {
    campaign,
    policy,
    who: rule?.who ?? campaign,
    turnKey: turnKeyOf(campaign.id, rule?.name),
  };
}

/** `rule`: the name of the one that matched. */
export function turnKeyOf(campaignId: string, rule: string | undefined): string {
  return rule === undefined ? campaignId : `${campaignId}:${rule}`;
}
