/** The orders in which eligible agents are offered a lead. core/routing/order/ has one file for each. */
export const ORDER_NAMES = [
  'longestIdle',
  'roundRobin',
  'fewestToday',
  'bestSkill',
  'bestResult',
  'lastAgent',
  'random',
] as const;
export type OrderName = (typeof ORDER_NAMES)[number];

/** False for a name that this version doesn't know; such an order never stands for another one (R58). */
export function isOrderName(name: string): name is OrderName {
  return ORDER_NAMES.some((known) => known === name);
}
