/**
 * Chooses how to find the documents of a filter: which index with which ranges, or a collection scan, and whether the index
 * provides the sort order. A plan may read too much, never too little: each fetched document is checked with the filter.
 */
import { indexBounds, type IndexBounds } from './bounds.ts';
import type { Collection } from './collection.ts';
import type { Index } from './index.ts';
import { describe } from './language/describe.ts';
import type { ExpressionContext } from './language/expressions.ts';
import { compileFilter, type Conjunct, type Matcher } from './language/matcher.ts';
import type { Work } from './language/work.ts';
import { parseSort, type Sorter } from './language/sort.ts';
import { isDocument, type Document } from './language/values.ts';
import { directionsOf } from './index-spec.ts';
import { coversFilter } from './partial.ts';
import { refuse } from './refuse.ts';

export interface Query {
  readonly matcher: Matcher;
  readonly sorter: Sorter | null;
  readonly hint: unknown;
  /** Where planning reports its work. */
  readonly work?: Work | undefined;
}

export interface IndexScan {
  readonly kind: 'index';
  readonly index: Index;
  readonly bounds: IndexBounds;
  readonly backward: boolean;
  /** The scan gives the documents in the order of the sort (or none is wanted). */
  readonly givesOrder: boolean;
  /** Several ranges have to be merged to give that order. */
  readonly merges: boolean;
  /**
   * Other ranges of the same index where a match must have a key. Their keys have the same suffix, so membership is checked by
   * key before the document is read.
   */
  readonly alsoIn: readonly IndexScan[];
}

export interface CollectionScan {
  readonly kind: 'collection';
  readonly backward: boolean;
  readonly givesOrder: boolean;
}

/** {$or: [...]} with an index for every branch: the union of the branches' scans. */
export interface UnionScan {
  readonly kind: 'union';
  readonly branches: readonly IndexScan[];
  readonly givesOrder: boolean;
}

export type Plan = IndexScan | CollectionScan | UnionScan;

export function parseQuery(
  filter: Document,
  sort: Document | undefined,
  hint: unknown,
  context?: ExpressionContext,
): Query {
  return { matcher: compileFilter(filter, context), sorter: wantedSort(sort), hint, work: context?.work };
}

function wantedSort(sort: Document | undefined): Sorter | null {
  if (!sort || Object.keys(sort).length === 0 || '$natural' in sort) return null;
  return parseSort(sort);
}

export function choosePlan(collection: Collection, query: Query): Plan {
  const { sorter, hint } = query;
  if (hint !== undefined) return hintedPlan(collection, query);
  const exact = singleKeyScan(collection, query);
  if (exact) return exact;
  const candidates = collection.usableIndexes
    .flatMap((index) => scansOf(index, query))
    .filter((scan): scan is IndexScan => scan !== null);
  const [only] = candidates;
  if (only && candidates.length === 1) return only;
  if (only) return cheapest(collection, candidates, sorter !== null);
  return unionPlan(collection, query) ?? { kind: 'collection', backward: false, givesOrder: sorter === null };
}

/** The first unique index with all fields bound to one value. No other index can have fewer keys. */
function singleKeyScan(collection: Collection, query: Query): IndexScan | undefined {
  const { conjuncts } = query.matcher;
  const isBound = (path: string): boolean =>
    conjuncts.some((conjunct) => conjunct.path === path && (conjunct.op === '$eq' || conjunct.op === '$in'));
  for (const index of collection.usableIndexes) {
    if (!index.spec.unique || !index.paths.every(isBound)) continue;
    const exact = scansOf(index, query).find((scan) => scan !== null && isSingleKey(scan));
    if (exact) return exact;
  }
  return undefined;
}

/**
 * The scans of one index. On a multikey field only one of several equalities can become bounds ({words: 'a', words: 'b'}), so
 * there is one scan per equality. The one with the fewest keys is chosen like any other plan, and its results are looked up
 * in the others.
 */
function scansOf(index: Index, { matcher, sorter, work }: Omit<Query, 'hint'>): (IndexScan | null)[] {
  const { conjuncts } = matcher;
  work?.prepare(conjuncts.length);
  const field = index.traits.multikey.indexOf(true);
  if (field < 0) return [scanOf(index, conjuncts, sorter)];
  const rivals = conjuncts.filter(({ path, op }) => op === '$eq' && path === index.paths[field]).slice(0, MAX_RIVALS);
  if (rivals.length < 2) return [scanOf(index, conjuncts, sorter)];
  const others = new Set(rivals);
  const scans = rivals.map((one) => {
    work?.prepare(conjuncts.length);
    const own = conjuncts.filter((conjunct) => conjunct === one || !others.has(conjunct));
    return scanOf(index, own, sorter);
  });
  const alike = scans.filter((scan) => scan !== null).filter((scan) => endsAlike(scan, field));
  return scans.map((scan) =>
    scan && alike.includes(scan) ? { ...scan, alsoIn: alike.filter((other) => other !== scan) } : scan,
  );
}

/** The cost is quadratic; thousands of equalities would keep other clients waiting. */
const MAX_RIVALS = 50;

/** Whether a document's keys in this index differ in the field at `at` alone, and the scan is of one value of it. */
function endsAlike({ index, bounds }: IndexScan, at: number): boolean {
  const { multikey, hasLongKeys } = index.traits;
  const isOnlyOne = multikey.filter(Boolean).length === 1 && !hasLongKeys && !index.spec.unique;
  return isOnlyOne && bounds.ranges.length === 1 && bounds.equalities > at;
}

/** The scan of one index for the query, or null when the index must not or need not be used for it. */
function scanOf(index: Index, conjuncts: readonly Conjunct[], sorter: Sorter | null): IndexScan | null {
  // A full scan of a partial or sparse index pays off: the filter asks for exactly its documents.
  const isNarrow = index.partial !== null || index.spec.sparse;
  if (!isNarrow && !sorter && !conjuncts.some(({ path }) => path === index.paths[0])) return null;
  if (!coversFilter(index, conjuncts)) return null;
  const bounds = indexBounds(index, conjuncts);
  const order = sorter && sortedBy(index, bounds, sorter);
  const isBound = bounds.equalities > 0 || bounds.hasRange;
  if (!isBound && !order && !isNarrow) return null;
  return {
    kind: 'index',
    index,
    bounds,
    backward: order?.backward ?? false,
    givesOrder: sorter === null || order !== null,
    merges: sorter !== null && order !== null && bounds.ranges.length > 1,
    alsoIn: [],
  };
}

/**
 * Whether reading the index gives the sort's order. Fields bound to one value each may be skipped; the others must follow
 * each other as in the sort, all forward or all backward. Never on a multikey field: which of its keys counts for
 * the order depends on all of them, and the ranges may leave some out.
 */
function sortedBy(index: Index, bounds: IndexBounds, sorter: Sorter): { backward: boolean } | null {
  if (index.traits.hasLongKeys || bounds.ranges.length > MAX_MERGED) return null;
  const isBoundField = (path: string): boolean =>
    index.paths.indexOf(path) >= 0 && index.paths.indexOf(path) < bounds.equalities;
  const isConstant = (path: string): boolean => isBoundField(path) && bounds.ranges.length === 1;
  let backward: boolean | null = null;
  let at = bounds.equalities;
  for (const [i, path] of sorter.paths.entries()) {
    const field = index.paths.indexOf(path);
    if (field >= 0 && index.traits.multikey[field]) return null;
    if (isConstant(path)) continue;
    if (field !== at) return null;
    const isOpposite = index.directions[field] !== sorter.directions[i];
    if (backward !== null && backward !== isOpposite) return null;
    backward = isOpposite;
    at += 1;
  }
  return { backward: backward ?? false };
}

/** Merging more ranges than this costs more than sorting what they hold. */
const MAX_MERGED = 200;
const COUNTED = 300;

/**
 * The scan with the fewest keys, counted up to a limit as a trial run would. A scan that needs a sort afterwards has to read
 * and keep everything, so among equals the one in order wins; then the one with more fields bound.
 */
function cheapest(collection: Collection, candidates: readonly IndexScan[], isSorted: boolean): IndexScan {
  const rated = candidates.map((scan) => ({ scan, keys: countKeys(collection, scan), tie: tieBreak(scan) }));
  const rank = (rating: (typeof rated)[0]): number =>
    rating.keys * (isSorted && !rating.scan.givesOrder ? 2 : 1) -
    (rating.keys >= COUNTED && rating.scan.givesOrder ? 1 : 0);
  rated.sort((a, b) => rank(a) - rank(b) || b.tie - a.tie);
  return rated[0]?.scan ?? refuse('NoQueryExecutionPlans', 'no query solutions');
}

function isSingleKey({ index, bounds }: IndexScan): boolean {
  return index.spec.unique && bounds.equalities === index.paths.length && bounds.ranges.length === 1;
}

function tieBreak({ bounds, givesOrder, index }: IndexScan): number {
  return (givesOrder ? 1000 : 0) + bounds.equalities * 10 + (bounds.hasRange ? 5 : 0) - index.paths.length / 100;
}

function countKeys({ store }: Collection, { bounds }: IndexScan): number {
  let total = 0;
  for (const range of bounds.ranges) {
    total += store.count(range, COUNTED - total);
    if (total >= COUNTED) return COUNTED;
  }
  return total;
}

/** Choosing the scan of one branch takes about this many steps for each index. */
const BRANCH_STEPS = 50;

function unionPlan(collection: Collection, { matcher, sorter, work }: Query): UnionScan | null {
  const or: unknown = matcher.filter['$or'];
  if (!Array.isArray(or)) return null;
  const branches: IndexScan[] = [];
  // A branch with $expr has no index, so its time does not matter.
  const context = { now: new Date(0), work };
  for (const branch of or) {
    if (!isDocument(branch)) return null;
    work?.prepare(BRANCH_STEPS);
    const query = { matcher: compileFilter(branch, context), sorter: null, work };
    const scans = collection.usableIndexes.flatMap((index) => scansOf(index, query)).filter((scan) => scan !== null);
    const first = scans[0];
    if (!first) return null;
    const exact = scans.find(isSingleKey);
    branches.push(exact ?? (scans.length === 1 ? first : cheapest(collection, scans, false)));
  }
  return { kind: 'union', branches, givesOrder: sorter === null };
}

function hintedPlan(collection: Collection, query: Query): Plan {
  const { hint, sorter } = query;
  if (isDocument(hint) && '$natural' in hint) {
    return { kind: 'collection', backward: directionsOf(hint)[0] === -1, givesOrder: sorter === null };
  }
  const index = collection.usableIndexes.find((candidate) => isHinted(candidate, hint));
  if (!index) {
    return refuse(
      'BadValue',
      `error processing query: hint provided does not correspond to an existing index: ${describe(hint)}`,
    );
  }
  // A hint must not change what is found, except that a sparse index is allowed to leave out what it does not hold.
  if (index.partial && !coversFilter(index, query.matcher.conjuncts)) {
    return refuse(
      'NoQueryExecutionPlans',
      'error processing query: planner returned error: the hinted partial index does not cover the filter',
    );
  }
  const bounds = indexBounds(index, query.matcher.conjuncts);
  const order = sorter && sortedBy(index, bounds, sorter);
  return {
    kind: 'index',
    index,
    bounds,
    backward: order?.backward ?? false,
    givesOrder: sorter === null || order !== null,
    merges: sorter !== null && order !== null && bounds.ranges.length > 1,
    alsoIn: [],
  };
}

export function isHinted(index: Index, hint: unknown): boolean {
  if (typeof hint === 'string') return index.spec.name === hint;
  if (!isDocument(hint)) return refuse('FailedToParse', 'hint must be a string or an object');
  return (
    Object.keys(hint).join('\0') === index.paths.join('\0') && directionsOf(hint).join() === index.directions.join()
  );
}
