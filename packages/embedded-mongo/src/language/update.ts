/**
 * Updates: a replacement, operators, or a pipeline, applied to one document. The given
 * document is never changed; a failing update throws and leaves no trace. _id cannot
 * change once it is there.
 */
import { identical, valuesEqual } from './compare.ts';
import { describe } from './describe.ts';
import { dollarPrefixedFieldName, failedToParse, immutableField } from './errors.ts';
import { assertStorable, withIdFirst } from './storable.ts';
import { compileUpdateStage } from './stage/update-stages.ts';
import { applyChange } from './update/apply.ts';
import { expandArrayParts, fillPositional, parseArrayFilters } from './update/array-filters.ts';
import { PathClaims } from './update/claims.ts';
import { parseOperatorUpdate } from './update/parse.ts';
import { seedFrom } from './update/upsert.ts';
import { deepClone } from './values.ts';
import { splitPath } from './traverse.ts';
import type { Document } from './values.ts';
import type { Work } from './work.ts';

export { UPDATE_OPERATORS } from './update/parse.ts';

export type Update = Document | readonly Document[];

export interface UpdateOptions {
  /** True when an upsert makes a new document: `doc` is then the seed of upsertSeed, and $setOnInsert acts. */
  readonly isInsert: boolean;
  readonly arrayFilters?: readonly Document[] | undefined;
  /** Matcher.matchedArrayIndex of the filter, for the positional `$`. */
  readonly positional?: number | undefined;
  readonly now: Date;
  readonly work?: Work | undefined;
}

export interface UpdateResult {
  /** The document to store; on an insert it may still lack an _id, which the server then adds in front. */
  readonly doc: Document;
  /** False when every stored byte would stay the same (nModified counts only the true ones). */
  readonly changed: boolean;
}

function isPipeline(update: Update): update is readonly Document[] {
  return Array.isArray(update);
}

/** True for a whole new document in place of the old one, which MongoDB refuses with `multi: true` (error 9). */
export function isReplacement(update: Update): boolean {
  return !isPipeline(update) && Object.keys(update)[0]?.startsWith('$') !== true;
}

export function applyUpdate(doc: Document | null, update: Update, options: UpdateOptions): UpdateResult {
  const original = doc ?? {};
  const { doc: updated, changed } = computeUpdate(original, update, options);
  if (!changed && !options.isInsert) return { doc: original, changed: false };
  const kept = withIdFirst(keepId(original, updated, update));
  assertStorable(kept);
  // A replacement or a pipeline may have written the same bytes again, and keepId may have undone the only change.
  return { doc: kept, changed: options.isInsert || !identical(original, kept) };
}

function computeUpdate(original: Document, update: Update, options: UpdateOptions): UpdateResult {
  if (isPipeline(update)) {
    if (options.arrayFilters !== undefined && options.arrayFilters.length > 0) {
      throw failedToParse('arrayFilters may not be specified for pipeline-syle updates');
    }
    const steps = update.map((stage) => compileUpdateStage(stage, options));
    return { doc: steps.reduce((current, step) => step(current), deepClone(original)), changed: true };
  }
  return isReplacement(update)
    ? { doc: replace(original, update), changed: true }
    : applyOperators(original, update, options);
}

function replace(original: Document, replacement: Document): Document {
  const dollar = Object.keys(replacement).find((name) => name.startsWith('$'));
  if (dollar !== undefined) {
    throw dollarPrefixedFieldName(
      `The dollar ($) prefixed field '${dollar}' in '${dollar}' is not allowed in the context of an update's replacement ` +
        'document. Consider using an aggregation pipeline with $replaceWith.',
    );
  }
  const copy = deepClone(replacement);
  return Object.hasOwn(original, '_id') ? { _id: original['_id'], ...copy } : copy;
}

function applyOperators(original: Document, update: Document, options: UpdateOptions): UpdateResult {
  const changes = parseOperatorUpdate(update, options.isInsert, options.work);
  const allPaths = Object.values(update).flatMap((fields) => Object.keys(fields as Document).map(splitPath));
  const filters = parseArrayFilters(options.arrayFilters ?? [], allPaths, update, options.work);
  const document = deepClone(original);
  const claims = new PathClaims();
  const targets = changes.flatMap((change) => {
    const path = fillPositional(change.path, options.positional);
    return expandArrayParts(path, document, filters).map((target) => ({ target, change }));
  });
  for (const { target, change } of targets) {
    claims.claim(target);
    if (change.source !== undefined) claims.claim(change.source);
  }
  let changed = false;
  for (const { target, change } of targets) {
    options.work?.spend();
    changed = applyChange(document, target, change, options.now) || changed;
  }
  return { doc: document, changed };
}

// An _id that is equal in another number type is no change, and the stored one stays.
function keepId(original: Document, updated: Document, update: Update): Document {
  if (!Object.hasOwn(original, '_id')) return updated;
  const before = original['_id'];
  if (Object.hasOwn(updated, '_id') && identical(before, updated['_id'])) return updated;
  // A pipeline that drops _id keeps it, unlike $unset.
  if (isPipeline(update) && !Object.hasOwn(updated, '_id')) return { _id: before, ...updated };
  if (Object.hasOwn(updated, '_id') && valuesEqual(before, updated['_id'])) return { ...updated, _id: before };
  throw immutableField(
    isReplacement(update)
      ? `After applying the update, the (immutable) field '_id' was found to have been altered to _id: ${describe(updated['_id'])}`
      : "Performing an update on the path '_id' would modify the immutable field '_id'",
  );
}

/**
 * The document an upsert starts from when nothing matched: hand it to applyUpdate with isInsert. Throws error 54 when
 * the filter fixes one field twice.
 */
export function upsertSeed(filter: Document, update: Update): Document {
  return seedFrom(filter, isReplacement(update));
}
