/**
 * Applies changes to a document that the caller owns. Operators that create fields also
 * create the fields along the path, and a scalar along it is MongoDB's error 28; for
 * operators that only remove, it is no change.
 */
import { identical } from '../compare.ts';
import { describe } from '../describe.ts';
import { badValue, pathNotViable } from '../errors.ts';
import { arrayPosition, valueAt } from '../traverse.ts';
import type { Path } from '../traverse.ts';
import { getField, isDocument, setField } from '../values.ts';
import type { Document } from '../values.ts';
import type { Change, ChangeContext } from './change.ts';

type Container = Document | unknown[];

// MongoDB's limit for the nulls that one $set may add before an array position.
const MOST_PADDING = 1_500_000;

/** True when the document was modified. */
export function applyChange(document: Document, path: Path, change: Change, now: Date): boolean {
  const context: ChangeContext = { id: document['_id'], name: path.join('.'), now };
  if (change.source !== undefined) return rename(document, change.source, path);
  const parent = findParent(document, path, change.creates);
  if (parent === undefined) return false;
  const name = path.at(-1) ?? '';
  const current = read(parent, name);
  if (current === undefined && !change.creates) return false;
  const outcome = change.operation(current, context);
  switch (outcome.kind) {
    case 'keep':
      return false;
    case 'remove':
      remove(parent, name);
      return true;
    case 'set':
      if (current !== undefined && identical(current, outcome.value)) return false;
      write(parent, name, outcome.value);
      return true;
  }
}

function findParent(document: Document, path: Path, creates: boolean): Container | undefined {
  let parent: Container = document;
  for (const [i, name] of path.entries()) {
    const blocked = Array.isArray(parent) && arrayPosition(name) === undefined;
    if (blocked) {
      if (!creates) return undefined;
      throw notViable(name, path[i - 1] ?? '', parent);
    }
    if (i === path.length - 1) return parent;
    const child = read(parent, name);
    if (Array.isArray(child) || isDocument(child)) {
      parent = child;
    } else if (!creates) {
      return undefined;
    } else if (child === undefined) {
      const made: Document = {};
      write(parent, name, made);
      parent = made;
    } else {
      throw notViable(path[i + 1] ?? '', name, child);
    }
  }
  return parent;
}

function notViable(field: string, holder: string, value: unknown): Error {
  return pathNotViable(`Cannot create field '${field}' in element ${describe({ [holder]: value })}`);
}

function read(parent: Container, name: string): unknown {
  return Array.isArray(parent) ? parent[arrayPosition(name) ?? -1] : getField(parent, name);
}

function write(parent: Container, name: string, value: unknown): void {
  if (!Array.isArray(parent)) {
    setField(parent, name, value);
    return;
  }
  const position = arrayPosition(name) ?? 0;
  if (position - parent.length > MOST_PADDING) throw badValue("can't backfill more than 1500000 elements");
  while (parent.length < position) parent.push(null);
  parent[position] = value;
}

// Removing an element would move the others, so an unset array element becomes null.
function remove(parent: Container, name: string): void {
  if (Array.isArray(parent)) {
    parent[arrayPosition(name) ?? 0] = null;
  } else {
    // eslint-disable-next-line @typescript-eslint/no-dynamic-delete -- the document is ours and plain
    delete parent[name];
  }
}

function rename(document: Document, source: Path, target: Path): boolean {
  const value = valueAt(document, source);
  if (value === undefined) return false;
  assertOutsideArrays(document, source, 'source');
  assertOutsideArrays(document, target, 'destination');
  const sourceParent = findParent(document, source, false);
  const targetParent = findParent(document, target, true);
  if (sourceParent === undefined || targetParent === undefined) return false;
  write(targetParent, target.at(-1) ?? '', value);
  remove(sourceParent, source.at(-1) ?? '');
  return true;
}

function assertOutsideArrays(document: Document, path: Path, role: 'source' | 'destination'): void {
  for (let i = 1; i < path.length; i += 1) {
    if (!Array.isArray(valueAt(document, path.slice(0, i)))) continue;
    throw badValue(
      `The ${role} field cannot be an array element, '${path.join('.')}' in doc with _id: ` +
        `${describe(document['_id'])} has an array field called '${path[i - 1] ?? ''}'`,
    );
  }
}
