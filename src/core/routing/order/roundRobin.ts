/**
 * Round robin: whose next lead is due first. Each lead gives every agent who is eligible for it credit for their share
 * of its offers, by weight, and the agents it's offered to pay for it. No one is offered a lead before part of it is
 * due to them. Among the others, the one goes first who would be due a whole lead first if the shares stayed as they
 * are. An agent who isn't eligible earns nothing. No one gets more than one offer of a lead, so no one's share of it is
 * larger; the others share the rest.
 *
 * The credits of all agents always add up to 0. While the same agents are eligible, this is the schedule of earliest
 * deadlines of the chairman assignment problem: no one is ever a lead ahead of their share, or behind it (R. Tijdeman,
 * Discrete Mathematics 32, 1980). docs/decisions/0006-whose-turn.md says what holds while others come and go.
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
/** Ranks of agents who are due nothing yet: more leads ahead than any deadline. */
const LATER = 2e9;
/** Earlier versions put agents before all others who would have been a lead behind. */
const URGENT = 1e6;

export const roundRobin: Order = (eligible, { choice: { weights }, credit, places }, ranks) => {
  const { ids, count } = eligible;
  const known = weights && eligible.column(weights, ({ agent }) => weightOf(weights, agent.id));
  const shareOf = known ? shares(ofEligible(known, eligible), places) : null;
  const same = Math.min(1, places / count);
  for (let at = 0; at < ids.length; at += 1) {
    const share = shareOf ? shareOf(known?.[at] ?? DEFAULT_WEIGHT) : same;
    const owed = (credit.get(ids[at] ?? '') ?? 0) + share;
    // In how many leads a whole one is due.
    const deadline = Math.round(((1 - owed) / share) * PER_LEAD) / PER_LEAD;
    ranks[at] = (owed > LEAST_DUE ? DUE : LATER) + deadline;
  }
  return { by: 'roundRobin', behind: 'laterTurn' };
};

function ofEligible(weights: Float64Array, { ids, excluded }: Eligible): Float64Array {
  const all = weights.subarray(0, ids.length);
  return excluded.length === 0 ? all : all.filter((_weight, at) => !excluded.includes(at));
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
    Float64Array.from(eligible, (id) => weightOf(weights, id)),
    won.length,
  );
  const changes = new Map(eligible.map((id) => [id, shareOf(weightOf(weights, id))]));
  for (const id of won) changes.set(id, (changes.get(id) ?? 0) - 1);
  return changes;
}

/** The share of this many offers by weight, at most one each. The shares of all `weights` add up to the offers that can be made. */
function shares(weights: Float64Array, offers: number): (weight: number) => number {
  let [rest, total, most] = [offers, 0, 0];
  for (const weight of weights) {
    total += weight;
    if (weight > most) most = weight;
  }
  // Usually no one has a whole one.
  if (offers * most < total) return (weight) => (offers * weight) / total;
  let whole = Infinity;
  for (const weight of weights.toSorted().reverse()) {
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
