/** What counts as true in an expression: everything except false, null, missing and the number zero. */
import { toNumber } from '../values.ts';

export function isTruthy(value: unknown): boolean {
  if (value === null || value === undefined || value === false) return false;
  return toNumber(value) !== 0;
}
