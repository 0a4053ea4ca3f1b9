/**
 * One index of one collection: which keys a document has in it, and what is known about all of them (multikey, long),
 * which the planner must know before it trusts bounds and order.
 */
import { encodeKey, type Direction } from './language/key.ts';
import { compileFilter, type Matcher } from './language/matcher.ts';
import { compareValues } from './language/compare.ts';
import { indexKeyValues } from './language/path.ts';
import type { Document } from './language/values.ts';
import { hasPosition } from './language/traverse.ts';
import { directionsOf, type IndexSpec } from './index-spec.ts';
import { indexKey, isLong, storedTuple } from './keys.ts';

/** What the keys put in so far have in common. Flags only ever go up; they are stored with the catalogue. */
export interface IndexTraits {
  /** Per field of the key: some document has several keys that differ in it. */
  readonly multikey: readonly boolean[];
  /** Some document has several keys. */
  readonly isMultikey: boolean;
  /** Some key was cut, so order is no longer exact. */
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
    directions: directionsOf(spec.key),
    partial: spec.partialFilterExpression ? compileFilter(spec.partialFilterExpression) : null,
    traits: traits ?? { multikey: paths.map(() => false), isMultikey: false, hasLongKeys: false },
    hasPositions: paths.some(hasPosition),
    roots: paths.map((path) => path.split('.')[0] ?? path),
  };
}

export interface DocumentKeys {
  /** Distinct, by their bytes. */
  readonly entries: ReadonlyMap<string, IndexEntry>;
  readonly traits: IndexTraits;
}

const NO_KEYS: ReadonlyMap<string, IndexEntry> = new Map();

/** The document's entries, and the index's traits once they are in it. Throws 171 for parallel arrays. */
export function keysOf(index: Index, document: Document, record: number): DocumentKeys {
  const { spec, paths, directions, partial, traits } = index;
  if (partial && !partial.matches(document)) return { entries: NO_KEYS, traits };
  const tuples = indexKeyValues(document, paths, { sparse: spec.sparse });
  const entries = new Map<string, IndexEntry>();
  let hasLongKeys = traits.hasLongKeys;
  for (const values of tuples) {
    const tuple = encodeKey(values, directions);
    hasLongKeys ||= isLong(tuple);
    const key = storedKey(index, tuple, record);
    entries.set(key.toString('latin1'), { values, key });
  }
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

function storedKey(index: Index, tuple: Buffer, record: number): Buffer {
  return indexKey(index.number, storedTuple(tuple), index.spec.unique ? null : record);
}
