/**
 * The dynamic components of update paths: `$` (the element that the filter found), `$[]`
 * (every element) and `$[name]` (the elements that an array filter accepts). All of them
 * become plain positions before anything is written.
 */
import { describe } from '../describe.ts';
import { badValue, failedToParse } from '../errors.ts';
import { compileFilter } from '../matcher.ts';
import type { Matcher } from '../matcher.ts';
import { valueAt } from '../traverse.ts';
import type { Path } from '../traverse.ts';
import { isDocument } from '../values.ts';
import type { Document } from '../values.ts';
import type { Work } from '../work.ts';

export type ArrayFilters = ReadonlyMap<string, Matcher>;

export function parseArrayFilters(
  filters: readonly Document[],
  paths: readonly Path[],
  update: Document,
  work?: Work,
): ArrayFilters {
  const parsed = new Map<string, Matcher>();
  for (const filter of filters) {
    const names = [...new Set(topNames(filter))];
    const [name] = names;
    if (name === undefined)
      throw failedToParse('Cannot use an expression without a top-level field name in arrayFilters');
    if (names.length > 1) {
      throw failedToParse(
        `Error parsing array filter: Expected a single top-level field name, found '${name}' and '${names[1] ?? ''}'`,
      );
    }
    if (!/^[a-z][A-Za-z0-9]*$/.test(name)) {
      throw badValue(
        'Error parsing array filter: The top-level field name must be an alphanumeric string beginning with a lowercase ' +
          `letter, found '${name}'`,
      );
    }
    if (parsed.has(name))
      throw failedToParse(`Found multiple array filters with the same top-level field name ${name}`);
    parsed.set(name, compileFilter(filter, { now: new Date(0), work }));
  }
  assertAllUsed(parsed, paths, update);
  return parsed;
}

function topNames(filter: Document): string[] {
  return Object.entries(filter).flatMap(([name, value]) => {
    if (!name.startsWith('$')) return [name.split('.')[0] ?? ''];
    return Array.isArray(value) ? value.filter(isDocument).flatMap(topNames) : [];
  });
}

function assertAllUsed(filters: ArrayFilters, paths: readonly Path[], update: Document): void {
  const used = new Set(paths.flat());
  for (const name of filters.keys()) {
    if (!used.has(`$[${name}]`)) {
      throw failedToParse(`The array filter for identifier '${name}' was not used in the update ${describe(update)}`);
    }
  }
  for (const path of paths) {
    const missing = path.map(identifier).find((name) => name !== undefined && name !== '' && !filters.has(name));
    if (missing !== undefined) {
      throw badValue(`No array filter found for identifier '${missing}' in path '${path.join('.')}'`);
    }
  }
}

// "$[name]" gives "name", "$[]" gives "", every other component undefined.
function identifier(part: string): string | undefined {
  return part.startsWith('$[') ? part.slice(2, -1) : undefined;
}

/** Replaces `$` with the position that the filter matched. */
export function fillPositional(path: Path, positional: number | undefined): Path {
  if (!path.includes('$')) return path;
  if (positional === undefined) {
    throw badValue('The positional operator did not find the match needed from the query.');
  }
  return path.map((part) => (part === '$' ? String(positional) : part));
}

/** The plain paths that a path with `$[]` and `$[name]` stands for in this document; possibly none. */
export function expandArrayParts(path: Path, document: Document, filters: ArrayFilters): readonly Path[] {
  const at = path.findIndex((part) => part.startsWith('$['));
  if (at < 0) return [path];
  const before = path.slice(0, at);
  const array = valueAt(document, before);
  if (array === undefined) {
    throw badValue(`The path '${before.join('.')}' must exist in the document in order to apply array updates.`);
  }
  if (!Array.isArray(array)) {
    throw badValue(`Cannot apply array updates to non-array element ${before.at(-1) ?? ''}: ${describe(array)}`);
  }
  const name = identifier(path[at] ?? '') ?? '';
  const filter = filters.get(name);
  return array.flatMap((element: unknown, i) => {
    if (filter !== undefined && !filter.matches({ [name]: element })) return [];
    return expandArrayParts([...before, String(i), ...path.slice(at + 1)], document, filters);
  });
}
