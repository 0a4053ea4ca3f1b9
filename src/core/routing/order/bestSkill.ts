/**
 * The agent whose levels exceed the lead's requirements most goes first: the sum over its skills. Once a step waives
 * the skills, a missing level counts against the agent.
 */
import type { Order } from './order.ts';

export const bestSkill: Order = (_eligible, { lead }) => {
  const asked = Object.entries(lead.skills);
  return {
    by: 'bestSkill',
    rank: ({ agent }) => asked.reduce((sum, [skill, level]) => sum + level - (agent.skills[skill] ?? 0), 0),
    behind: 'lessSkill',
  };
};
