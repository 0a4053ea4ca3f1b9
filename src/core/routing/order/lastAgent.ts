/**
 * The agent the customer knows goes first: the owner of the promise, or the last one they talked with. Without that
 * agent the named second order decides. While the agent is busy with another lead, this one waits for them, but no
 * longer than the policy's patience (`keptFor`).
 */
import type { RoutedLead } from '../candidate.ts';
import type { OrderChoice } from '../policy.ts';
import type { Order } from './order.ts';

/** Before every other rank, and stored as a number. */
const FIRST = -Number.MAX_VALUE;

export function lastAgent(second: Order): Order {
  return (eligible, input, ranks) => {
    const { knownAgentId } = input.lead;
    const others = second(eligible, input, ranks);
    const known = knownAgentId === undefined ? undefined : eligible.positionOf(knownAgentId);
    if (known === undefined) return others;
    ranks[known] = FIRST;
    return { by: 'lastAgent', behind: 'notLastAgent' };
  };
}

/** The agent that the lead waits for now, if they can take it soon; undefined if it waits for no one. */
export function keptFor({ knownAgentId, waitedMs, tried }: RoutedLead, choice: OrderChoice): string | undefined {
  if (choice.kind !== 'lastAgent' || knownAgentId === undefined) return undefined;
  if (waitedMs >= (choice.patienceMs ?? 0) || tried.some(({ agentId }) => agentId === knownAgentId)) return undefined;
  return knownAgentId;
}
