/** The accumulators of $group and $bucket. Each group has its own; missing values are handled as MongoDB documents. */
import { Double, Int32 } from 'bson';
import { extremeOf } from '../expression/folds.ts';
import { mergeObjects } from '../expression/objects.ts';
import { isNullish } from '../expression/scope.ts';
import { Total } from '../expression/sum.ts';
import { typeName } from '../describe.ts';
import { location, notSupported, typeMismatch } from '../errors.ts';
import { compileExpression } from '../expressions.ts';
import type { ExpressionContext } from '../expressions.ts';
import { includesEqual } from '../compare.ts';
import { canEncode, encodeKey } from '../key.ts';
import type { Work } from '../work.ts';
import { holdValue } from './stage.ts';
import { isDocument } from '../values.ts';
import type { Document } from '../values.ts';

export interface Accumulator {
  add(document: Document): void;
  result(): unknown;
}

/** Gives a fresh accumulator for each group. */
export type MakeAccumulator = () => Accumulator;

type Evaluate = (document: Document) => unknown;
type Build = (evaluate: Evaluate, work: Work | undefined) => Accumulator;

// Adds each value to a running one, so that a group keeps no list of its documents.
function running<S>(
  start: S,
  step: (state: S, value: unknown, work: Work | undefined) => S,
  finish: (state: S) => unknown,
): Build {
  return (evaluate, work) => {
    let state = start;
    return { add: (document) => (state = step(state, evaluate(document), work)), result: () => finish(state) };
  };
}

function summed(finish: (total: Total, count: number) => unknown): Build {
  return (evaluate) => {
    const total = new Total();
    let count = 0;
    return {
      add: (document) => {
        if (total.add(evaluate(document))) count += 1;
      },
      result: () => finish(total, count),
    };
  };
}

const pushed: Build = (evaluate, work) => {
  const values: unknown[] = [];
  return {
    add: (document) => {
      const value = evaluate(document);
      if (value === undefined) return;
      values.push(value);
      if (work) holdValue(value, work);
    },
    result: () => values,
  };
};

// Equal values share a key, so large sets are fast; values without a key are compared one by one.
const addedToSet: Build = (evaluate, work) => {
  const values: unknown[] = [];
  const keys = new Set<string>();
  const keyless: unknown[] = [];
  const isNew = (value: unknown): boolean => {
    if (!canEncode(value)) return !includesEqual(values, value, work) && keyless.push(value) > 0;
    const key = encodeKey([value], [1]).toString('latin1');
    if (keys.has(key) || includesEqual(keyless, value, work)) return false;
    keys.add(key);
    return true;
  };
  return {
    add: (document) => {
      const value = evaluate(document);
      if (value === undefined || !isNew(value)) return;
      values.push(value);
      if (work) holdValue(value, work);
    },
    result: () => values,
  };
};

const NOTHING = Symbol('no document yet');
const asNull = (value: unknown): unknown => (value === NOTHING ? null : (value ?? null));

const BUILDERS: Readonly<Record<string, Build>> = {
  $addToSet: addedToSet,
  $avg: summed((total, count) => (count === 0 ? null : new Double(total.asNumber() / count))),
  $first: running<unknown>(NOTHING, (first, value) => (first === NOTHING ? value : first), asNull),
  $last: running<unknown>(NOTHING, (_last, value) => value, asNull),
  $max: running<unknown>(null, (best, value, work) => extremeOf(1, [best, value], work), asNull),
  $mergeObjects: running<Document>(
    {},
    (merged, value, work) => (isNullish(value) ? merged : mergeObjects([merged, value], work)),
    (merged) => merged,
  ),
  $min: running<unknown>(null, (best, value, work) => extremeOf(-1, [best, value], work), asNull),
  $push: pushed,
  $sum: summed((total) => total.result()),
};

/** Every accumulator; docs/language.md lists the same. */
export const ACCUMULATORS: readonly string[] = [...Object.keys(BUILDERS), '$count'].sort();

const REFUSED = new Set([
  '$accumulator',
  '$bottom',
  '$bottomN',
  '$firstN',
  '$lastN',
  '$maxN',
  '$median',
  '$minN',
  '$percentile',
  '$stdDevPop',
  '$stdDevSamp',
  '$top',
  '$topN',
]);

/** The accumulators of an output such as {total: {$sum: "$a"}}, by field name. */
export function compileAccumulators(
  fields: Document,
  context: ExpressionContext,
): readonly (readonly [name: string, make: MakeAccumulator])[] {
  return Object.entries(fields).map(([name, spec]) => [name, compileAccumulator(name, spec, context)]);
}

function compileAccumulator(name: string, spec: unknown, context: ExpressionContext): MakeAccumulator {
  if (name.includes('.')) throw location(40235, `The field name '${name}' cannot contain '.'`);
  if (name.startsWith('$')) throw location(40236, `The field name '${name}' cannot be an operator name`);
  if (!isDocument(spec)) throw location(40234, `The field '${name}' must be an accumulator object`);
  const [op, ...others] = Object.keys(spec);
  if (op === undefined || others.length > 0) throw location(40238, `The field '${name}' must specify one accumulator`);
  if (REFUSED.has(op)) throw notSupported(`the accumulator ${op}`);
  if (!ACCUMULATORS.includes(op)) throw location(15952, `unknown group operator '${op}'`);
  const operand = spec[op];
  if (Array.isArray(operand)) {
    if (operand.length !== 1) throw location(40237, `The ${op} accumulator is a unary operator`);
  }
  if (op === '$count') return compileCount(operand);
  const build = BUILDERS[op];
  if (build === undefined) throw location(15952, `unknown group operator '${op}'`);
  const evaluate = compileExpression(Array.isArray(operand) ? operand[0] : operand, context);
  return () => build(evaluate, context.work);
}

function compileCount(operand: unknown): MakeAccumulator {
  if (!isDocument(operand) || Object.keys(operand).length > 0) {
    throw typeMismatch(`$count takes no arguments, i.e. $count:{}, not ${typeName(operand)}`);
  }
  return () => {
    let count = 0;
    return { add: () => (count += 1), result: () => new Int32(count) };
  };
}
