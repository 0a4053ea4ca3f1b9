/**
 * Agents who can take a campaign's leads: active, in its teams, at its sites, with its skill levels. Status and the lead's language are
 * checked by routing, once there is a lead.
 */
import type { CampaignFields, PersonView } from '../../../shared/admin.ts';

/** Whether a step offers leads to supervisors and none of them takes leads: it alerts them and does nothing else. */
export function asksSupervisorsInVain(
  { steps, rules }: CampaignFields['policy'],
  people: readonly PersonView[],
): boolean {
  const all = [...steps, ...rules.flatMap((rule) => rule.steps ?? [])];
  return all.some(({ supervisors }) => supervisors) && !doesSupervisorTake(people);
}

/** Administrators are supervisors, too. */
export function doesSupervisorTake(people: readonly PersonView[]): boolean {
  return people.some(({ state, role, agent }) => state === 'active' && role !== 'agent' && agent !== null);
}

type Requirements = Pick<CampaignFields, 'teamIds' | 'skills' | 'siteIds'>;

export function eligibleAgents(
  { teamIds, skills, siteIds = [] }: Requirements,
  people: readonly PersonView[],
): readonly PersonView[] {
  return people.filter(({ state, agent }) => {
    if (state !== 'active' || !agent) return false;
    const isInTeam = teamIds.length === 0 || teamIds.some((id) => agent.teamIds.includes(id));
    const isAtSite = siteIds.length === 0 || siteIds.some((id) => id === agent.siteId);
    return isInTeam && isAtSite && Object.entries(skills).every(([id, least]) => (agent.skills[id] ?? 0) >= least);
  });
}
