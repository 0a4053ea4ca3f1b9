/** Everyone ranks the same, so the draw decides. */
import type { Order } from './order.ts';

export const random: Order = ({ free }, _input, ranks) => {
  ranks.fill(0, 0, free.length);
  return { by: 'random', behind: 'notDrawn' };
};
