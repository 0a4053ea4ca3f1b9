/**
 * Whether every document that a filter matches is certainly in a partial or sparse index. Only then may the planner use
 * it. Each condition of the index must follow from one single condition of the filter, since on arrays two conditions
 * may be met by two different elements.
 */
import { compareValues } from './language/compare.ts';
import type { Conjunct } from './language/matcher.ts';
import { bsonType, isDocument, toFlag, typeOrder, type Document } from './language/values.ts';
import type { Index } from './index.ts';

export function coversFilter(index: Index, conjuncts: readonly Conjunct[]): boolean {
  if (index.spec.sparse) {
    // One field that certainly exists is enough for the document to be in the index.
    return index.paths.some((path) => conjuncts.some((conjunct) => conjunct.path === path && impliesExists(conjunct)));
  }
  const { partialFilterExpression } = index.spec;
  return !partialFilterExpression || impliesFilter(conjuncts, partialFilterExpression);
}

function impliesFilter(conjuncts: readonly Conjunct[], filter: Document): boolean {
  return Object.entries(filter).every(([name, condition]) => {
    if (name === '$and') return (condition as Document[]).every((part) => impliesFilter(conjuncts, part));
    const own = conjuncts.filter((conjunct) => conjunct.path === name);
    const operators = isDocument(condition) ? Object.entries(condition) : [];
    if (operators.length === 0 || !operators[0]?.[0].startsWith('$')) {
      return own.some((conjunct) => impliesOperator(conjunct, '$eq', condition));
    }
    return operators.every(([op, value]) => own.some((conjunct) => impliesOperator(conjunct, op, value)));
  });
}

function impliesExists({ op, value }: Conjunct): boolean {
  switch (op) {
    case '$eq':
      return value !== null;
    case '$in':
      return !(value as unknown[]).includes(null);
    case '$exists':
      return toFlag(value) === true;
    default:
      return value !== null;
  }
}

function impliesOperator(conjunct: Conjunct, op: string, wanted: unknown): boolean {
  if (op === '$exists') return impliesExists(conjunct);
  switch (conjunct.op) {
    case '$eq':
      return isScalar(conjunct.value) && satisfies(conjunct.value, op, wanted);
    case '$in':
      return (conjunct.value as unknown[]).every((value) => isScalar(value) && satisfies(value, op, wanted));
    case '$gt':
    case '$gte':
    case '$lt':
    case '$lte':
      return isScalar(conjunct.value) && rangeImplies(conjunct, op, wanted);
    default:
      return false;
  }
}

function isScalar(value: unknown): boolean {
  return value !== null && !['array', 'regex', 'object', 'undefined'].includes(bsonType(value)) && !isNaNLike(value);
}

function isNaNLike(value: unknown): boolean {
  return Number.isNaN((value as { value?: unknown }).value) || Number.isNaN(value);
}

function satisfies(value: unknown, op: string, wanted: unknown): boolean {
  if (op === '$in') return (wanted as unknown[]).some((one) => isScalar(one) && compareValues(value, one) === 0);
  if (!isScalar(wanted) || typeOrder(value) !== typeOrder(wanted)) return false;
  const order = compareValues(value, wanted);
  switch (op) {
    case '$eq':
      return order === 0;
    case '$gt':
      return order > 0;
    case '$gte':
      return order >= 0;
    case '$lt':
      return order < 0;
    case '$lte':
      return order <= 0;
    default:
      return false;
  }
}

/** {a: {$gt: 5}} implies {a: {$gt: 4}}, {a: {$gte: 5}} and so on: the same direction, at least as tight. */
function rangeImplies({ op, value }: Conjunct, wantedOp: string, wanted: unknown): boolean {
  if (!isScalar(wanted) || typeOrder(value) !== typeOrder(wanted)) return false;
  if (op.slice(0, 3) !== wantedOp.slice(0, 3) || !['$gt', '$gte', '$lt', '$lte'].includes(wantedOp)) return false;
  const order = compareValues(value, wanted) * (op.startsWith('$gt') ? 1 : -1);
  if (order !== 0) return order > 0;
  return wantedOp.endsWith('e') || !op.endsWith('e');
}
