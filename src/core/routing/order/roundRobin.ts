/**
 * Round robin by deficit. Each lead gives every agent who is eligible for it credit for their share of it, by weight,
 * and the agents it's offered to pay for it; the highest credit goes first. An agent who isn't eligible earns nothing.
 *
 * The credits of all agents always add up to 0. No one gets ahead by a lead or more, since only the highest credit pays,
 * and an agent who would fall behind by a lead if passed over now goes before all others.
 */
import type { Decision } from '../decision.ts';
import type { OrderChoice } from '../policy.ts';
import type { Order } from './order.ts';

export const DEFAULT_WEIGHT = 1;
/** Differences below this are rounding: equal credits must tie, however they came about. */
const UNITS_PER_LEAD = 1e6;

export const roundRobin: Order = (eligible, { choice, credit }) => {
  // Looking up names is most of the time; usually no one has a weight.
  const isWeighted = Object.keys(choice.weights ?? {}).length > 0;
  const weight = (id: string) => (isWeighted ? weightOf(choice, id) : DEFAULT_WEIGHT);
  const total = eligible.reduce((sum, { agent }) => sum + weight(agent.id), 0);
  return {
    by: 'roundRobin',
    rank({ agent }) {
      const share = weight(agent.id) / total;
      const owed = (credit.get(agent.id) ?? 0) + share;
      const units = Math.round(owed * UNITS_PER_LEAD) / UNITS_PER_LEAD;
      // Before everyone whose turn can wait, in the order of what they are owed.
      const isUrgent = owed + share >= 1 - 1 / UNITS_PER_LEAD;
      return isUrgent ? -URGENT - units : -units;
    },
    behind: 'laterTurn',
  };
};

/** More than any credit. */
const URGENT = 1e6;

/** What this decision changes in the credits, by agent ID. Offers to several agents at once count one lead for each. */
export function creditChanges(
  { winners, passedOver }: Pick<Decision, 'winners' | 'passedOver'>,
  choice: OrderChoice,
): ReadonlyMap<string, number> {
  const won = winners.map(({ agentId }) => agentId);
  const eligible = [...won, ...(passedOver.laterTurn ?? []), ...(passedOver.notDrawn ?? [])];
  const total = eligible.reduce((sum, id) => sum + weightOf(choice, id), 0);
  const changes = new Map(eligible.map((id) => [id, (won.length * weightOf(choice, id)) / total]));
  for (const id of won) changes.set(id, (changes.get(id) ?? 0) - 1);
  return changes;
}

function weightOf({ weights }: OrderChoice, agentId: string): number {
  return weights?.[agentId] ?? DEFAULT_WEIGHT;
}
