/** An update statement, as `update` and `bulkWrite` have it. */
import { failedToParse } from '../language/errors.ts';
import { isReplacement, type Update } from '../language/update.ts';
import { isDocument, type Document } from '../language/values.ts';
import type { UpdateStatement } from '../modify.ts';
import { parseQuery } from '../planner.ts';
import { boolOption, objectOption } from './options.ts';

/** `q` and `u` are the filter and the update; the other options have one name in both commands. */
export function updateStatement(
  given: Document & { readonly q: Document; readonly u: unknown },
  now: Date,
): UpdateStatement {
  const sort = objectOption(given, 'sort');
  const statement = {
    query: parseQuery(given.q, sort, given['hint']),
    update: parseUpdate(given.u),
    arrayFilters: given['arrayFilters'] as Document[] | undefined,
    isMulti: boolOption(given, 'multi', false),
    isUpsert: boolOption(given, 'upsert', false),
    now,
  };
  if (statement.isMulti && isReplacement(statement.update)) {
    throw failedToParse('multi update is not supported for replacement-style update');
  }
  if (statement.isMulti && sort) throw failedToParse('Cannot specify sort with multi=true');
  return statement;
}

export function parseUpdate(given: unknown): Update {
  if (isDocument(given)) return given;
  if (Array.isArray(given) && given.every(isDocument)) return given;
  throw failedToParse('Update argument must be either an object or an array');
}
