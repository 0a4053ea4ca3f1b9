/**
 * Sorting as MongoDB does it: by the lowest key (in the sort's own direction) that an
 * index on the same fields would hold for the document. So an array sorts by its lowest
 * element ascending and its highest descending, a missing field as null, and an empty
 * array below null.
 */
import { compareValues } from './compare.ts';
import { badValue, cannotIndexParallelArrays, location, MongoError, notSupported } from './errors.ts';
import { describe } from './describe.ts';
import type { Direction } from './key.ts';
import { indexKeyValues } from './path.ts';
import { splitPath } from './traverse.ts';
import { isDocument, toNumber } from './values.ts';
import type { Document } from './values.ts';

type SortKey = readonly unknown[];
export type Comparator = (a: Document, b: Document) => number;

export interface Sorter {
  readonly paths: readonly string[];
  readonly directions: readonly Direction[];
  /** The key by which a document sorts; reading it once per document is cheaper than in every comparison. */
  keyOf(document: Document): SortKey;
  compareKeys(a: SortKey, b: SortKey): number;
}

export function parseSort(spec: Document): Sorter {
  const paths = Object.keys(spec);
  const directions = paths.map((path) => parseDirection(path, spec[path]));
  const compareKeys = (a: SortKey, b: SortKey): number => {
    for (let i = 0; i < directions.length; i += 1) {
      const order = compareValues(a[i], b[i]);
      if (order !== 0) return order * (directions[i] ?? 1);
    }
    return 0;
  };
  const keyOf = (document: Document): SortKey =>
    keysOf(document, paths).reduce((lowest, key) => (compareKeys(key, lowest) < 0 ? key : lowest));
  return { paths, directions, keyOf, compareKeys };
}

/** A comparator for Array.sort. Equal documents keep their order, since that sort is stable. */
export function compileSort(spec: Document): Comparator {
  const sorter = parseSort(spec);
  const keys = new WeakMap<Document, SortKey>();
  const cachedKey = (document: Document): SortKey => {
    const known = keys.get(document);
    if (known !== undefined) return known;
    const key = sorter.keyOf(document);
    keys.set(document, key);
    return key;
  };
  return (a, b) => sorter.compareKeys(cachedKey(a), cachedKey(b));
}

function keysOf(document: Document, paths: readonly string[]): readonly SortKey[] {
  try {
    return indexKeyValues(document, paths);
  } catch (error) {
    const isParallel = error instanceof MongoError && error.code === cannotIndexParallelArrays('').code;
    throw isParallel ? badValue('cannot sort with keys that are parallel arrays') : error;
  }
}

function parseDirection(path: string, value: unknown): Direction {
  if (path === '' || splitPath(path).includes('')) {
    throw location(15998, 'FieldPath field names may not be empty strings.');
  }
  if (splitPath(path).some((name) => name.startsWith('$'))) {
    throw location(16410, `FieldPath field names may not start with '$', given '${path}'.`);
  }
  if (isDocument(value)) throw notSupported(`the sort ${describe({ [path]: value })}`);
  const number = toNumber(value);
  if (number === undefined) throw location(15974, `Illegal key in $sort specification: ${describe({ [path]: value })}`);
  if (number !== 1 && number !== -1) {
    throw location(15975, '$sort key ordering must be 1 (for ascending) or -1 (for descending)');
  }
  return number;
}
