/** The agent who has been idle longest goes first. */
import type { Order } from './order.ts';

export const longestIdle: Order = () => ({
  by: 'longestIdle',
  rank: ({ agent }) => agent.idleSince,
  behind: 'idleLess',
});
