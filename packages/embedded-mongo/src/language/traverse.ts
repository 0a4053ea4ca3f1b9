/**
 * Dotted paths through documents and arrays, as in MongoDB's query language: an array
 * along the path is entered element by element, a numeric component may also name an
 * array position, and at the end of the path an array offers its elements and then itself.
 */
import { overflow } from './errors.ts';
import { getField, isDocument } from './values.ts';
import type { Document } from './values.ts';

export type Path = readonly string[];

/** `elements`: an array at the end of the path offers its elements, then itself. `whole`: only itself. */
export type LeafArrays = 'elements' | 'whole';

/** Returns true to stop the walk. `arrayIndex` is the position in the outermost array that was entered, if any. */
export type Visitor = (value: unknown, arrayIndex: number | undefined) => boolean;

/** A field deeper than this cannot be in any document. */
const LONGEST_PATH = 200;

export function splitPath(path: string): Path {
  const components = path.split('.');
  if (components.length > LONGEST_PATH) throw overflow('FieldPath is too long');
  return components;
}

/** The position that a path component names in an array; undefined for every other name, also "01". */
export function arrayPosition(name: string): number | undefined {
  return /^(?:0|[1-9]\d{0,9})$/.test(name) ? Number(name) : undefined;
}

/** True when a component of the path may name a position in an array. */
export function hasPosition(path: string): boolean {
  return splitPath(path).some((name) => arrayPosition(name) !== undefined);
}

/** Whether two paths may lead to one value, or one of them through the other's. */
export function mayMeet(a: Path, b: Path): boolean {
  for (let i = 0; i < a.length && i < b.length; i += 1) {
    const left = a[i] ?? '';
    const right = b[i] ?? '';
    if (left === right) continue;
    // Below an array one path may name a position that the other omits.
    return [left, right].some((name) => name.startsWith('$') || arrayPosition(name) !== undefined);
  }
  return true;
}

/**
 * Calls the visitor with every value that a predicate on `path` has to look at, until it returns true. A missing field
 * is visited as undefined; an array entered on the way whose elements are not documents is not visited at all, which is
 * why {"a.b": null} does not match {a: [1]}.
 */
export function visitPath(document: Document, path: Path, leaf: LeafArrays, visitor: Visitor): boolean {
  return visitFrom(document, path, 0, leaf, visitor, undefined);
}

function visitFrom(
  document: Document,
  path: Path,
  from: number,
  leaf: LeafArrays,
  visitor: Visitor,
  outer: number | undefined,
): boolean {
  let current = document;
  for (let i = from; ; i += 1) {
    const value = getField(current, path[i] ?? '');
    if (Array.isArray(value)) return visitArray(value, path, i + 1, leaf, visitor, outer);
    if (i >= path.length - 1) return visitor(value, outer);
    if (!isDocument(value)) return visitor(undefined, outer);
    current = value;
  }
}

function visitArray(
  array: readonly unknown[],
  path: Path,
  next: number,
  leaf: LeafArrays,
  visitor: Visitor,
  outer: number | undefined,
): boolean {
  if (next >= path.length) {
    if (leaf === 'elements' && array.some((item, i) => visitor(item, outer ?? i))) return true;
    return visitor(array, outer);
  }
  const position = arrayPosition(path[next] ?? '');
  return array.some((item, i) => {
    const index = outer ?? i;
    if (isDocument(item) && visitFrom(item, path, next, leaf, visitor, index)) return true;
    if (i !== position) return false;
    // The path's number names this element. At the path's end it is taken as it is, even when it is an array.
    if (next === path.length - 1) return visitor(item, index);
    if (isDocument(item)) return visitFrom(item, path, next + 1, leaf, visitor, index);
    return Array.isArray(item) && visitArray(item, path, next + 1, leaf, visitor, index);
  });
}

/** The single value at a path where arrays are entered by position only; undefined when there is none. */
export function valueAt(container: unknown, path: Path): unknown {
  let current = container;
  for (const name of path) {
    if (Array.isArray(current)) {
      const position = arrayPosition(name);
      current = position === undefined ? undefined : (current[position] as unknown);
    } else if (isDocument(current)) {
      current = getField(current, name);
    } else {
      return undefined;
    }
  }
  return current;
}
