/** The update operators on arrays: $push, $addToSet, $pop, $pull and $pullAll. */
import { BSONRegExp } from 'bson';
import { includesEqual, valuesEqual } from '../compare.ts';
import { describe, typeName } from '../describe.ts';
import { badValue, dollarPrefixedFieldName, failedToParse, typeMismatch } from '../errors.ts';
import { compileFilter } from '../matcher.ts';
import { isOperators } from '../match/filter.ts';
import { deepClone, isDocument, isNumber, toNumber, toSafeInteger } from '../values.ts';
import type { Document } from '../values.ts';
import type { Work } from '../work.ts';
import { KEEP, setTo } from './change.ts';
import type { Outcome } from './change.ts';
import { lastName } from './field-operators.ts';
import type { CompileOperation } from './field-operators.ts';
import { compilePushSort } from './push-sort.ts';

const PUSH_CLAUSES = new Set(['$each', '$slice', '$sort', '$position']);

export const push: CompileOperation = (operand, _path, work) => {
  const clauses = readPush(operand, work);
  return (current, { id, name }) => {
    if (current !== undefined && !Array.isArray(current)) {
      throw badValue(
        `The field '${lastName(name)}' must be an array but is of type ${typeName(current)} in document ` +
          describe({ _id: id }),
      );
    }
    const array: unknown[] = [...((current as unknown[] | undefined) ?? [])];
    array.splice(insertAt(clauses.position, array.length), 0, ...deepClone(clauses.values));
    // MongoDB's order of clauses: insert, then sort, then cut.
    if (clauses.compare !== undefined) array.sort(clauses.compare);
    return setTo(cut(array, clauses.slice));
  };
};

interface PushClauses {
  readonly values: readonly unknown[];
  readonly position: number | undefined;
  readonly slice: number | undefined;
  readonly compare: ((a: unknown, b: unknown) => number) | undefined;
}

function readPush(operand: unknown, work: Work | undefined): PushClauses {
  if (!isDocument(operand) || !Object.hasOwn(operand, '$each')) {
    rejectDollarFields(operand);
    return { values: [operand], position: undefined, slice: undefined, compare: undefined };
  }
  const unknown = Object.keys(operand).find((clause) => !PUSH_CLAUSES.has(clause));
  if (unknown !== undefined) throw badValue(`Unrecognized clause in $push: ${unknown}`);
  const values = operand['$each'];
  if (!Array.isArray(values)) {
    throw badValue(`The argument to $each in $push must be an array but it was of type: ${typeName(values)}`);
  }
  return {
    values,
    position: integerClause(operand, '$position'),
    slice: integerClause(operand, '$slice'),
    compare: Object.hasOwn(operand, '$sort') ? compilePushSort(operand['$sort'], work) : undefined,
  };
}

function rejectDollarFields(operand: unknown): void {
  if (!isOperators(operand)) return;
  const name = Object.keys(operand)[0] ?? '';
  throw dollarPrefixedFieldName(`The dollar ($) prefixed field '${name}' in '${name}' is not valid for storage.`);
}

function integerClause(operand: Document, clause: '$position' | '$slice'): number | undefined {
  if (!Object.hasOwn(operand, clause)) return undefined;
  const value = operand[clause];
  const integer = toSafeInteger(value);
  if (integer === undefined) {
    const found = isNumber(value) ? describe(value) : typeName(value);
    throw badValue(`The value for ${clause} must be an integer value but was given type: ${found}`);
  }
  return integer;
}

function insertAt(position: number | undefined, length: number): number {
  if (position === undefined || position > length) return length;
  return position >= 0 ? position : Math.max(0, length + position);
}

function cut(array: unknown[], slice: number | undefined): unknown[] {
  if (slice === undefined) return array;
  if (slice === 0) return [];
  return slice > 0 ? array.slice(0, slice) : array.slice(slice);
}

export const addToSet: CompileOperation = (operand, _path, work) => {
  const values = readAddToSet(operand);
  return (current, { name }) => {
    if (current !== undefined && !Array.isArray(current)) {
      throw badValue(
        `Cannot apply $addToSet to non-array field. Field named '${lastName(name)}' has non-array type ` +
          typeName(current),
      );
    }
    const array: unknown[] = [...((current as unknown[] | undefined) ?? [])];
    for (const value of values) {
      if (!includesEqual(array, value, work)) array.push(deepClone(value));
    }
    return current !== undefined && array.length === current.length ? KEEP : setTo(array);
  };
};

function readAddToSet(operand: unknown): readonly unknown[] {
  if (!isDocument(operand) || Object.keys(operand)[0] !== '$each') {
    rejectDollarFields(operand);
    return [operand];
  }
  const values = operand['$each'];
  if (!Array.isArray(values)) {
    throw typeMismatch(`The argument to $each in $addToSet must be an array but it was of type ${typeName(values)}`);
  }
  if (Object.keys(operand).length > 1) {
    throw badValue(`Found unexpected fields after $each in $addToSet: ${describe(operand)}`);
  }
  return values;
}

export const pop: CompileOperation = (operand, path) => {
  const end = toNumber(operand);
  if (end === undefined) throw failedToParse(`Expected a number in: ${path}: ${describe(operand)}`);
  if (end !== 1 && end !== -1) throw failedToParse(`$pop expects 1 or -1, found: ${describe(operand)}`);
  return (current, { name }) => {
    if (!Array.isArray(current)) {
      throw typeMismatch(`Path '${name}' contains an element of non-array type '${typeName(current)}'`);
    }
    if (current.length === 0) return KEEP;
    return setTo(end === 1 ? current.slice(0, -1) : current.slice(1));
  };
};

export const pull: CompileOperation = (operand, _path, work) => {
  const isPulled = readPull(operand, work);
  return (current) => without('$pull', current, isPulled);
};

export const pullAll: CompileOperation = (operand, _path, work) => {
  if (!Array.isArray(operand)) {
    throw badValue(`$pullAll requires an array argument but was given a ${typeName(operand)}`);
  }
  return (current) => without('$pullAll', current, (item) => includesEqual(operand, item, work));
};

function without(op: string, current: unknown, isPulled: (item: unknown) => boolean): Outcome {
  if (!Array.isArray(current)) throw badValue(`Cannot apply ${op} to a non-array value`);
  const kept = current.filter((item) => !isPulled(item));
  return kept.length === current.length ? KEEP : setTo(kept);
}

// Three readings, as in MongoDB: {$gt: 1} tests each element, {a: 1} is a filter on elements that are documents,
// and everything else is compared as a whole.
function readPull(operand: unknown, work: Work | undefined): (item: unknown) => boolean {
  if (isOperators(operand) && !isLogical(operand)) return onWrapped(operand, work);
  if (operand instanceof BSONRegExp) return onWrapped(operand, work);
  if (!isDocument(operand)) return (item) => valuesEqual(item, operand, work);
  const matcher = compileFilter(operand, { now: new Date(0), work });
  return (item) => isDocument(item) && matcher.matches(item);
}

function onWrapped(operand: unknown, work: Work | undefined): (item: unknown) => boolean {
  const matcher = compileFilter({ element: operand }, { now: new Date(0), work });
  return (item) => matcher.matches({ element: item });
}

function isLogical(operand: Document): boolean {
  return ['$and', '$or', '$nor'].includes(Object.keys(operand)[0] ?? '');
}
