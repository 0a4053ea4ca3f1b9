/** $unwind: one document per array element. A value that is not an array counts as an array of one. */
import { Long } from 'bson';
import { typeName } from '../describe.ts';
import { location } from '../errors.ts';
import { splitPath } from '../traverse.ts';
import type { Path } from '../traverse.ts';
import { getField, isDocument, setField } from '../values.ts';
import type { Document } from '../values.ts';
import { paced } from '../work.ts';
import type { CompileStage } from './stage.ts';

interface Unwind {
  readonly path: Path;
  readonly indexPath: Path | undefined;
  readonly preserve: boolean;
}

export const unwind: CompileStage = (spec, { work }) => {
  const parsed = readSpec(spec);
  return async function* (input) {
    for await (const document of input) yield* paced(unwound(document, parsed), work);
  };
};

function readSpec(spec: unknown): Unwind {
  if (typeof spec === 'string') return { path: readPath(spec), indexPath: undefined, preserve: false };
  if (!isDocument(spec)) {
    throw location(
      15981,
      `expected either a string or an object as specification for $unwind stage, got ${typeName(spec)}`,
    );
  }
  const { path, includeArrayIndex, preserveNullAndEmptyArrays, ...rest } = spec;
  const [unknown] = Object.keys(rest);
  if (unknown !== undefined) throw location(28811, `unrecognized option to $unwind stage: ${unknown}`);
  if (path === undefined) throw location(28812, 'no path specified to $unwind stage');
  if (typeof path !== 'string')
    throw location(28808, `expected a string as the path for $unwind stage, got ${typeName(path)}`);
  const preserve = preserveNullAndEmptyArrays ?? false;
  if (typeof preserve !== 'boolean') {
    throw location(
      28809,
      `expected a boolean for the preserveNullAndEmptyArrays option to $unwind stage, got ${typeName(preserve)}`,
    );
  }
  return { path: readPath(path), indexPath: readIndexPath(includeArrayIndex), preserve };
}

function readPath(text: string): Path {
  if (!text.startsWith('$'))
    throw location(28818, `path option to $unwind stage should be prefixed with a '$': ${text}`);
  const path = splitPath(text.slice(1));
  if (path.includes('')) throw location(15998, 'FieldPath field names may not be empty strings.');
  if (path.some((name) => name.startsWith('$'))) throw location(16410, "FieldPath field names may not start with '$'.");
  return path;
}

function readIndexPath(value: unknown): Path | undefined {
  if (value === undefined) return undefined;
  if (typeof value !== 'string' || value === '') {
    throw location(
      28810,
      `expected a non-empty string for the includeArrayIndex option to $unwind stage, got ${typeName(value)}`,
    );
  }
  if (value.startsWith('$')) {
    throw location(28822, `includeArrayIndex option to $unwind stage should not be prefixed with a '$': ${value}`);
  }
  return splitPath(value);
}

function* unwound(document: Document, { path, indexPath, preserve }: Unwind): Generator<Document> {
  const value = nested(document, path);
  const withIndex = (result: Document, index: number | null): Document =>
    indexPath === undefined ? result : withNested(result, indexPath, index === null ? null : Long.fromNumber(index));
  if (Array.isArray(value) && value.length > 0) {
    for (const [i, item] of value.entries()) yield withIndex(withNested(document, path, item), i);
  } else if (value !== undefined && value !== null && !Array.isArray(value)) {
    yield withIndex(document, null);
  } else if (preserve) {
    // An empty array becomes missing; null stays null and missing stays missing.
    yield withIndex(Array.isArray(value) ? withNested(document, path, undefined) : document, null);
  }
}

// Unlike elsewhere, arrays along the path are not entered.
function nested(document: Document, path: Path): unknown {
  let value: unknown = document;
  for (const name of path) value = isDocument(value) ? getField(value, name) : undefined;
  return value;
}

/** A copy of the document with one nested field set; undefined removes the field. */
export function withNested(document: Document, path: Path, value: unknown): Document {
  const [name = '', ...rest] = path;
  const copy = { ...document };
  if (rest.length > 0) {
    const child = getField(document, name);
    setField(copy, name, withNested(isDocument(child) ? child : {}, rest, value));
  } else if (value === undefined) {
    // eslint-disable-next-line @typescript-eslint/no-dynamic-delete -- a copy of our own
    delete copy[name];
  } else {
    setField(copy, name, value);
  }
  return copy;
}
