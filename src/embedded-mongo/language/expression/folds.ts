/** $sum, $avg, $min and $max as expressions: over one array, or over several arguments. */
import { Double } from 'bson';
import { compareValues } from '../compare.ts';
import { argumentList } from './arguments.ts';
import { isNullish } from './scope.ts';
import type { CompileOperator, OperatorTable } from './scope.ts';
import { Total } from './sum.ts';

const over =
  (fold: (values: readonly unknown[]) => unknown): CompileOperator =>
  (operand, env) => {
    const list = argumentList(operand, env);
    return (scope) => {
      const values = list.map((argument) => argument(scope));
      const [only] = values;
      return fold(values.length === 1 && Array.isArray(only) ? (only as unknown[]) : values);
    };
  };

function sumOf(values: readonly unknown[]): unknown {
  const total = new Total();
  for (const value of values) total.add(value);
  return total.result();
}

/** A double, or null when there was no number at all. */
function averageOf(values: readonly unknown[]): unknown {
  const total = new Total();
  const count = values.filter((value) => total.add(value)).length;
  return count === 0 ? null : new Double(total.asNumber() / count);
}

/** The highest (1) or lowest (-1) value in BSON order; null when all are null or missing. */
export function extremeOf(direction: 1 | -1, values: readonly unknown[]): unknown {
  let best: unknown = null;
  for (const value of values) {
    if (isNullish(value)) continue;
    if (best === null || compareValues(value, best) * direction > 0) best = value;
  }
  return best;
}

export const FOLDS: OperatorTable = {
  $avg: over(averageOf),
  $max: over((values) => extremeOf(1, values)),
  $min: over((values) => extremeOf(-1, values)),
  $sum: over(sumOf),
};
