/**
 * Campaigns that are on and lose the last person who could take their leads by a change of that person. It is not refused:
 * people leave. But it is said, by the name of the campaign.
 */
import { skillGap } from '../../core/agent/skills.ts';
import { isForTeams } from '../../core/agent/teams.ts';
import type { Parts } from '../../ports/parts.ts';
import type { User } from '../../ports/people.ts';
import { adminPeopleText } from '../../shared/text/adminPeople.ts';
import { translator } from '../../shared/text/index.ts';
import { takesLeads } from './surroundings.ts';

type Asks = Pick<Awaited<ReturnType<Parts['campaigns']['stored']>>[number], 'teamIds' | 'skills'>;

/** For programs; the page has its own language, and asks before. */
const t = translator(adminPeopleText, 'en');

export async function leftAlone(parts: Parts, before: User, after: User): Promise<readonly string[]> {
  const [campaigns, users] = await Promise.all([parts.campaigns.stored(), parts.users.all()]);
  const others = users.filter(({ id }) => id !== before.id);
  return campaigns
    .filter(({ active }) => active)
    .filter((campaign) => canTake(campaign, before) && !canTake(campaign, after))
    .filter((campaign) => !others.some((user) => canTake(campaign, user)))
    .map(({ name }) => t('alone.campaign', { name: name.en }));
}

function canTake({ teamIds, skills }: Asks, user: User): boolean {
  const { agent } = user;
  if (!agent || !takesLeads(user)) return false;
  const isInTeam = isForTeams(agent.teamIds, teamIds);
  return isInTeam && skillGap(skills, agent.skills) === null;
}
