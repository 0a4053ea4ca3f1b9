/** $sum, $avg, $min and $max as expressions: over one array, or over several arguments. */
import { Double } from 'bson';
import { compareValues } from '../compare.ts';
import { argumentList } from './arguments.ts';
import { isNullish } from './scope.ts';
import type { CompileOperator, OperatorTable } from './scope.ts';
import { Total } from './sum.ts';
import type { Work } from '../work.ts';

const over =
  (fold: (values: readonly unknown[], work: Work | undefined) => unknown): CompileOperator =>
  (operand, env) => {
    const list = argumentList(operand, env);
    return (scope) => {
      const values = list.map((argument) => argument(scope));
      const [only] = values;
      return fold(values.length === 1 && Array.isArray(only) ? (only as unknown[]) : values, env.work);
    };
  };

function sumOf(values: readonly unknown[], work: Work | undefined): unknown {
  return totalOf(values, work).total.result();
}

/** The sum, and how many of the values are numbers. */
function totalOf(values: readonly unknown[], work: Work | undefined): { total: Total; count: number } {
  const total = new Total();
  let count = 0;
  for (const value of values) {
    work?.spend();
    if (total.add(value)) count += 1;
  }
  return { total, count };
}

/** A double, or null when there was no number at all. */
function averageOf(values: readonly unknown[], work: Work | undefined): unknown {
  const { total, count } = totalOf(values, work);
  return count === 0 ? null : new Double(total.asNumber() / count);
}

/** The highest (1) or lowest (-1) value in BSON order; null when all are null or missing. */
export function extremeOf(direction: 1 | -1, values: readonly unknown[], work?: Work): unknown {
  let best: unknown = null;
  for (const value of values) {
    work?.spend();
    if (isNullish(value)) continue;
    if (best === null || compareValues(value, best, work) * direction > 0) best = value;
  }
  return best;
}

export const FOLDS: OperatorTable = {
  $avg: over(averageOf),
  $max: over((values, work) => extremeOf(1, values, work)),
  $min: over((values, work) => extremeOf(-1, values, work)),
  $sum: over(sumOf),
};
