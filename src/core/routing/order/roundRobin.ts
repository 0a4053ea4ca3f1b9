/**
 * Round robin by deficit. Each lead gives every agent who is eligible for it credit for their share of its offers, by
 * weight, and the agents it's offered to pay for it; the highest credit goes first. An agent who isn't eligible earns
 * nothing. Nobody gets more than one offer of a lead, so nobody's share of it is larger; the others share the rest.
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

export const roundRobin: Order = (eligible, { choice, credit, places }) => {
  // Looking up names is most of the time; usually no one has a weight.
  const isWeighted = Object.keys(choice.weights ?? {}).length > 0;
  const weight = (id: string) => (isWeighted ? weightOf(choice.weights, id) : DEFAULT_WEIGHT);
  const shareOf = shares(
    eligible.map(({ agent }) => weight(agent.id)),
    places,
  );
  return {
    by: 'roundRobin',
    rank({ agent }) {
      const share = shareOf(weight(agent.id));
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

/** What was owed with the share of the lead, from a recorded rank. */
export function creditOfRank(rank: number): number {
  return rank < -URGENT / 2 ? -URGENT - rank : -rank;
}

/** What this decision changes in the credits, by agent ID. Offers to several agents at once count one lead for each. */
export function creditChanges(
  { winners, passedOver }: Pick<Decision, 'winners' | 'passedOver'>,
  choice: OrderChoice,
): ReadonlyMap<string, number> {
  const won = winners.map(({ agentId }) => agentId);
  return turnChanges(won, [...(passedOver.laterTurn ?? []), ...(passedOver.notDrawn ?? [])], choice.weights);
}

/** What a lead changes for those who are offered it, and for those who were eligible too. */
export function turnChanges(
  won: readonly string[],
  others: readonly string[],
  weights: OrderChoice['weights'],
): ReadonlyMap<string, number> {
  const eligible = [...won, ...others];
  const shareOf = shares(
    eligible.map((id) => weightOf(weights, id)),
    won.length,
  );
  const changes = new Map(eligible.map((id) => [id, shareOf(weightOf(weights, id))]));
  for (const id of won) changes.set(id, (changes.get(id) ?? 0) - 1);
  return changes;
}

/** The share of this many offers by weight, at most one each. The shares of all `weights` add up to the offers that can be made. */
function shares(weights: readonly number[], offers: number): (weight: number) => number {
  let [rest, total, whole] = [offers, weights.reduce((sum, weight) => sum + weight, 0), Infinity];
  // With one offer, only a single agent has a whole one.
  const heaviest = offers === 1 && weights.length > 1 ? [] : [...weights].sort((one, other) => other - one);
  for (const weight of heaviest) {
    if (rest * weight < total) break;
    rest -= 1;
    total -= weight;
    whole = weight;
  }
  return (weight) => (weight >= whole ? 1 : (rest * weight) / total);
}

function weightOf(weights: OrderChoice['weights'], agentId: string): number {
  return weights?.[agentId] ?? DEFAULT_WEIGHT;
}
