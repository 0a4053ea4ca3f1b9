/** Whether somebody is there for a campaign's leads: its teams exist and have people, its skills exist. */
import type { CampaignDraft } from '../campaign.ts';
import { MAX_LEVEL, MIN_LEVEL, type SkillLevels } from '../agent/skills.ts';
import type { Surroundings } from './checkCampaign.ts';
import { mistake, type Mistake } from './mistake.ts';

export function checkStaff({ teamIds, skills }: CampaignDraft, surroundings: Surroundings): readonly Mistake[] {
  return [...checkTeams(teamIds, surroundings), ...checkSkills(skills, 'skills', surroundings)];
}

function checkTeams(teamIds: readonly string[], { teams, agents }: Surroundings): readonly Mistake[] {
  return teamIds.flatMap((id, index) => {
    const path = `teamIds.${index}`;
    const team = teams.find((one) => one.id === id);
    if (!team) return [mistake(path, 'teamUnknown')];
    const hasPeople = agents.some((agent) => agent.teamIds.includes(id));
    return hasPeople ? [] : [mistake(path, 'teamEmpty', { team: team.name })];
  });
}

/** Also of a person's profile: the skills exist, and each level is one. */
export function checkSkills(
  levels: SkillLevels,
  path: string,
  { skills }: Pick<Surroundings, 'skills'>,
): readonly Mistake[] {
  return Object.entries(levels).flatMap(([id, level]) => {
    if (!skills.some((skill) => skill.id === id)) return [mistake(`${path}.${id}`, 'skillUnknown')];
    const isLevel = Number.isInteger(level) && level >= MIN_LEVEL && level <= MAX_LEVEL;
    return isLevel ? [] : [mistake(`${path}.${id}`, 'skillLevel', { least: MIN_LEVEL, most: MAX_LEVEL })];
  });
}
