/**
 * Whether index keys alone prove that a document matches. Then it is counted, or sent as stored, without being decoded.
 */
import type { Matcher } from './language/matcher.ts';
import { isDocument, type Document } from './language/values.ts';
import type { IndexScan } from './planner.ts';

const BOUND_OPERATORS = new Set(['$eq', '$in', '$gt', '$gte', '$lt', '$lte']);

/** True when every key in the scan's ranges belongs to a document that matches. */
export function provesMatch({ index, bounds }: IndexScan, { filter, conjuncts }: Matcher): boolean {
  if (index.traits.hasLongKeys || !isOnlyConjuncts(filter, conjuncts.length)) return false;
  // The keys of a multikey path do not say which of them is an array position.
  if (index.traits.isMultikey && index.hasPositions) return false;
  return conjuncts.every((conjunct) => bounds.exact.includes(conjunct));
}

/** Whether the filter is nothing but the conjuncts the planner was given (which are only promised to be necessary). */
function isOnlyConjuncts(filter: Document, conjuncts: number): boolean {
  let conditions = 0;
  for (const name of Object.keys(filter)) {
    if (name.startsWith('$')) return false;
    const condition = filter[name];
    const names = isDocument(condition) ? Object.keys(condition) : [];
    const isOperators = names[0]?.startsWith('$') === true;
    if (isOperators && !names.every((operator) => BOUND_OPERATORS.has(operator))) return false;
    conditions += isOperators ? names.length : 1;
  }
  return conditions === conjuncts;
}
