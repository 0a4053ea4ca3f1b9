/**
 * The agent whose levels exceed the lead's requirements most goes first: the sum over its skills. Once a step waives
 * the skills, a missing level counts against the agent.
 */
import { rankBy, type Order } from './order.ts';

export const bestSkill: Order = (eligible, { lead }, ranks) => {
  const { skills } = lead;
  const missing = eligible.column(`levels ${JSON.stringify(skills)}`, ({ agent }) => {
    let sum = 0;
    for (const skill of Object.keys(skills)) sum += (skills[skill] ?? 0) - (agent.skills[skill] ?? 0);
    return sum;
  });
  rankBy(eligible, missing, ranks);
  return { by: 'bestSkill', behind: 'lessSkill' };
};
