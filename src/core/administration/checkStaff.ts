/**
 * Whether a campaign has agents for its leads: its teams exist and have members, and its skills exist and someone has
 * them. Staff changes on its own, so an unchanged staffing requirement may be saved even when no one is left; the
 * overview then shows that no one takes the campaign.
 */
import { isForTeams } from '../vocabulary/teams.ts';
import type { CampaignDraft } from './campaign.ts';
import { MAX_LEVEL, MIN_LEVEL, skillGap, type SkillLevels } from '../vocabulary/skills.ts';
import { isWaived } from '../vocabulary/reach.ts';
import { isSame } from '../vocabulary/isSame.ts';
import type { Staffing, ValidationContext } from './validationContext.ts';
import { mistake, type Mistake } from '../vocabulary/mistake.ts';

export function checkStaff(draft: CampaignDraft, surroundings: ValidationContext): readonly Mistake[] {
  const { teamIds, skills } = draft;
  const { asked } = surroundings;
  const isAsBefore = asked !== null && isSame(staffingNeeds(asked), staffingNeeds(draft));
  const levels = checkSkills(skills, 'skills', surroundings);
  return [
    ...checkTeams(teamIds, surroundings, isAsBefore),
    ...checkSites(draft.siteIds, 'siteIds', surroundings),
    ...levels,
    ...(isAsBefore || levels.length > 0 ? [] : checkAvailable(draft, surroundings)),
  ];
}

function staffingNeeds({ teamIds, skills, policy }: Staffing): object {
  return { teamIds, skills, isRelaxed: isRelaxed(policy) };
}

/** Whether a step of the policy doesn't require the skills. */
function isRelaxed({ steps }: Staffing['policy']): boolean {
  return steps.some((step) => isWaived(step, 'skills'));
}

function checkTeams(
  teamIds: readonly string[],
  { teams, agents }: ValidationContext,
  isAsBefore: boolean,
): readonly Mistake[] {
  return teamIds.flatMap((id, index) => {
    const path = `teamIds.${index}`;
    const team = teams.find((one) => one.id === id);
    if (!team) return [mistake(path, 'teamUnknown')];
    const hasPeople = isAsBefore || agents.some((agent) => agent.teamIds.includes(id));
    return hasPeople ? [] : [mistake(path, 'teamEmpty', { team: team.name })];
  });
}

/** If no step drops the skills, someone must have them all. Empty teams are already reported elsewhere. */
function checkAvailable({ teamIds, skills, policy }: Staffing, around: ValidationContext): readonly Mistake[] {
  const people = around.agents.filter((agent) => isForTeams(agent.teamIds, teamIds));
  if (isRelaxed(policy) || (teamIds.length > 0 && people.length === 0)) return [];
  if (people.some((agent) => skillGap(skills, agent.skills) === null)) return [];
  const lacking = Object.entries(skills).filter(
    ([id, level]) => !people.some((agent) => skillGap({ [id]: level }, agent.skills) === null),
  );
  if (lacking.length === 0) return Object.keys(skills).length === 0 ? [] : [mistake('skills', 'skillsNobody')];
  return lacking.map(([id, level]) => {
    const skill = around.skills.find((one) => one.id === id)?.name ?? id;
    return mistake(`skills.${id}`, 'skillNobody', { skill, level });
  });
}

export function checkSites(
  siteIds: readonly string[] = [],
  path: string,
  { sites }: Pick<ValidationContext, 'sites'>,
): readonly Mistake[] {
  return siteIds.flatMap((id, index) =>
    sites.some((site) => site.id === id) ? [] : [mistake(`${path}.${index}`, 'siteUnknown')],
  );
}

/** Also used for profiles: the skills exist, and each level is valid. */
export function checkSkills(
  levels: SkillLevels,
  path: string,
  { skills }: Pick<ValidationContext, 'skills'>,
): readonly Mistake[] {
  return Object.entries(levels).flatMap(([id, level]) => {
    if (!skills.some((skill) => skill.id === id)) return [mistake(`${path}.${id}`, 'skillUnknown')];
    const isLevel = Number.isInteger(level) && level >= MIN_LEVEL && level <= MAX_LEVEL;
    return isLevel ? [] : [mistake(`${path}.${id}`, 'skillLevel', { least: MIN_LEVEL, most: MAX_LEVEL })];
  });
}
