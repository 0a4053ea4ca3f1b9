/** Today's leads of an agent's teams that weren't offered to them, each with the one reason of its latest choice. */
import { teamsReached } from '../../core/administration/campaign.ts';
import { isForTeams } from '../../core/vocabulary/teams.ts';
import { whyNotMe, type WhyNotMe } from '../../core/routing/whyNotMe.ts';
import type { Language } from '../../core/vocabulary/language.ts';
import type { Parts } from '../../ports/parts.ts';
import type { User } from '../../ports/people.ts';
import type { PassedOverList } from '../../shared/whyNotMe.ts';
import { businessDay } from '../floor/businessDay.ts';
import { inLanguage } from '../present/wording.ts';

/** Leads that are looked at, the newest of today. Two questions by key read them all. */
const LOOKED_AT = 60;

/** Empty for a person who takes no leads. Data from other nodes may be 15 s old. */
export async function passedOverLeads(parts: Parts, { id, language }: User): Promise<PassedOverList> {
  const since = await businessDay(parts);
  const agent = await parts.agents.byId(id);
  if (!agent) return { since, leads: [], isCut: false };
  const [routed, campaigns] = await Promise.all([parts.facts.routedSince(since), parts.campaigns.all()]);
  const mine = new Map(
    campaigns.filter((campaign) => isForTeams(agent.teamIds, teamsReached(campaign))).map((one) => [one.id, one]),
  );
  const elsewhere = routed.leads.filter(({ campaignId, offeredTo }) => mine.has(campaignId) && !offeredTo.includes(id));
  const looked = elsewhere.slice(0, LOOKED_AT);
  const decisions = await parts.decisions.latestOf(looked.map(({ leadId }) => leadId));
  const found = looked.flatMap(({ leadId, campaignId }) => {
    const decision = decisions.get(leadId);
    const policy = mine.get(campaignId)?.policy;
    const limits = policy?.version === decision?.policyVersion ? policy?.limits : undefined;
    const why = decision && decision.at >= since ? whyNotMe(decision, agent, limits) : null;
    return decision && why ? [{ at: decision.at, campaignId, why }] : [];
  });
  const [names, ...items] = await Promise.all([
    parts.users.names(found.flatMap(({ why }) => why.behindAgentId ?? [])),
    found.some(({ why }) => why.skill) ? parts.skills.all() : [],
    found.some(({ why }) => why.siteIds) ? parts.sites.all() : [],
    found.some(({ why }) => why.teamIds) ? parts.teams.all() : [],
  ]);
  const itemNames = new Map(items.flat().map(({ id, name }) => [id, name]));
  return {
    since,
    leads: found.map(({ at, campaignId, why }) => ({
      at,
      campaign: nameOf(mine.get(campaignId)?.name, language) ?? campaignId,
      ...present(why, names, itemNames),
    })),
    isCut: !routed.isWhole || elsewhere.length > looked.length,
  };
}

function nameOf(name: Parameters<typeof inLanguage>[0] | undefined, language: Language): string | undefined {
  return name && inLanguage(name, language);
}

function present(
  { behindAgentId, skill, siteIds, teamIds, ...why }: WhyNotMe,
  names: ReadonlyMap<string, string>,
  itemNames: ReadonlyMap<string, string>,
) {
  const itemOf = (id: string) => itemNames.get(id) ?? id;
  const behind = behindAgentId === undefined ? undefined : names.get(behindAgentId);
  return {
    ...why,
    ...(behind !== undefined && { behind }),
    ...(skill && { skill: { name: itemOf(skill.id), needed: skill.needed, own: skill.own } }),
    ...(siteIds && { sites: siteIds.map(itemOf) }),
    ...(teamIds && { teams: teamIds.map(itemOf) }),
  };
}
