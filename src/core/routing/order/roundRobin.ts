/**
 * Round robin: whose next lead is due first. Each lead gives every agent who is eligible for it credit for their share of
 * its offers, by weight, and the agents it's offered to pay for it. Nobody is offered a lead before a part of it is due to
 * them, and of the others the one goes first to whom a whole one is due first, were the shares to stay as they are. An agent
 * who isn't eligible earns nothing. Nobody gets more than one offer of a lead, so nobody's share of it is larger; the others
 * share the rest.
 *
 * The credits of all agents always add up to 0. While the same agents are eligible, this is the schedule of earliest
 * deadlines of the chairman assignment problem: nobody is ever a lead ahead of their share, or behind it
 * (R. Tijdeman, Discrete Mathematics 32, 1980). docs/decisions/0006-whose-turn.md says what holds while others come and go.
 */
import type { OrderChoice } from '../policy.ts';
import type { Eligible, Order } from './order.ts';

export const DEFAULT_WEIGHT = 1;
/** Parts of a lead below this are rounding. */
const LEAST_DUE = 1e-6;
/** Differences below this, in leads, are rounding: equal deadlines must tie, however they came about. */
const PER_LEAD = 1e6;
/** Ranks begin here: more than any of an earlier version, whose ranks were credits, the highest first. */
const DUE = 1e9;
/** Ranks of agents to whom nothing is due yet: more leads than any deadline is ahead. */
const LATER = 2e9;
/** Earlier versions put agents before all others who would have been a lead behind. */
const URGENT = 1e6;

export const roundRobin: Order = (eligible, { choice: { weights }, credit, places }, ranks) => {
  const { free, count } = eligible;
  // Looking up names is most of the time; usually no one has a weight.
  const isWeighted = weights !== undefined && Object.keys(weights).length > 0;
  const shareOf = isWeighted ? shares(weightsOf(eligible, weights), places) : null;
  const same = Math.min(1, places / count);
  for (let at = 0; at < free.length; at += 1) {
    const id = free[at]?.agent.id ?? '';
    const share = shareOf ? shareOf(weightOf(weights, id)) : same;
    const owed = (credit.get(id) ?? 0) + share;
    // In how many leads a whole one is due.
    const deadline = Math.round(((1 - owed) / share) * PER_LEAD) / PER_LEAD;
    ranks[at] = (owed > LEAST_DUE ? DUE : LATER) + deadline;
  }
  return { by: 'roundRobin', behind: 'laterTurn' };
};

/** Of those who are eligible. */
function weightsOf({ free, excluded }: Eligible, weights: OrderChoice['weights']): readonly number[] {
  return free.flatMap(({ agent }, at) => (excluded.includes(at) ? [] : weightOf(weights, agent.id)));
}

/**
 * What was owed with this share of the lead, from a recorded rank. One of an earlier version is the credit itself, and
 * below all others.
 */
export function creditOfRank(rank: number, share: number): number {
  if (rank < DUE / 2) return rank < -URGENT / 2 ? -URGENT - rank : -rank;
  return 1 - (rank < (DUE + LATER) / 2 ? rank - DUE : rank - LATER) * share;
}

/**
 * What a lead changes in the credits of those who are offered it and of the others who were eligible, by agent ID. Offers to
 * several at once count one lead for each.
 */
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
