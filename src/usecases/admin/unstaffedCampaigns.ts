/**
 * Warnings about active campaigns that lose their last eligible agent through a change of this person. The change isn't
 * refused, because people do leave, but the campaigns are named.
 */
import { skillGap } from '../../core/agent/skills.ts';
import { isAtSite, isForTeams } from '../../core/agent/teams.ts';
import type { Parts } from '../../ports/parts.ts';
import type { User } from '../../ports/people.ts';
import { adminPeopleText } from '../../shared/text/adminPeople.ts';
import { translator } from '../../shared/text/index.ts';
import { takesLeads } from './validationContext.ts';

type Requirements = Pick<Awaited<ReturnType<Parts['campaigns']['stored']>>[number], 'teamIds' | 'skills' | 'siteIds'>;

/** For API clients; the page warns in its own language before saving. */
const t = translator(adminPeopleText, 'en');

export async function unstaffedCampaignWarnings(parts: Parts, before: User, after: User): Promise<readonly string[]> {
  const [campaigns, users] = await Promise.all([parts.campaigns.stored(), parts.users.all()]);
  const others = users.filter(({ id }) => id !== before.id);
  return campaigns
    .filter(({ active }) => active)
    .filter((campaign) => canTake(campaign, before) && !canTake(campaign, after))
    .filter((campaign) => !others.some((user) => canTake(campaign, user)))
    .map(({ name }) => t('alone.campaign', { name: name.en }));
}

function canTake(campaign: Requirements, user: User): boolean {
  const { agent } = user;
  if (!agent || !takesLeads(user)) return false;
  const isInTeam = isForTeams(agent.teamIds, campaign.teamIds);
  return isInTeam && isAtSite(agent, campaign) && skillGap(campaign.skills, agent.skills) === null;
}
