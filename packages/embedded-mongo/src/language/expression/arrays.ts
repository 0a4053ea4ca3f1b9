/** Arrays. A null or missing array makes the result null; anything else that is no array is an error. */
import { Int32 } from 'bson';
import { compareValues, includesEqual, valuesEqual } from '../compare.ts';
import { typeName } from '../describe.ts';
import { exceededMemoryLimit, location } from '../errors.ts';
import { isNumber, toSafeInteger } from '../values.ts';
import { anyNumber, between, fixed, namedArguments, optionalArgument } from './arguments.ts';
import { assertVariableName } from './logic.ts';
import { bind, isNullish } from './scope.ts';
import type { CompileOperator, OperatorTable } from './scope.ts';
import { isTruthy } from './truth.ts';
import type { Work } from '../work.ts';

/** MongoDB limits such an array to 100 MB, at 24 bytes for each element. */
const LONGEST_ARRAY = 4_000_000;

function size(array: unknown): Int32 {
  if (!Array.isArray(array)) {
    throw location(17124, `The argument to $size must be an array, but was of type: ${typeName(array)}`);
  }
  return new Int32(array.length);
}

function arrayElemAt(array: unknown, index: unknown): unknown {
  if (isNullish(array) || isNullish(index)) return null;
  if (!Array.isArray(array)) {
    throw location(28689, `$arrayElemAt's first argument must be an array, but is ${typeName(array)}`);
  }
  if (!isNumber(index)) {
    throw location(28690, `$arrayElemAt's second argument must be a numeric value, but is ${typeName(index)}`);
  }
  const position = toSafeInteger(index);
  if (position === undefined) {
    throw location(28691, "$arrayElemAt's second argument must be representable as a 32-bit integer");
  }
  return array.at(position) as unknown;
}

const edge =
  (op: string, position: number) =>
  (array: unknown): unknown => {
    if (isNullish(array)) return null;
    if (!Array.isArray(array)) throw location(28689, `${op}'s argument must be an array, but is ${typeName(array)}`);
    return array.at(position) as unknown;
  };

const filter: CompileOperator = (operand, env) => {
  const args = namedArguments('$filter', operand, {
    required: ['input', 'cond'],
    optional: ['as', 'limit'],
    codes: [28646, 28647, 28648],
  });
  const name = elementName(args['as']);
  const input = env.compile(args['input']);
  const condition = env.compile(args['cond'], [name]);
  const limit = optionalArgument(env, args, 'limit');
  return (scope) => {
    const array = input(scope);
    if (isNullish(array)) return null;
    if (!Array.isArray(array)) throw location(28651, `input to $filter must be an array not ${typeName(array)}`);
    const most = readLimit(limit?.(scope));
    const kept: unknown[] = [];
    for (const item of array as readonly unknown[]) {
      if (kept.length >= most) break;
      if (isTruthy(condition(bind(scope, name, item)))) kept.push(item);
    }
    return kept;
  };
};

function readLimit(limit: unknown): number {
  if (isNullish(limit)) return Infinity;
  const most = toSafeInteger(limit);
  if (most === undefined) throw location(327391, '$filter: limit must be represented as a 32-bit integral value');
  if (most < 1) throw location(327392, `$filter: limit must be greater than 0: ${most}`);
  return most;
}

function elementName(as: unknown): string {
  if (as === undefined) return 'this';
  if (typeof as !== 'string') throw location(9, `'as' must be a string, found ${typeName(as)}`);
  assertVariableName(as);
  return as;
}

const map: CompileOperator = (operand, env) => {
  const args = namedArguments('$map', operand, {
    required: ['input', 'in'],
    optional: ['as'],
    codes: [16878, 16879, 16880],
  });
  const name = elementName(args['as']);
  const input = env.compile(args['input']);
  const body = env.compile(args['in'], [name]);
  return (scope) => {
    const array = input(scope);
    if (isNullish(array)) return null;
    if (!Array.isArray(array)) throw location(16883, `input to $map must be an array not ${typeName(array)}`);
    return array.map((item: unknown) => body(bind(scope, name, item)) ?? null);
  };
};

const reduce: CompileOperator = (operand, env) => {
  const args = namedArguments('$reduce', operand, {
    required: ['input', 'initialValue', 'in'],
    codes: [40075, 40076, 40077],
  });
  const input = env.compile(args['input']);
  const initial = env.compile(args['initialValue']);
  const body = env.compile(args['in'], ['this', 'value']);
  return (scope) => {
    const array = input(scope);
    if (isNullish(array)) return null;
    if (!Array.isArray(array))
      throw location(40080, `$reduce requires that 'input' be an array, found: ${typeName(array)}`);
    let value = initial(scope);
    for (const item of array as readonly unknown[]) {
      value = body(bind(bind(scope, 'this', item), 'value', value));
    }
    return value;
  };
};

function concatArrays(values: readonly unknown[]): unknown {
  if (values.some(isNullish)) return null;
  const arrays = values.map((value) => {
    if (!Array.isArray(value)) throw location(28664, `$concatArrays only supports arrays, not ${typeName(value)}`);
    return value as unknown[];
  });
  // Within $reduce an array may double with every step.
  const length = arrays.reduce((total, array) => total + array.length, 0);
  if (length > LONGEST_ARRAY) throw exceededMemoryLimit(`$concatArrays would make an array of ${length} elements`);
  return ([] as unknown[]).concat(...arrays);
}

function slice(array: unknown, ...rest: unknown[]): unknown {
  if (isNullish(array) || rest.some(isNullish)) return null;
  if (!Array.isArray(array))
    throw location(28724, `First argument to $slice must be an array, but is of type: ${typeName(array)}`);
  const [first, second] = rest.map((value, i) => {
    const integer = toSafeInteger(value);
    if (!isNumber(value))
      throw location(28725 + 2 * i, `Argument ${i + 2} to $slice must be numeric, but is of type: ${typeName(value)}`);
    if (integer === undefined)
      throw location(28726 + 2 * i, `Argument ${i + 2} to $slice can't be represented as a 32-bit integer`);
    return integer;
  });
  if (first === undefined) return array;
  if (second === undefined) return first < 0 ? array.slice(first) : array.slice(0, first);
  if (second <= 0) throw location(28729, `Third argument to $slice must be positive: ${second}`);
  const start = first < 0 ? Math.max(0, array.length + first) : first;
  return array.slice(start, start + second);
}

// MongoDB leaves the order of a set open; ours is ascending, so that results can be compared.
type Combine = (sets: readonly (readonly unknown[])[], work: Work | undefined) => unknown[];

const setOperation =
  (op: string, code: number, combine: Combine): CompileOperator =>
  (operand, env) =>
    anyNumber((values) => {
      if (values.some(isNullish)) return null;
      const sets = values.map((value) => {
        if (!Array.isArray(value))
          throw location(code, `All operands of ${op} must be arrays. One argument is of type: ${typeName(value)}`);
        return value as readonly unknown[];
      });
      return distinct(combine(sets, env.work), env.work);
    })(operand, env);

function distinct(values: readonly unknown[], work: Work | undefined): unknown[] {
  const sorted = [...values].sort((a, b) => {
    work?.spend();
    return compareValues(a, b, work);
  });
  return sorted.filter((value, i) => i === 0 || !valuesEqual(sorted[i - 1], value, work));
}

export const ARRAYS: OperatorTable = {
  $arrayElemAt: fixed('$arrayElemAt', 2, arrayElemAt),
  $concatArrays: anyNumber(concatArrays),
  $filter: filter,
  $first: fixed('$first', 1, edge('$first', 0)),
  $isArray: fixed('$isArray', 1, (value) => Array.isArray(value)),
  $last: fixed('$last', 1, edge('$last', -1)),
  $map: map,
  $reduce: reduce,
  $setIntersection: setOperation('$setIntersection', 17047, ([first = [], ...others], work) =>
    first.filter((value) => others.every((other) => includesEqual(other, value, work))),
  ),
  $setUnion: setOperation('$setUnion', 17043, (sets) => ([] as unknown[]).concat(...sets)),
  $size: fixed('$size', 1, size),
  $slice: between('$slice', 2, 3, slice),
};
