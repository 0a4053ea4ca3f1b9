/**
 * Splits a long queue, so that leads no free agent can take don't hide those that someone can. A lane holds the leads
 * of some campaigns in some languages; only the lanes of free agents are searched, each from its head.
 */
import type { SkillLevels } from '../vocabulary/skills.ts';
import { LANGUAGES, type Language } from '../vocabulary/language.ts';
import type { Moment } from '../vocabulary/time.ts';
import type { Candidate } from './candidate.ts';
import { isLasting, questionOf, refusalOf } from './eligibility.ts';
import type { Policy } from './policy.ts';
import { withRule, type LeadPolicy } from './rules.ts';

/** What routing needs to know of a campaign. */
interface RoutedCampaign {
  readonly id: string;
  readonly skills: SkillLevels;
  readonly teamIds: readonly string[];
  readonly siteIds?: readonly string[];
  readonly policy: Policy;
}

export interface Lane {
  readonly campaignIds: readonly string[];
  readonly languages: readonly Language[];
}

/** A predicate for leads of these lanes. */
export function isIn(
  lanes: readonly Lane[],
): (lead: { readonly campaignId: string; readonly person: { readonly language: Language } }) => boolean {
  return ({ campaignId, person }) =>
    lanes.some(({ campaignIds, languages }) => campaignIds.includes(campaignId) && languages.includes(person.language));
}

/**
 * The lanes that these candidates could take from under any step of each campaign's policy; empty when there is none.
 * Campaigns with the same languages share a lane, so that one query finds them.
 */
export function lanesOf(
  campaigns: readonly RoutedCampaign[],
  free: readonly Candidate[],
  now: Moment,
): readonly Lane[] {
  const byLanguages = new Map<string, { campaignIds: string[]; languages: readonly Language[] }>();
  for (const campaign of campaigns) {
    const languages = LANGUAGES.filter((language) => isTakeable(campaign, language, free, now));
    if (languages.length === 0) continue;
    const key = languages.join();
    const lane = byLanguages.get(key) ?? { campaignIds: [], languages };
    lane.campaignIds.push(campaign.id);
    byLanguages.set(key, lane);
  }
  return [...byLanguages.values()];
}

function isTakeable(
  { skills, teamIds, siteIds = [], policy: whole }: RoutedCampaign,
  language: Language,
  free: readonly Candidate[],
  now: Moment,
): boolean {
  const anyLead = { id: '', epoch: 0, language, tried: [], waitedMs: 0, priorityMs: 0 };
  // Which rule applies depends on the lead, so any of them opens the lane.
  const policies: readonly LeadPolicy[] = [whole, ...whole.rules.map((rule) => withRule(whole, rule))];
  return policies.some((policy) => {
    const lead = { ...anyLead, ...(policy.rule?.who ?? { skills, teamIds, siteIds }) };
    return policy.steps.some((step) => {
      const question = questionOf(lead, policy, step, now);
      // The first who could take it is enough, and usually among the first.
      return free.some((candidate) => {
        const reason = refusalOf(candidate, question);
        return reason === null || !isLasting(reason);
      });
    });
  });
}
