/**
 * Counting without looking: where the filter is exactly a range of index keys, the keys are counted and no document is
 * read, as MongoDB's COUNT_SCAN does.
 */
import type { Collection } from './collection.ts';
import { isDocument, toNumber, type Document } from './language/values.ts';
import { choosePlan, type Query } from './planner.ts';
import { provesMatch } from './proof.ts';

/** How many documents match, or null when the keys alone do not tell. */
export function countByKeys(collection: Collection, query: Query): number | null {
  const { filter } = query.matcher;
  if (Object.keys(filter).length === 0 && query.hint === undefined) return collection.count;
  const plan = choosePlan(collection, query);
  // Of a multikey index's keys several may be one document's.
  if (plan.kind !== 'index' || plan.index.traits.isMultikey || !provesMatch(plan, query.matcher)) return null;
  return plan.bounds.ranges.reduce((total, range) => total + collection.store.count(range), 0);
}

/**
 * Whether the stages do nothing but count what reaches them, as the drivers' `countDocuments` does: `{$count: 'n'}`, or one
 * group of everything with one sum of ones. Then back comes what makes the resulting document of a count above zero.
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
