/**
 * Projections of find and $project. One projection either includes or excludes; _id is
 * the exception, and computed fields count as inclusion.
 */
import { FieldPicker } from '../fields.ts';
import { location } from './errors.ts';
import type { ExpressionContext } from './expressions.ts';
import { computes, excluded, included, withComputed } from './project/apply.ts';
import { parseProjection } from './project/tree.ts';
import type { Leaf, ProjectionStyle } from './project/tree.ts';
import type { Path } from './traverse.ts';
import type { Document } from './values.ts';

export interface Projection {
  (document: Document): Document;
  /** Picks the top-level fields that the projection reads; null or absent when it may read any. */
  readonly picker?: FieldPicker | null;
}

/** The result may share unchanged parts with the document; neither may be changed in place. */
export function compileProjection(
  spec: Document,
  context: ExpressionContext,
  style: Exclude<ProjectionStyle, 'addFields'> = 'find',
): Projection {
  if (Object.keys(spec).length === 0) return (document) => document;
  const { tree, leaves } = parseProjection(spec, style, context);
  const mode = modeOf(leaves);
  if (mode === 'exclude') return (document) => excluded(document, tree);
  const id = tree.children.get('_id');
  if (id === undefined) tree.children.set('_id', { kind: 'include' });
  const withFields = computes(tree);
  const project = (document: Document): Document => {
    const kept = included(document, tree);
    return withFields ? withComputed(kept, tree, document) : kept;
  };
  return Object.assign(project, { picker: withFields ? null : new FieldPicker(tree.children.keys()) });
}

type Mode = 'include' | 'exclude';

interface PlacedLeaf {
  readonly path: Path;
  readonly leaf: Leaf;
}

function modeOf(leaves: readonly PlacedLeaf[]): Mode {
  let mode: Mode | undefined;
  for (const { path, leaf } of leaves) {
    const wanted = modeWantedBy(leaf);
    const name = path.join('.');
    // _id may be excluded from an inclusion, or included, without deciding the kind of projection.
    if (wanted === undefined || (name === '_id' && leaf.kind !== 'compute')) continue;
    if (mode === 'exclude' && leaf.kind === 'compute') {
      throw location(31252, 'Cannot use expression other than $meta in exclusion projection');
    }
    if (mode !== undefined && mode !== wanted) throw mixed(wanted, name);
    mode = wanted;
  }
  return mode ?? modeOfId(leaves);
}

function modeWantedBy(leaf: Leaf): Mode | undefined {
  switch (leaf.kind) {
    case 'include':
    case 'compute':
      return 'include';
    case 'exclude':
      return 'exclude';
    case 'slice':
      return undefined;
  }
}

function modeOfId(leaves: readonly PlacedLeaf[]): Mode {
  const id = leaves.find(({ path }) => path.join('.') === '_id');
  return id?.leaf.kind === 'include' ? 'include' : 'exclude';
}

function mixed(wanted: Mode, name: string): Error {
  return wanted === 'include'
    ? location(31253, `Cannot do inclusion on field ${name} in exclusion projection`)
    : location(31254, `Cannot do exclusion on field ${name} in inclusion projection`);
}
