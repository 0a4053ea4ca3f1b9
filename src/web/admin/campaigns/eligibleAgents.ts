/**
 * Agents who can take a campaign's leads: active, in its teams, with its skill levels. Status and the lead's language are
 * checked by routing, once there is a lead.
 */
import type { CampaignFields, PersonView } from '../../../shared/admin.ts';

type Requirements = Pick<CampaignFields, 'teamIds' | 'skills'>;

export function eligibleAgents(
  { teamIds, skills }: Requirements,
  people: readonly PersonView[],
): readonly PersonView[] {
  return people.filter(({ state, agent }) => {
    if (state !== 'active' || !agent) return false;
    const isInTeam = teamIds.length === 0 || teamIds.some((id) => agent.teamIds.includes(id));
    return isInTeam && Object.entries(skills).every(([id, least]) => (agent.skills[id] ?? 0) >= least);
  });
}
