/**
 * Reads a filter document into a tree of predicates, checking all of it before any
 * document is read. An operator outside the table is an error with MongoDB's code.
 */
import { BSONRegExp } from 'bson';
import { describe } from '../describe.ts';
import { badValue, notSupported } from '../errors.ts';
import { splitPath } from '../traverse.ts';
import type { LeafArrays, Path } from '../traverse.ts';
import { isDocument, toFlag } from '../values.ts';
import type { Document } from '../values.ts';
import { equalTo, inRange, matchesRegex, oneOf } from './comparison.ts';
import type { RangeOp, ValueTest } from './comparison.ts';
import type { Work } from '../work.ts';
import { modulo, ofSize, ofType, regexOperand } from './operators.ts';

export type Predicate =
  | { readonly kind: 'and' | 'or' | 'nor'; readonly parts: readonly Predicate[] }
  | { readonly kind: 'not'; readonly part: Predicate }
  | { readonly kind: 'never' }
  | { readonly kind: 'expr'; readonly expression: unknown }
  | { readonly kind: 'exists'; readonly path: Path }
  | {
      readonly kind: 'value';
      readonly path: Path;
      readonly op: string;
      readonly operand: unknown;
      readonly leaf: LeafArrays;
      readonly test: ValueTest;
    }
  | { readonly kind: 'elemObject'; readonly path: Path; readonly part: Predicate }
  | { readonly kind: 'elemValue'; readonly path: Path; readonly part: Predicate };

/** Every operator that a filter may use; docs/language.md lists the same. */
export const QUERY_OPERATORS = [
  '$all',
  '$and',
  '$comment',
  '$elemMatch',
  '$eq',
  '$exists',
  '$expr',
  '$gt',
  '$gte',
  '$in',
  '$lt',
  '$lte',
  '$mod',
  '$ne',
  '$nin',
  '$nor',
  '$not',
  '$options',
  '$or',
  '$regex',
  '$size',
  '$type',
] as const;

// Operators that MongoDB has and this server does not. The error says so instead of "unknown operator".
const REFUSED = new Set([
  '$where',
  '$text',
  '$jsonSchema',
  '$geoIntersects',
  '$geoWithin',
  '$near',
  '$nearSphere',
  '$within',
  '$bitsAllClear',
  '$bitsAllSet',
  '$bitsAnyClear',
  '$bitsAnySet',
  '$sampleRate',
  '$alwaysTrue',
  '$alwaysFalse',
  '$rand',
]);

/** Reading a field, compiling its test and its use for the planner takes some microseconds. */
const FIELD_STEPS = 8;

/** Reports its work to `work`, which the predicates keep for what they do later. */
export function parseFilter(filter: Document, work?: Work): Predicate {
  return { kind: 'and', parts: Object.entries(filter).flatMap(([name, value]) => parseTopLevel(name, value, work)) };
}

function parseTopLevel(name: string, value: unknown, work: Work | undefined): Predicate[] {
  work?.prepare(FIELD_STEPS);
  if (!name.startsWith('$')) return parseField(splitPath(name), value, work);
  switch (name) {
    case '$and':
    case '$or':
    case '$nor':
      return [{ kind: name.slice(1) as 'and' | 'or' | 'nor', parts: parseList(name, value, work) }];
    case '$expr':
      return [{ kind: 'expr', expression: value }];
    case '$comment':
      return [];
    default:
      if (REFUSED.has(name)) throw notSupported(`the query operator ${name}`);
      throw badValue(
        `unknown top level operator: ${name}. If you have a field name that starts with a '$' symbol, consider using ` +
          '$getField or $setField.',
      );
  }
}

function parseList(name: string, value: unknown, work: Work | undefined): Predicate[] {
  if (!Array.isArray(value)) throw badValue(`${name} must be an array`);
  if (value.length === 0) throw badValue('$and/$or/$nor must be a nonempty array');
  return value.map((entry: unknown) => {
    if (!isDocument(entry)) throw badValue('$or/$and/$nor entries need to be full objects');
    return parseFilter(entry, work);
  });
}

function parseField(path: Path, value: unknown, work: Work | undefined): Predicate[] {
  if (value instanceof BSONRegExp) return [onValue(path, '$regex', value, matchesRegex(value, work))];
  if (isOperators(value)) return parseOperators(path, value, work);
  return [onValue(path, '$eq', value, equalTo(value))];
}

/** True for {$gt: 1} and the like: a document whose first field starts with a dollar sign. */
export function isOperators(value: unknown): value is Document {
  if (!isDocument(value)) return false;
  const first = Object.keys(value)[0];
  return first?.startsWith('$') === true;
}

function onValue(path: Path, op: string, operand: unknown, test: ValueTest, leaf: LeafArrays = 'elements'): Predicate {
  return { kind: 'value', path, op, operand, test, leaf };
}

function parseOperators(path: Path, operators: Document, work: Work | undefined): Predicate[] {
  return Object.keys(operators).flatMap((op) => parseOperator(path, op, operators, work));
}

function parseOperator(path: Path, op: string, all: Document, work: Work | undefined): Predicate[] {
  const operand = all[op];
  switch (op) {
    case '$eq':
      return [onValue(path, op, operand, equalTo(operand))];
    case '$ne':
      if (operand instanceof BSONRegExp) throw badValue("Can't have regex as arg to $ne.");
      return [{ kind: 'not', part: onValue(path, '$eq', operand, equalTo(operand)) }];
    case '$gt':
    case '$gte':
    case '$lt':
    case '$lte':
      return [onValue(path, op, operand, inRange(op satisfies RangeOp, operand))];
    case '$in':
      return [onValue(path, op, operand, oneOf(list(op, operand), work))];
    case '$nin':
      return [{ kind: 'not', part: onValue(path, '$in', operand, oneOf(list(op, operand), work)) }];
    case '$exists':
      return [
        toFlag(operand) === false || operand === null
          ? { kind: 'not', part: { kind: 'exists', path } }
          : { kind: 'exists', path },
      ];
    case '$type':
      return [onValue(path, op, operand, ofType(operand))];
    case '$mod':
      return [onValue(path, op, operand, modulo(operand))];
    case '$size':
      return [onValue(path, op, operand, ofSize(operand), 'whole')];
    case '$regex':
      return [onValue(path, op, operand, regexOperand(operand, all['$options'], work))];
    case '$options':
      // $regex reads its options itself; alone they are an error.
      if (!Object.hasOwn(all, '$regex')) throw badValue('$options needs a $regex');
      return [];
    case '$all':
      return [parseAll(path, operand, work)];
    case '$elemMatch':
      return [parseElemMatch(path, operand, work)];
    case '$not':
      return [{ kind: 'not', part: { kind: 'and', parts: parseNot(path, operand, work) } }];
    default:
      if (REFUSED.has(op)) throw notSupported(`the query operator ${op}`);
      throw badValue(`unknown operator: ${op}`);
  }
}

function list(op: string, operand: unknown): readonly unknown[] {
  if (!Array.isArray(operand)) throw badValue(`${op} needs an array`);
  return operand;
}

function parseNot(path: Path, operand: unknown, work: Work | undefined): Predicate[] {
  if (operand instanceof BSONRegExp) return [onValue(path, '$regex', operand, matchesRegex(operand, work))];
  if (!isDocument(operand)) throw badValue('$not needs a regex or a document');
  if (Object.keys(operand).length === 0) throw badValue('$not cannot be empty');
  return parseOperators(path, operand, work);
}

function parseAll(path: Path, operand: unknown, work: Work | undefined): Predicate {
  if (!Array.isArray(operand)) throw badValue('$all needs an array');
  if (operand.length === 0) return { kind: 'never' };
  const isElemMatch = (item: unknown): boolean => isDocument(item) && Object.keys(item)[0] === '$elemMatch';
  const withElemMatch = operand.some(isElemMatch);
  const parts = operand.map((item: unknown): Predicate => {
    work?.prepare(FIELD_STEPS);
    if (isDocument(item) && isElemMatch(item)) {
      if (Object.keys(item).length > 1) throw badValue('$elemMatch in $all cannot be combined with other operators');
      return parseElemMatch(path, item['$elemMatch'], work);
    }
    if (withElemMatch) throw badValue('$all/$elemMatch has to be consistent');
    if (isOperators(item)) throw badValue('no $ expressions in $all');
    if (item instanceof BSONRegExp) return onValue(path, '$regex', item, matchesRegex(item, work));
    return onValue(path, '$eq', item, equalTo(item));
  });
  return { kind: 'and', parts };
}

const LOGICAL = new Set(['$and', '$or', '$nor', '$expr', '$where']);

function parseElemMatch(path: Path, operand: unknown, work: Work | undefined): Predicate {
  if (!isDocument(operand)) throw badValue(`$elemMatch needs an Object, not ${describe(operand)}`);
  const first = Object.keys(operand)[0] ?? '';
  if (first.startsWith('$') && !LOGICAL.has(first)) {
    // The elements are tested as they are: the empty path stands for the element itself.
    return { kind: 'elemValue', path, part: { kind: 'and', parts: parseOperators([], operand, work) } };
  }
  if (usesExpr(operand)) throw badValue('$expr can only be applied to the top-level document');
  return { kind: 'elemObject', path, part: parseFilter(operand, work) };
}

function usesExpr(filter: Document): boolean {
  return Object.entries(filter).some(([name, value]) => {
    if (name === '$expr') return true;
    return name.startsWith('$') && Array.isArray(value) && value.filter(isDocument).some(usesExpr);
  });
}
