/** An update statement, as `update` and `bulkWrite` have it. */
import { calculateObjectSize } from 'bson';
import { failedToParse, type MongoError } from '../language/errors.ts';
import { isReplacement, type Update } from '../language/update.ts';
import { isDocument, type Document } from '../language/values.ts';
import type { UpdateStatement } from '../modify.ts';
import type { Operation } from '../operation.ts';
import { parseQuery } from '../planner.ts';
import { boolOption, objectOption } from './options.ts';

/** `q` and `u` are the filter and the update; the other options have one name in both commands. */
export function updateStatement(
  given: Document & { readonly q: Document; readonly u: unknown },
  operation: Operation,
): UpdateStatement {
  const sort = objectOption(given, 'sort');
  const statement = {
    query: parseQuery(given.q, sort, given['hint'], operation.context),
    update: parseUpdate(given.u),
    arrayFilters: given['arrayFilters'] as Document[] | undefined,
    isMulti: boolOption(given, 'multi', false),
    isUpsert: boolOption(given, 'upsert', false),
    operation,
  };
  if (statement.isMulti && isReplacement(statement.update)) {
    throw failedToParse('multi update is not supported for replacement-style update');
  }
  if (statement.isMulti && sort) throw failedToParse('Cannot specify sort with multi=true');
  return statement;
}

const MAX_ERROR_BYTES = 1024 * 1024;
const MAX_ERROR_TEXT = 1000;

/**
 * Describes the errors of one batch. As in MongoDB the reply stays small, however many statements fail: beyond a megabyte
 * the rest have their codes alone.
 */
export function errorDescriber(): (error: MongoError) => Document {
  let bytes = 0;
  return ({ code, message, extra }) => {
    const isFirst = bytes === 0;
    const described = { code, errmsg: message, ...extra };
    bytes += calculateObjectSize(described);
    if (bytes <= MAX_ERROR_BYTES) return described;
    return { code, errmsg: isFirst ? message.slice(0, MAX_ERROR_TEXT) : '' };
  };
}

export function parseUpdate(given: unknown): Update {
  if (isDocument(given)) return given;
  if (Array.isArray(given) && given.every(isDocument)) return given;
  throw failedToParse('Update argument must be either an object or an array');
}
