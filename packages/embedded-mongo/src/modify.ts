/**
 * Writes as steps that run inside store jobs. Other writers can run between two steps but not within one. Finding a document,
 * deciding and storing is one step, so a conditional update is a compare-and-set. A step never uses a document that was
 * read before its last pause.
 */
import { ObjectId } from 'bson';
import type { Catalog } from './catalog.ts';
import type { Collection } from './collection.ts';
import { FieldPicker, firstField } from './fields.ts';
import { isTouched } from './index.ts';
import { spliced } from './splice.ts';
import type { Stored } from './stored.ts';
import { parseArrayFilters } from './language/update/array-filters.ts';
import { parseOperatorUpdate } from './language/update/parse.ts';
import { assertStorable, withIdFirst } from './language/storable.ts';
import { applyUpdate, isReplacement, upsertSeed, type Update, type UpdateOptions } from './language/update.ts';
import { touchedBy } from './language/update/touched.ts';
import type { Path } from './language/traverse.ts';
import type { Document } from './language/values.ts';
import { findById } from './lookup.ts';
import { Operation } from './operation.ts';
import { choosePlan, type Plan, type Query } from './planner.ts';
import { refuse } from './refuse.ts';
import { runPlan, sorted, type Found } from './scan.ts';
import type { Store } from './store.ts';

/** How long one job may run: long enough to share a sync, short enough to let others in. */
const JOB_MS = 15;

export type Steps<T> = Generator<undefined, T, undefined>;

export async function inJobs<T>(store: Store, steps: Steps<T>, operation = new Operation()): Promise<T> {
  for (;;) {
    const state = await store.write(() => {
      operation.begin(JOB_MS);
      for (;;) {
        const step = steps.next();
        if (step.done || operation.isDue) return step;
      }
    });
    if (state.done) return state.value;
  }
}

export interface UpdateStatement {
  readonly query: Query;
  readonly update: Update;
  readonly arrayFilters: readonly Document[] | undefined;
  readonly isMulti: boolean;
  readonly isUpsert: boolean;
  readonly operation: Operation;
}

export interface UpdateOutcome {
  readonly matched: number;
  readonly modified: number;
  readonly upserted: Document | null;
  /** The last changed document; findAndModify returns one of them. */
  readonly before: Stored | null;
  readonly after: Stored | null;
}

/** `bytes`: the document as received. It is stored as is, unless its _id is missing or not the first field. */
export function insertDocument(collection: Collection, given: Document, bytes?: Buffer): void {
  const document = Object.hasOwn(given, '_id') ? withIdFirst(given) : { _id: new ObjectId(), ...given };
  assertStorable(document);
  collection.insert(document, bytes && firstField(bytes) === '_id' ? bytes : undefined);
}

export function* updateDocuments(
  catalog: Catalog,
  namespace: string,
  statement: UpdateStatement,
): Steps<UpdateOutcome> {
  const { query, isMulti, isUpsert, operation } = statement;
  const collection = catalog.find(namespace);
  if (!isMulti) {
    const found = collection && (yield* findFirst(catalog, collection, statement));
    if (found) return updateOne(collection, found, statement);
  } else if (collection) {
    const outcome = yield* updateMany(catalog, collection, statement);
    if (outcome.matched > 0) return outcome;
  }
  assertValidUpdate(statement);
  if (!isUpsert) return { matched: 0, modified: 0, upserted: null, before: null, after: null };
  const { update, arrayFilters } = statement;
  const seed = upsertSeed(query.matcher.filter, update);
  const { doc } = applyUpdate(seed, update, { isInsert: true, arrayFilters, ...operation.context });
  const document = Object.hasOwn(doc, '_id') ? doc : { _id: new ObjectId(), ...doc };
  const after = catalog.findOrCreate(namespace).insert(document);
  return { matched: 0, modified: 0, upserted: document, before: null, after };
}

/** MongoDB refuses an invalid update even if no document matches. */
function assertValidUpdate({ update, arrayFilters }: UpdateStatement): void {
  if (Array.isArray(update) || isReplacement(update)) return;
  const operators = update as Document;
  const changes = parseOperatorUpdate(operators, true);
  if (arrayFilters) {
    parseArrayFilters(
      arrayFilters,
      changes.map((change) => change.path),
      operators,
    );
  }
}

function updateOne(collection: Collection, stored: Stored, statement: UpdateStatement): UpdateOutcome {
  const { query, update, arrayFilters, operation } = statement;
  // An index being built needs whole documents.
  const touched = collection.builds.length === 0 ? touchedBy(update) : null;
  const positional =
    touched?.isPositional === true ? query.matcher.matchedArrayIndex(stored.fields(query.matcher.picker)) : undefined;
  const options = { isInsert: false, arrayFilters, positional, ...operation.context };
  const after = touched
    ? updateFields(collection, stored, { update, options, paths: touched.paths })
    : updateWhole(collection, stored, { update, options });
  return { matched: 1, modified: after ? 1 : 0, upserted: null, before: stored, after: after ?? stored };
}

interface Application {
  readonly update: Update;
  readonly options: UpdateOptions;
}

/** The changed document, or null if nothing changed. */
function updateWhole(collection: Collection, stored: Stored, { update, options }: Application): Stored | null {
  const { doc, changed } = applyUpdate(stored.document, update, options);
  return changed ? collection.replace(stored, doc) : null;
}

/** The same for an update of known fields. Other fields are neither decoded nor encoded, and their index keys are skipped. */
function updateFields(
  collection: Collection,
  stored: Stored,
  { update, options, paths }: Application & { readonly paths: readonly Path[] },
): Stored | null {
  const indexes = collection.indexes.filter((index) => isTouched(index, paths));
  const changing = new Set(paths.map((path) => path[0] ?? ''));
  const looked = indexes.flatMap(({ roots, partialRoots }) => [...roots, ...partialRoots]);
  const before = stored.fields(new FieldPicker(new Set(['_id', ...changing, ...looked])));
  const { doc: after, changed } = applyUpdate(before, update, options);
  if (!changed) return null;
  return collection.change(stored, { before, after, bytes: spliced(stored.bytes, changing, after), indexes });
}

// Collect the records first, so that the update does not find its own results later in the index.
function* updateMany(catalog: Catalog, collection: Collection, statement: UpdateStatement): Steps<UpdateOutcome> {
  let matched = 0;
  let modified = 0;
  for (const record of yield* collectRecords(catalog, collection, statement)) {
    yield;
    const stored = stillMatching(catalog, collection, record, statement.query);
    if (!stored) continue;
    modified += updateOne(collection, stored, statement).modified;
    matched += 1;
  }
  return { matched, modified, upserted: null, before: null, after: null };
}

export interface DeleteStatement {
  readonly query: Query;
  readonly isMulti: boolean;
  readonly operation: Operation;
}

export function* deleteDocuments(
  catalog: Catalog,
  namespace: string,
  statement: DeleteStatement,
): Steps<{ removed: number; before: Stored | null }> {
  const { query, isMulti } = statement;
  const collection = catalog.find(namespace);
  if (!collection) return { removed: 0, before: null };
  if (!isMulti) {
    const found = yield* findFirst(catalog, collection, statement);
    if (!found) return { removed: 0, before: null };
    collection.remove(found);
    return { removed: 1, before: found };
  }
  let removed = 0;
  for (const record of yield* collectRecords(catalog, collection, statement)) {
    yield;
    const stored = stillMatching(catalog, collection, record, query);
    if (!stored) continue;
    collection.remove(stored);
    removed += 1;
  }
  return { removed, before: null };
}

interface Search {
  readonly query: Query;
  readonly operation: Operation;
}

/**
 * The first match, current in this job. A search longer than a job lets other writers in; what it finds after that is
 * checked again.
 */
function* findFirst(catalog: Catalog, collection: Collection, search: Search): Steps<Stored | undefined> {
  const { query, operation } = search;
  const byId = findById(collection, query);
  if (byId !== undefined) return byId ?? undefined;
  for (;;) {
    const plan = choosePlan(collection, query);
    const needsSort = query.sorter !== null && !plan.givesOrder;
    let found: Iterable<Found> = runPlan(collection, plan, query);
    if (query.sorter && needsSort) found = sorted(found, query.sorter, 1, operation);
    let hasPaused = false;
    let isStale = false;
    for (const stored of found) {
      if (stored) {
        const current = hasPaused ? stillMatching(catalog, collection, stored.record, query) : stored;
        if (current) return current;
        // The runner-up of a sort was not kept.
        isStale = needsSort;
        if (isStale) break;
      }
      if (!operation.isDue) continue;
      yield;
      hasPaused = true;
      assertNotDropped(catalog, collection, plan);
    }
    if (!isStale) return undefined;
  }
}

function* collectRecords(catalog: Catalog, collection: Collection, { query, operation }: Search): Steps<number[]> {
  const records: number[] = [];
  const plan = choosePlan(collection, query);
  for (const stored of runPlan(collection, plan, query)) {
    if (stored) records.push(stored.record);
    if (!operation.isDue) continue;
    yield;
    assertNotDropped(catalog, collection, plan);
  }
  return records;
}

/** Throws 175 when what the plan reads was dropped during a pause. */
function assertNotDropped(catalog: Catalog, collection: Collection, plan: Plan): void {
  const scans = plan.kind === 'union' ? plan.branches : plan.kind === 'index' ? [plan] : [];
  const exists =
    catalog.find(collection.namespace) === collection && scans.every(({ index }) => collection.indexes.includes(index));
  if (!exists) refuse('QueryPlanKilled', 'query plan killed: a collection or an index was dropped');
}

function stillMatching(catalog: Catalog, collection: Collection, record: number, query: Query): Stored | undefined {
  if (catalog.find(collection.namespace) !== collection) return undefined;
  const stored = collection.fetch(record);
  return stored && query.matcher.matches(stored.fields(query.matcher.picker)) ? stored : undefined;
}
