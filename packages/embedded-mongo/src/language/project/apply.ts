/**
 * Applies a projection tree. Kept fields stay in the document's order; computed fields
 * come after them, in the order of the projection. Arrays along a path are mapped element
 * by element.
 */
import { isDocument, setField } from '../values.ts';
import type { Document } from '../values.ts';
import type { Leaf, ProjectionNode, Tree } from './tree.ts';

type Slice = Extract<Leaf, { kind: 'slice' }>;

/** Only the fields in the tree. Elements that are not documents are dropped, and so are scalars where the tree goes deeper. */
export function included(document: Document, tree: Tree): Document {
  const result: Document = {};
  for (const [name, value] of Object.entries(document)) {
    const node = tree.children.get(name);
    if (node === undefined) continue;
    const kept = includedValue(value, node);
    if (kept !== undefined) setField(result, name, kept);
  }
  return result;
}

function includedValue(value: unknown, node: ProjectionNode): unknown {
  switch (node.kind) {
    case 'include':
      return value;
    case 'slice':
      return sliced(value, node);
    case 'tree':
      if (Array.isArray(value)) {
        return value.map((item: unknown) => includedValue(item, node)).filter((item) => item !== undefined);
      }
      return isDocument(value) ? included(value, node) : undefined;
    default:
      return undefined;
  }
}

/** Everything except the fields in the tree. */
export function excluded(document: Document, tree: Tree): Document {
  const result: Document = {};
  for (const [name, value] of Object.entries(document)) {
    const node = tree.children.get(name);
    const kept = node === undefined ? value : excludedValue(value, node);
    if (kept !== undefined) setField(result, name, kept);
  }
  return result;
}

function excludedValue(value: unknown, node: ProjectionNode): unknown {
  switch (node.kind) {
    case 'exclude':
      return undefined;
    case 'slice':
      return sliced(value, node);
    case 'tree':
      if (Array.isArray(value)) return value.map((item: unknown) => excludedValue(item, node));
      return isDocument(value) ? excluded(value, node) : value;
    default:
      return value;
  }
}

function sliced(value: unknown, { skip, limit }: Slice): unknown {
  if (!Array.isArray(value)) return value;
  const start = skip < 0 ? Math.max(0, value.length + skip) : skip;
  return value.slice(start, limit === undefined ? undefined : limit < 0 ? value.length + limit : start + limit);
}

/**
 * Sets the tree's computed fields on a copy of `target`; expressions read `root`. A missing value removes
 * the field. Where the tree goes deeper than a scalar, a new document replaces the scalar.
 */
export function withComputed(target: Document, tree: Tree, root: Document): Document {
  const result: Document = { ...target };
  for (const [name, node] of tree.children) {
    if (node.kind === 'compute') assign(result, name, node.evaluate(root));
    else if (node.kind === 'tree' && computes(node)) {
      assign(result, name, computedInto(Object.hasOwn(result, name) ? result[name] : undefined, node, root));
    }
  }
  return result;
}

function computedInto(value: unknown, tree: Tree, root: Document): unknown {
  if (Array.isArray(value)) return value.map((item: unknown) => computedInto(item, tree, root));
  return withComputed(isDocument(value) ? value : {}, tree, root);
}

function assign(target: Document, name: string, value: unknown): void {
  if (value === undefined) {
    // eslint-disable-next-line @typescript-eslint/no-dynamic-delete -- a copy of our own
    delete target[name];
  } else {
    setField(target, name, value);
  }
}

/** True when any field below this tree is computed. */
export function computes(tree: Tree): boolean {
  return [...tree.children.values()].some(
    (node) => node.kind === 'compute' || (node.kind === 'tree' && computes(node)),
  );
}
