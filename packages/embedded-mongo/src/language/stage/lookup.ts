/**
 * $lookup in its simple form: all documents of `from` whose foreignField equals the
 * localField, in the order of that collection. `let`, `pipeline` and an array along the
 * path of localField are refused.
 */
import { typeName } from '../describe.ts';
import { failedToParse, notSupported } from '../errors.ts';
import { splitPath, visitPath } from '../traverse.ts';
import type { Path } from '../traverse.ts';
import { getField, isDocument } from '../values.ts';
import type { Document } from '../values.ts';
import { valueKey } from './group.ts';
import type { Work } from '../work.ts';
import { holdValue } from './stage.ts';
import type { CompileStage, Documents } from './stage.ts';
import { withNested } from './unwind.ts';

const OPTIONS = ['from', 'localField', 'foreignField', 'as'] as const;

export const lookup: CompileStage = (spec, context) => {
  if (!isDocument(spec))
    throw failedToParse(`the $lookup specification must be an Object, but found ${typeName(spec)}`);
  for (const name of Object.keys(spec)) {
    if (name === 'let' || name === 'pipeline') throw notSupported(`$lookup with ${name}`);
    if (!OPTIONS.some((option) => option === name)) throw failedToParse(`unknown argument to $lookup: ${name}`);
  }
  const [from, localField, foreignField, as] = OPTIONS.map((option) => {
    const value = spec[option];
    if (value === undefined) throw failedToParse(`must specify '${option}' field for a $lookup`);
    if (typeof value !== 'string') {
      throw failedToParse(`$lookup argument '${option}: ${typeName(value)}' must be a string`);
    }
    return value;
  }) as [string, string, string, string];
  const readCollection = context.lookup;
  if (readCollection === undefined) throw notSupported('$lookup here');
  const localPath = splitPath(localField);
  return async function* (input) {
    const { work } = context;
    const foreign = await indexBy(readCollection(from), splitPath(foreignField), work);
    for await (const document of input) {
      const matches = new Set(
        localValues(document, localPath).flatMap((value) => foreign.get(valueKey(value ?? null)) ?? []),
      );
      const inOrder = [...matches].sort((a, b) => a.place - b.place).map((match) => match.document);
      yield withNested(document, splitPath(as), inOrder);
    }
  };
};

interface Placed {
  readonly place: number;
  readonly document: Document;
}

async function indexBy(documents: Documents, path: Path, work: Work | undefined): Promise<Map<string, Placed[]>> {
  const index = new Map<string, Placed[]>();
  let place = 0;
  for await (const document of documents) {
    const entry = { place: (place += 1), document };
    if (work) holdValue(document, work);
    const keys = new Set<string>();
    visitPath(document, path, 'elements', (value) => {
      keys.add(valueKey(value ?? null));
      return false;
    });
    for (const key of keys) {
      const entries = index.get(key);
      if (entries === undefined) index.set(key, [entry]);
      else entries.push(entry);
    }
  }
  return index;
}

function localValues(document: Document, path: Path): readonly unknown[] {
  let value: unknown = document;
  for (const name of path) {
    if (Array.isArray(value)) throw notSupported('$lookup with a localField inside an array');
    value = isDocument(value) ? getField(value, name) : undefined;
  }
  return Array.isArray(value) ? value : [value];
}
