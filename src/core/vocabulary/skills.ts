/**
 * Skill levels: an agent's are what they have, a campaign's are the minimum it requires. A skill that isn't listed
 * isn't there, or isn't required.
 */

/** Levels by skill identifier, from 1 (beginner) to 5 (expert). */
export type SkillLevels = Readonly<Record<string, number>>;

export const MIN_LEVEL = 1;
export const MAX_LEVEL = 5;

/** Why these levels don't meet the requirement: a skill is missing or too low. null when they do. */
export function skillGap(asked: SkillLevels, has: SkillLevels): 'skills' | 'skillLevel' | null {
  let gap: 'skillLevel' | null = null;
  // For every agent, for every lead.
  for (const skill of Object.keys(asked)) {
    const level = has[skill];
    if (level === undefined) return 'skills';
    if (level < (asked[skill] ?? 0)) gap = 'skillLevel';
  }
  return gap;
}

export function atAnyLevel(skills: readonly string[]): SkillLevels {
  return Object.fromEntries(skills.map((skill) => [skill, MIN_LEVEL]));
}
