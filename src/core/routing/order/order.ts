/**
 * An order ranks the agents who are eligible for a lead. Each order is one file here and one line in table.ts; its texts
 * are `order.<name>` and `why.<name>` of the catalogs. An order only ranks: who is eligible is decided before, and ties
 * are decided after (draw.ts), so that no order can favor an ID.
 */
import type { OrderName } from '../../vocabulary/orders.ts';
import type { Candidate, RoutedLead } from '../candidate.ts';
import type { PassedOverReason } from '../decision.ts';
import type { OrderChoice } from '../policy.ts';

export interface OrderInput {
  readonly lead: RoutedLead;
  readonly choice: OrderChoice;
  /** Leads owed to each agent, by ID; absent is 0. Only `roundRobin` reads it. */
  readonly credit: ReadonlyMap<string, number>;
  /** To how many agents at once it is offered. */
  readonly places: number;
}

/** Who is eligible: the free agents without a few. */
export interface Eligible {
  /** Each has a position here, and only until the floor changes. */
  readonly free: readonly Candidate[];
  /** The ID of each of them. */
  readonly ids: readonly string[];
  /** The positions of those who aren't eligible for this lead. */
  readonly excluded: readonly number[];
  /** How many are eligible; at least one. */
  readonly count: number;
  /** Of an agent who is eligible; otherwise undefined. */
  positionOf(agentId: string): number | undefined;
  /**
   * A number of each free agent, by position, which must depend only on the agent and on `key`, which names what it is or is
   * what it's made from: the floor keeps it until the agent changes. The array may be longer.
   */
  column(key: string | object, valueOf: (candidate: Candidate) => number): Float64Array;
}

export interface Ranking {
  /** The order that ranks: the second one where the first has nothing to say. */
  readonly by: OrderName;
  /** Why an eligible agent who ranks behind isn't offered the lead. */
  readonly behind: PassedOverReason;
}

/** Writes the rank of each free agent to `ranks`, by position: the lowest goes first, equal is a tie. */
export type Order = (eligible: Eligible, input: OrderInput, ranks: Float64Array) => Ranking;

/** Ranks by a number that depends only on the agent. */
export function rankBy({ free }: Eligible, values: Float64Array, ranks: Float64Array): void {
  // A loop: a view of part of the array costs more than this for most floors.
  for (let at = 0; at < free.length; at += 1) ranks[at] = values[at] ?? 0;
}
