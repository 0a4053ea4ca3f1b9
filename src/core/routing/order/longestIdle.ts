/** The agent who has been idle longest goes first. */
import { rankBy, type Order } from './order.ts';

export const longestIdle: Order = (eligible, _input, ranks) => {
  rankBy(
    eligible,
    eligible.column('idleSince', ({ agent }) => agent.idleSince),
    ranks,
  );
  return { by: 'longestIdle', behind: 'idleLess' };
};
