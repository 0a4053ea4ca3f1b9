/**
 * Counts without reading documents: when the filter is exactly a range of index keys, only the keys are counted, as in
 * MongoDB's COUNT_SCAN.
 */
import type { Collection } from './collection.ts';
import { isDocument, toNumber, type Document } from './language/values.ts';
import { choosePlan, type Query } from './planner.ts';
import { provesMatch } from './proof.ts';

/** The number of matches, or null if the keys alone are not enough. */
export function countByKeys(collection: Collection, query: Query): number | null {
  const { filter } = query.matcher;
  if (Object.keys(filter).length === 0 && query.hint === undefined) return collection.count;
  const plan = choosePlan(collection, query);
  // Several keys of a multikey index can belong to one document.
  if (plan.kind !== 'index' || plan.index.traits.isMultikey || !provesMatch(plan, query.matcher)) return null;
  return plan.bounds.ranges.reduce((total, range) => total + collection.store.count(range), 0);
}

/**
 * If the stages only count their input, as the drivers' `countDocuments` does, returns a function that makes the result from
 * a count above zero; otherwise null.
 */
export function isCounting(stages: readonly Document[]): ((n: number) => Document) | null {
  const [stage, ...others] = stages;
  if (!stage || others.length > 0 || Object.keys(stage).length !== 1) return null;
  const group: unknown = stage['$group'];
  if (!isDocument(group)) return null;
  const [[idName, id] = [], [name, sum] = [], ...more] = Object.entries(group);
  const isAll = idName === '_id' && (id === null || toNumber(id) !== undefined);
  if (!isAll || name === undefined || more.length > 0 || name.includes('.') || !isDocument(sum)) return null;
  const isOnes = Object.keys(sum).length === 1 && toNumber(sum['$sum']) === 1;
  return isOnes ? (n) => ({ _id: id, [name]: n }) : null;
}
