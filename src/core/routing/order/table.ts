/** Every order. A missing one doesn't compile. */
import { isOrderName, type OrderName } from '../../vocabulary/orders.ts';
import type { OrderChoice } from '../policy.ts';
import { bestResult } from './bestResult.ts';
import { bestSkill } from './bestSkill.ts';
import { fewestToday } from './fewestToday.ts';
import { lastAgent } from './lastAgent.ts';
import { longestIdle } from './longestIdle.ts';
import type { Order } from './order.ts';
import { random } from './random.ts';
import { roundRobin } from './roundRobin.ts';

const SIMPLE: Readonly<Record<Exclude<OrderName, 'lastAgent'>, Order>> = {
  longestIdle,
  roundRobin,
  fewestToday,
  bestSkill,
  bestResult,
  random,
};

/** The order of this choice; null for one that this version doesn't know. */
export function orderOf({ kind, then = 'longestIdle' }: OrderChoice): Order | null {
  if (!isOrderName(kind)) return null;
  if (kind !== 'lastAgent') return SIMPLE[kind];
  const second = isOrderName(then) ? SIMPLE[then] : undefined;
  return second ? lastAgent(second) : null;
}
