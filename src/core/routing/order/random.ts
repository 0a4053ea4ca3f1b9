/** Everyone ranks the same, so the draw decides. */
import type { Order } from './order.ts';

export const random: Order = () => ({ by: 'random', rank: () => 0, behind: 'notDrawn' });
