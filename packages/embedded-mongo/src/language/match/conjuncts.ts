/**
 * What an index may use of a filter: the predicates that every match must satisfy, in a
 * form that has key bounds. The list is necessary, not sufficient, so the whole matcher
 * must still look at each document. On a multikey index two bounds of one path may be
 * met by different array elements, so only one of them may be used there, except for
 * those that name the same $elemMatch.
 */
import { BSONRegExp, MaxKey, MinKey } from 'bson';
import { canEncode } from '../key.ts';
import { toNumber } from '../values.ts';
import type { Predicate } from './filter.ts';

type ConjunctOp = '$eq' | '$in' | '$gt' | '$gte' | '$lt' | '$lte' | '$exists' | '$elemMatch';

export interface Conjunct {
  readonly path: string;
  readonly op: ConjunctOp;
  /** The operand: an array of values for $in, a boolean for $exists, the conjuncts of one element for $elemMatch. */
  readonly value: unknown;
}

const RANGES: readonly string[] = ['$gt', '$gte', '$lt', '$lte'];

export function conjunctsOf(predicate: Predicate, prefix = ''): readonly Conjunct[] {
  switch (predicate.kind) {
    case 'and':
      return predicate.parts.flatMap((part) => conjunctsOf(part, prefix));
    case 'or':
      return predicate.parts.length === 1 ? predicate.parts.flatMap((part) => conjunctsOf(part, prefix)) : [];
    case 'exists':
      return [{ path: prefix + predicate.path.join('.'), op: '$exists', value: true }];
    case 'not':
      return predicate.part.kind === 'exists'
        ? [{ path: prefix + predicate.part.path.join('.'), op: '$exists', value: false }]
        : [];
    case 'elemObject':
      return conjunctsOf(predicate.part, `${prefix}${predicate.path.join('.')}.`).filter(({ op, value }) => {
        // A document in an array may lack a field that another one has, so absence says nothing about the keys.
        return !(op === '$exists' && value === false);
      });
    case 'elemValue': {
      const ranges = conjunctsOf(predicate.part).filter(({ op }) => RANGES.includes(op));
      return ranges.length > 0 ? [{ path: prefix + predicate.path.join('.'), op: '$elemMatch', value: ranges }] : [];
    }
    case 'value':
      return boundable(predicate.op, predicate.operand)
        ? [{ path: prefix + predicate.path.join('.'), op: predicate.op as ConjunctOp, value: predicate.operand }]
        : [];
    default:
      return [];
  }
}

function boundable(op: string, operand: unknown): boolean {
  if (op === '$eq') return hasOneKey(operand);
  if (op === '$in') return Array.isArray(operand) && operand.every(hasOneKey);
  return RANGES.includes(op) && hasOneKey(operand) && isBracketed(operand);
}

// A whole array is not a key of its own in a multikey index, and a pattern has no single key.
function hasOneKey(operand: unknown): boolean {
  return !Array.isArray(operand) && !(operand instanceof BSONRegExp) && canEncode(operand);
}

function isBracketed(operand: unknown): boolean {
  const isEdge = operand === null || operand instanceof MinKey || operand instanceof MaxKey;
  return !isEdge && !Number.isNaN(toNumber(operand));
}
