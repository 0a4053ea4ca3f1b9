/**
 * One index of one collection: the keys of a document, and what all keys have in common (multikey, long), which tells the
 * planner whether bounds and order can be trusted.
 */
import { encodeKey, type Direction } from './language/key.ts';
import { compileFilter, type Matcher } from './language/matcher.ts';
import { compareValues } from './language/compare.ts';
import { indexKeyValues } from './language/path.ts';
import type { Document } from './language/values.ts';
import { hasPosition, mayMeet, splitPath, type Path } from './language/traverse.ts';
import { parseFilter } from './language/match/filter.ts';
import { rootsOf } from './language/match/roots.ts';
import { directionsOf, type IndexSpec } from './index-spec.ts';
import { finishKey, isLong, roomAround, tupleIn } from './keys.ts';

/** What the keys so far have in common. Flags are only ever set, never cleared; the catalog stores them. */
export interface IndexTraits {
  /** Per field of the key: some document has several keys that differ in it. */
  readonly multikey: readonly boolean[];
  /** Some document has several keys. */
  readonly isMultikey: boolean;
  /** Some key was truncated, so order is not exact. */
  readonly hasLongKeys: boolean;
}

export interface IndexEntry {
  readonly values: readonly unknown[];
  /** The whole key as it is stored. */
  readonly key: Buffer;
}

export interface Index {
  readonly number: number;
  readonly spec: IndexSpec;
  readonly paths: readonly string[];
  /** The paths by their components. */
  readonly split: readonly Path[];
  /** The top-level fields that decide whether a document is in a partial index. */
  readonly partialRoots: ReadonlySet<string>;
  readonly directions: readonly Direction[];
  readonly partial: Matcher | null;
  traits: IndexTraits;
  /** A path names a position in an array ("a.0"). */
  readonly hasPositions: boolean;
  /** The first and highest component of each path, which tells whether two fields may share an array. */
  readonly roots: readonly string[];
}

export function openIndex(number: number, spec: IndexSpec, traits?: IndexTraits): Index {
  const paths = Object.keys(spec.key);
  return {
    number,
    spec,
    paths,
    split: paths.map(splitPath),
    partialRoots: new Set(spec.partialFilterExpression && rootsOf(parseFilter(spec.partialFilterExpression))),
    directions: directionsOf(spec.key),
    partial: spec.partialFilterExpression ? compileFilter(spec.partialFilterExpression) : null,
    traits: traits ?? { multikey: paths.map(() => false), isMultikey: false, hasLongKeys: false },
    hasPositions: paths.some(hasPosition),
    roots: paths.map((path) => path.split('.')[0] ?? path),
  };
}

export interface DocumentKeys {
  /** Distinct, by their bytes. */
  readonly entries: readonly IndexEntry[];
  readonly traits: IndexTraits;
}

/** The document's entries, and the index's traits once they are in it. Throws 171 for parallel arrays. */
export function keysOf(index: Index, document: Document, record: number): DocumentKeys {
  const { spec, paths, directions, partial, traits } = index;
  if (partial && !partial.matches(document)) return { entries: [], traits };
  const tuples = indexKeyValues(document, paths, { sparse: spec.sparse, split: index.split });
  const room = roomAround(spec.unique);
  let hasLongKeys = traits.hasLongKeys;
  const entries = tuples.map((values): IndexEntry => {
    const key = encodeKey(values, directions, room);
    hasLongKeys ||= isLong(tupleIn(key, room));
    return { values, key: finishKey(key, index.number, spec.unique ? null : record) };
  });
  const isMultikey = traits.isMultikey || tuples.length > 1;
  if (isMultikey === traits.isMultikey && hasLongKeys === traits.hasLongKeys && tuples.length < 2) {
    return { entries, traits };
  }
  const multikey = traits.multikey.map((known, i) => known || differs(tuples, i));
  return { entries, traits: sameTraits(traits, { multikey, isMultikey, hasLongKeys }) };
}

function sameTraits(old: IndexTraits, next: IndexTraits): IndexTraits {
  const isSame =
    old.isMultikey === next.isMultikey &&
    old.hasLongKeys === next.hasLongKeys &&
    old.multikey.every((known, i) => known === next.multikey[i]);
  return isSame ? old : next;
}

function differs(tuples: readonly (readonly unknown[])[], component: number): boolean {
  const first = tuples[0];
  return first !== undefined && tuples.some((tuple) => compareValues(tuple[component], first[component]) !== 0);
}

/** Whether changing these paths may change a document's keys in the index. */
export function isTouched({ split, partialRoots }: Index, paths: readonly Path[]): boolean {
  return paths.some((path) => partialRoots.has(path[0] ?? '') || split.some((own) => mayMeet(own, path)));
}
