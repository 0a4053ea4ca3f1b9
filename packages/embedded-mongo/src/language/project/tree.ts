/**
 * Reads a projection ({a: 1, 'b.c': 1}) or the fields of $addFields into a tree by path
 * component, refusing two entries with colliding paths.
 */
import { compileExpression } from '../expressions.ts';
import type { Evaluate, ExpressionContext } from '../expressions.ts';
import { describe } from '../describe.ts';
import { location, notSupported } from '../errors.ts';
import { compileFilter } from '../matcher.ts';
import { splitPath } from '../traverse.ts';
import type { Path } from '../traverse.ts';
import { isDocument, isNumber, toFlag, toSafeInteger } from '../values.ts';
import type { Document } from '../values.ts';

export type ProjectionNode =
  | { readonly kind: 'include' | 'exclude' }
  | { readonly kind: 'compute'; readonly evaluate: Evaluate }
  | { readonly kind: 'slice'; readonly skip: number; readonly limit: number | undefined }
  | { readonly kind: 'tree'; readonly children: Map<string, ProjectionNode> };

export type Leaf = Exclude<ProjectionNode, { kind: 'tree' }>;
export type Tree = Extract<ProjectionNode, { kind: 'tree' }>;

/** `find` knows $slice and $elemMatch as projections; `aggregate` is $project; `addFields` takes every value as an expression. */
export type ProjectionStyle = 'find' | 'aggregate' | 'addFields';

export interface ParsedProjection {
  readonly tree: Tree;
  readonly leaves: readonly { readonly path: Path; readonly leaf: Leaf }[];
}

export function parseProjection(spec: Document, style: ProjectionStyle, context: ExpressionContext): ParsedProjection {
  const tree: Tree = { kind: 'tree', children: new Map() };
  const leaves: { path: Path; leaf: Leaf }[] = [];
  const add = (path: Path, value: unknown): void => {
    if (isDocument(value) && !isOperator(value)) {
      const fields = Object.entries(value);
      if (fields.length === 0) {
        // In $addFields {} is a value; in a projection it has no meaning.
        if (style !== 'addFields') {
          throw location(
            51270,
            `An empty sub-projection is not a valid value. Found empty object at path '${path.join('.')}'`,
          );
        }
        addLeaf(path, { kind: 'compute', evaluate: () => ({}) });
      }
      for (const [name, inner] of fields) add([...path, ...readPath(name)], inner);
      return;
    }
    addLeaf(path, readLeaf(path, value, style, context));
  };
  const addLeaf = (path: Path, leaf: Leaf): void => {
    insert(tree, path, leaf);
    leaves.push({ path, leaf });
  };
  for (const [name, value] of Object.entries(spec)) add(readPath(name), value);
  return { tree, leaves };
}

function isOperator(value: Document): boolean {
  return Object.keys(value)[0]?.startsWith('$') === true;
}

function readPath(name: string): Path {
  const path = splitPath(name);
  if (path.at(-1) === '$') throw notSupported(`the positional projection '${name}'`);
  if (name.endsWith('.')) throw location(40353, "FieldPath must not end with a '.'.");
  if (path.includes('')) throw location(15998, 'FieldPath field names may not be empty strings.');
  if (path.some((part) => part.startsWith('$'))) {
    throw location(16410, `FieldPath field names may not start with '$'. Consider using $getField or $setField.`);
  }
  return path;
}

function readLeaf(path: Path, value: unknown, style: ProjectionStyle, context: ExpressionContext): Leaf {
  if (style !== 'addFields') {
    const flag = typeof value === 'boolean' || isNumber(value) ? toFlag(value) : undefined;
    if (flag !== undefined) return { kind: flag ? 'include' : 'exclude' };
  }
  if (isDocument(value)) {
    if (Object.hasOwn(value, '$meta')) throw notSupported('$meta');
    if (style === 'find') {
      const own = readFindOperator(path, value, context);
      if (own !== undefined) return own;
    }
  }
  return { kind: 'compute', evaluate: compileExpression(value, context) };
}

function readFindOperator(path: Path, value: Document, context: ExpressionContext): Leaf | undefined {
  if (Object.hasOwn(value, '$elemMatch')) {
    if (path.length > 1) throw location(31275, 'Cannot use $elemMatch projection on a nested field');
    return { kind: 'compute', evaluate: firstMatching(path[0] ?? '', value['$elemMatch'], context) };
  }
  const slice = value['$slice'];
  const isExpression = Array.isArray(slice) && !isNumber(slice[0]);
  if (slice === undefined || isExpression) return undefined;
  return readSlice(slice);
}

function firstMatching(field: string, condition: unknown, context: ExpressionContext): Evaluate {
  if (!isDocument(condition))
    throw location(31274, `elemMatch: Invalid argument, object required, but got ${describe(condition)}`);
  const matcher = compileFilter({ element: { $elemMatch: condition } }, context);
  return (document) => {
    const array = Object.hasOwn(document, field) ? document[field] : undefined;
    if (!Array.isArray(array)) return undefined;
    const index = matcher.matchedArrayIndex({ element: array });
    return index === undefined ? undefined : [array[index] as unknown];
  };
}

function readSlice(slice: unknown): Leaf {
  const parts = Array.isArray(slice) ? slice.map(toSafeInteger) : [undefined, toSafeInteger(slice)];
  const [skip, limit] = parts;
  if (parts.length !== 2 || limit === undefined || (Array.isArray(slice) && skip === undefined)) {
    throw location(
      28667,
      `Invalid $slice syntax. The given syntax {$slice: ${describe(slice)}} did not match the find() syntax`,
    );
  }
  if (skip === undefined)
    return limit < 0 ? { kind: 'slice', skip: limit, limit: undefined } : { kind: 'slice', skip: 0, limit };
  if (limit <= 0)
    throw location(28724, `First argument to $slice must be an array, and the limit positive: ${describe(slice)}`);
  return { kind: 'slice', skip, limit };
}

function insert(tree: Tree, path: Path, leaf: Leaf): void {
  let node = tree;
  for (const [i, name] of path.entries()) {
    const existing = node.children.get(name);
    if (i === path.length - 1) {
      if (existing !== undefined) throw location(31250, `Path collision at ${path.join('.')}`);
      node.children.set(name, leaf);
      return;
    }
    if (existing !== undefined && existing.kind !== 'tree') {
      throw location(31249, `Path collision at ${path.join('.')} remaining portion ${path.slice(i + 1).join('.')}`);
    }
    const next: Tree = existing ?? { kind: 'tree', children: new Map() };
    node.children.set(name, next);
    node = next;
  }
}
