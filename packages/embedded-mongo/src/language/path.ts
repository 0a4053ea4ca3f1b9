/**
 * The keys of a document in an index or a sort: one tuple per combination, where one array
 * along the path is expanded into its elements. Missing gives null, an empty array
 * at the path's end gives undefined, and two different arrays in one key are refused,
 * as in MongoDB.
 */
import { compareValues } from './compare.ts';
import { cannotIndexParallelArrays, location, notSupported } from './errors.ts';
import { arrayPosition, splitPath } from './traverse.ts';
import type { Path } from './traverse.ts';
import { getField, isDocument } from './values.ts';
import type { Document } from './values.ts';

export interface IndexKeyOptions {
  /** Leave out the keys in which no path was found at all. */
  readonly sparse?: boolean;
  /** The paths already split into components, for frequent callers. */
  readonly split?: readonly Path[];
}

interface Slot {
  /** The value, once the path has been followed to its end. */
  readonly value?: unknown;
  /** The rest of the path; undefined once `value` is set. */
  readonly rest?: Path;
  readonly found: boolean;
}

type Key = readonly unknown[];

/** The distinct key tuples of a document, in ascending order. More than one means that the index is multikey. */
export function indexKeyValues(
  document: Document,
  paths: readonly string[],
  options: IndexKeyOptions = {},
): readonly Key[] {
  const split = options.split ?? paths.map(splitPath);
  const plain = plainKey(document, split);
  if (plain) return plain.anyFound || options.sparse !== true ? [plain.key] : [];
  const keys: Key[] = [];
  const slots = split.map((rest): Slot => ({ rest, found: false }));
  expand(slots, document, paths, (key, anyFound) => {
    if (anyFound || options.sparse !== true) keys.push(key);
  });
  return keys.length < 2 ? keys : distinct(keys);
}

/** The one key of a document without an array on any of the paths; null for one with. */
function plainKey(document: Document, paths: readonly Path[]): { key: Key; anyFound: boolean } | null {
  const key: unknown[] = [];
  let anyFound = false;
  for (const path of paths) {
    let value: unknown = document;
    for (const name of path) {
      value = isDocument(value) ? getField(value, name) : undefined;
      if (value === undefined) break;
      if (Array.isArray(value)) return null;
    }
    if (value !== undefined) anyFound = true;
    key.push(value ?? null);
  }
  return { key, anyFound };
}

function expand(
  slots: readonly Slot[],
  document: Document,
  paths: readonly string[],
  emit: (key: Key, anyFound: boolean) => void,
): void {
  let array: readonly unknown[] | undefined;
  let arrayPath = '';
  const walked = slots.map((slot, i): Slot => {
    if (slot.rest === undefined) return slot;
    const step = walk(document, slot.rest);
    if (!Array.isArray(step.value)) return { value: step.value ?? null, found: step.value !== undefined };
    const name = paths[i] ?? '';
    if (array !== undefined && array !== step.value) {
      throw cannotIndexParallelArrays(`cannot index parallel arrays [${lastName(name)}] [${lastName(arrayPath)}]`);
    }
    array = step.value;
    arrayPath = name;
    return { rest: step.rest, found: slot.found };
  });
  if (array === undefined) {
    emit(
      walked.map((slot) => slot.value),
      walked.some((slot) => slot.found),
    );
    return;
  }
  const positioned = takePositions(walked, array);
  const elements = array.length === 0 ? [undefined] : array;
  for (const element of elements) {
    const next = positioned.map((slot): Slot => {
      if (slot.rest === undefined || slot.rest.length > 0) return slot;
      return { value: element, found: true };
    });
    expand(next, isDocument(element) ? element : {}, paths, emit);
  }
}

function lastName(path: string): string {
  return splitPath(path).at(-1) ?? path;
}

// Follows the path until its end or the first array, which is left for the caller to expand.
function walk(document: Document, path: Path): { value: unknown; rest: Path } {
  let value: unknown = document;
  for (let i = 0; i < path.length; i += 1) {
    if (!isDocument(value)) return { value: undefined, rest: [] };
    value = getField(value, path[i] ?? '');
    if (Array.isArray(value)) return { value, rest: path.slice(i + 1) };
  }
  return { value, rest: [] };
}

// "a.0.b" with an array at a: the number names one element, so this path does not expand the array.
function takePositions(slots: readonly Slot[], array: readonly unknown[]): readonly Slot[] {
  return slots.map((slot) => {
    const name = slot.rest?.[0];
    const position = name === undefined ? undefined : arrayPosition(name);
    if (slot.rest === undefined || name === undefined || position === undefined || position >= array.length)
      return slot;
    if (array.some((item) => isDocument(item) && Object.hasOwn(item, name))) {
      throw location(
        16746,
        'Ambiguous field name found in array (do not use numeric field names in embedded elements in an array)',
      );
    }
    if (slots.some((other) => other.rest?.length === 0)) {
      throw notSupported('one key over both an array and a position inside it');
    }
    const step = walk({ [name]: array[position] }, slot.rest);
    if (Array.isArray(step.value)) throw notSupported('a key through an array inside an array position');
    return { value: step.value ?? null, found: step.value !== undefined };
  });
}

function distinct(keys: readonly Key[]): readonly Key[] {
  const sorted = [...keys].sort(compareKeys);
  return sorted.filter((key, i) => i === 0 || compareKeys(sorted[i - 1] ?? [], key) !== 0);
}

function compareKeys(a: Key, b: Key): number {
  for (let i = 0; i < a.length; i += 1) {
    const order = compareValues(a[i], b[i]);
    if (order !== 0) return order;
  }
  return 0;
}
