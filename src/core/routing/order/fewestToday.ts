/** The agent who has taken the fewest leads today goes first, open offers included. */
import { rankBy, type Order } from './order.ts';

export const fewestToday: Order = (eligible, _input, ranks) => {
  rankBy(
    eligible,
    eligible.column('today', ({ taken }) => taken?.today ?? 0),
    ranks,
  );
  return { by: 'fewestToday', behind: 'tookMore' };
};
