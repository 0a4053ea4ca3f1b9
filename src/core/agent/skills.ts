/**
 * Skills have levels: of an agent what they can, of a campaign the least it asks for. A skill that is not named is not
 * there; a campaign asks for nothing that it does not name.
 */

/** Levels by skill identifier, from 1 (beginner) to 5 (expert). */
export type SkillLevels = Readonly<Record<string, number>>;

export const MIN_LEVEL = 1;
export const MAX_LEVEL = 5;

/** Why these levels do not do for what is asked: a skill is missing, or one is too low. null when they do. */
export function skillGap(asked: SkillLevels, has: SkillLevels): 'skills' | 'skillLevel' | null {
  const needed = Object.entries(asked);
  if (needed.some(([skill]) => has[skill] === undefined)) return 'skills';
  return needed.some(([skill, level]) => (has[skill] ?? 0) < level) ? 'skillLevel' : null;
}
