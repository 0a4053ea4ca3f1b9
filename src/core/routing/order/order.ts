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

export interface Ranking {
  /** The order that ranks: the second one where the first has nothing to say. */
  readonly by: OrderName;
  /** The lowest goes first; equal is a tie. */
  readonly rank: (candidate: Candidate) => number;
  /** Why an eligible agent who ranks behind isn't offered the lead. */
  readonly behind: PassedOverReason;
}

export type Order = (eligible: readonly Candidate[], input: OrderInput) => Ranking;
