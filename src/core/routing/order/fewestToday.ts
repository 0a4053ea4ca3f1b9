/** The agent who has taken the fewest leads today goes first, open offers included. */
import type { Order } from './order.ts';

export const fewestToday: Order = () => ({
  by: 'fewestToday',
  rank: ({ taken }) => taken?.today ?? 0,
  behind: 'tookMore',
});
