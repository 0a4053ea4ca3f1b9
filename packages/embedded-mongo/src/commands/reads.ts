/** find, getMore, killCursors, count, distinct, aggregate. */
import { Long } from 'bson';
import { checkNamespace } from '../catalog.ts';
import type { Collection } from '../collection.ts';
import type { FirstBatch, Results } from '../cursors.ts';
import { findAll, findDocuments, parseFind, type Find } from '../find.ts';
import { compareValues, includesEqual } from '../language/compare.ts';
import { failedToParse, notSupported } from '../language/errors.ts';
import { canEncode, encodeKey } from '../language/key.ts';
import { indexKeyValues } from '../language/path.ts';
import { compileProjection } from '../language/projection.ts';
import { runPipeline, splitForPlanner } from '../language/pipeline.ts';
import { sizeOf } from '../language/size.ts';
import { isDocument, type Document } from '../language/values.ts';
import type { Work } from '../language/work.ts';
import { choosePlan, type Query } from '../planner.ts';
import { countByKeys, isCounting } from '../count.ts';
import { inSlices, type Operation } from '../operation.ts';
import { refuse } from '../refuse.ts';
import { runPlan } from '../scan.ts';
import { decodeDocument, MAX_DOCUMENT_BYTES } from '../wire.ts';
import {
  boolOption,
  checkCommand,
  checkFields,
  collectionName,
  countOption,
  numberOption,
  objectOption,
} from './options.ts';
import type { Call, Command } from './run.ts';

const DEFAULT_FIRST_BATCH = 101;

function find(command: Document, call: Call): Promise<Document> {
  const { engine, operation } = call;
  checkCommand(command, 'find', {
    filter: 'object',
    sort: 'object',
    projection: 'object',
    hint: 'any',
    skip: 'number',
    limit: 'number',
    batchSize: 'number',
    singleBatch: 'bool',
    allowDiskUse: 'bool',
    allowPartialResults: 'bool',
    noCursorTimeout: 'bool',
    tailable: 'bool',
    awaitData: 'bool',
  });
  if (boolOption(command, 'tailable', false)) throw notSupported('tailable cursors');
  const namespace = readableNamespace(command, call);
  const request = parseFindCommand(command, operation);
  const collection = engine.catalog.find(namespace);
  const results = collection ? findAll(collection, request) : none(request);
  const isSingle = boolOption(command, 'singleBatch', false);
  return engine.cursors.first(call, namespace, results, { ...firstBatch(command), isSingle, limit: request.limit });
}

export function parseFindCommand(command: Document, operation: Operation): Find {
  return parseFind(
    {
      filter: objectOption(command, 'filter'),
      sort: objectOption(command, 'sort'),
      hint: hintOf(command),
      skip: countOption(command, 'skip', 0),
      limit: countOption(command, 'limit', 0),
      projection: objectOption(command, 'projection'),
    },
    operation,
  );
}

/** {} means no hint, as drivers send it. */
export function hintOf(command: Document): unknown {
  const hint: unknown = command['hint'];
  return isDocument(hint) && Object.keys(hint).length === 0 ? undefined : hint;
}

/** A missing collection has no results, but an invalid request is still refused. */
function none({ projection, operation }: Find): Results {
  if (projection && Object.keys(projection).length > 0) compileProjection(projection, operation.context);
  return [][Symbol.iterator]();
}

function firstBatch(sizes: Document): FirstBatch {
  return { documents: countOption(sizes, 'batchSize', DEFAULT_FIRST_BATCH) };
}

function getMore(command: Document, call: Call): Promise<Document> {
  const { engine, database } = call;
  checkCommand(command, 'getMore', { collection: 'string', batchSize: 'number' });
  const id: unknown = command['getMore'];
  if (!(id instanceof Long)) {
    return refuse('TypeMismatch', "BSON field 'getMore.getMore' is the wrong type, expected type 'long'");
  }
  const namespace = `${database}.${collectionName(command, 'collection')}`;
  const documents = countOption(command, 'batchSize', 0) || Infinity;
  return engine.cursors.next(call, id, namespace, documents);
}

function killCursors(command: Document, { engine, database }: Call): Document {
  checkCommand(command, 'killCursors', { cursors: 'array' });
  const namespace = `${database}.${collectionName(command, 'killCursors')}`;
  const killed: Long[] = [];
  const notFound: Long[] = [];
  for (const id of (command['cursors'] ?? []) as unknown[]) {
    if (!(id instanceof Long)) return refuse('TypeMismatch', 'killCursors.cursors must be longs');
    (engine.cursors.kill(id, namespace) ? killed : notFound).push(id);
  }
  return { cursorsKilled: killed, cursorsNotFound: notFound, cursorsAlive: [], cursorsUnknown: [], ok: 1 };
}

async function count(command: Document, call: Call): Promise<Document> {
  const { operation } = call;
  checkCommand(command, 'count', { query: 'object', skip: 'number', limit: 'number', hint: 'any' });
  const namespace = readableNamespace(command, call);
  const skip = countOption(command, 'skip', 0);
  // A negative limit means the same as a positive one here.
  const limit = Math.abs(numberOption(command, 'limit', 0)) || Infinity;
  const filter = objectOption(command, 'query') ?? {};
  const { query } = parseFind({ filter, hint: hintOf(command) }, operation);
  const collection = call.engine.catalog.find(namespace);
  if (!collection) return { n: 0, ok: 1 };
  const total = countByKeys(collection, query) ?? (await countByScan(collection, query, skip + limit, operation));
  operation.checkTime();
  return { n: Math.min(Math.max(total - skip, 0), limit), ok: 1 };
}

async function countByScan(
  collection: Collection,
  query: Query,
  enough: number,
  operation: Operation,
): Promise<number> {
  let total = 0;
  const found = inSlices(runPlan(collection, choosePlan(collection, query), query), operation);
  while (total < enough && !(await found.next()).done) total += 1;
  return total;
}

async function distinct(command: Document, call: Call): Promise<Document> {
  const { operation } = call;
  checkCommand(command, 'distinct', { key: 'string', query: 'any', hint: 'any' });
  const namespace = readableNamespace(command, call);
  const key: unknown = command['key'];
  if (typeof key !== 'string')
    return refuse('Location40414', "BSON field 'distinct.key' is missing but a required field");
  const filter: unknown = command['query'] ?? {};
  if (!isDocument(filter)) throw failedToParse('distinct query must be an object');
  const { query } = parseFind({ filter, hint: hintOf(command) }, operation);
  const collection = call.engine.catalog.find(namespace);
  const values = new DistinctValues();
  if (collection) {
    const found = runPlan(collection, choosePlan(collection, query), query);
    for await (const { document } of inSlices(found, operation)) {
      for (const [value] of indexKeyValues(document, [key], { sparse: true })) {
        if (value !== undefined) values.add(value, operation);
      }
    }
  }
  return { values: values.sorted(operation), ok: 1 };
}

/** What each value takes in the reply besides itself. */
const VALUE_FIELD_BYTES = 12;
/** Making the key of a value takes about so many steps. */
const ENCODING_STEPS = 4;

/** Each value once. Throws 17217 when they are too many for one reply. */
class DistinctValues {
  readonly #byKey = new Map<string, unknown>();
  /** Values that have no key. */
  readonly #others: unknown[] = [];
  #bytes = 0;

  add(value: unknown, work: Work): void {
    work.spend(ENCODING_STEPS);
    if (canEncode(value)) {
      const key = encodeKey([value], [1]).toString('latin1');
      if (this.#byKey.has(key)) return;
      this.#byKey.set(key, value);
    } else {
      if (includesEqual(this.#others, value, work)) return;
      this.#others.push(value);
    }
    this.#bytes += sizeOf(value, work) + VALUE_FIELD_BYTES;
    if (this.#bytes > MAX_DOCUMENT_BYTES) refuse('Location17217', 'distinct too big, 16mb cap');
  }

  sorted(work: Work): unknown[] {
    const values = [...this.#byKey.values(), ...this.#others].sort((a, b) => {
      work.spend();
      return compareValues(a, b);
    });
    return values.filter((value, i) => i === 0 || compareValues(values[i - 1], value) !== 0);
  }
}

function aggregate(command: Document, call: Call): Promise<Document> {
  const { engine, database, operation } = call;
  checkCommand(command, 'aggregate', {
    pipeline: 'array',
    cursor: 'object',
    allowDiskUse: 'bool',
    hint: 'any',
    bypassDocumentValidation: 'bool',
  });
  if (typeof command['aggregate'] !== 'string') throw notSupported('aggregation without a collection');
  const namespace = readableNamespace(command, call);
  const cursor = objectOption(command, 'cursor');
  if (!cursor) throw failedToParse("The 'cursor' option is required, except for aggregate with the explain argument");
  checkFields(cursor, 'aggregate.cursor', { batchSize: 'number' });
  const { request, rest } = parseAggregate(command, operation);
  const counted = countPipeline(
    engine.catalog.find(`${database}.${collectionName(command, 'aggregate')}`),
    request,
    rest,
  );
  if (counted) return engine.cursors.first(call, namespace, counted.values(), firstBatch(cursor));
  const source = (name: string, wanted: Find): AsyncGenerator<Document, void, undefined> => {
    const collection = engine.catalog.find(`${database}.${name}`);
    return documentsOf(collection ? findDocuments(collection, wanted) : [], operation);
  };
  const lookup = (name: string): AsyncIterable<Document> => source(name, parseFind({}, operation));
  const union = (name: string, stages: readonly Document[]): AsyncIterable<Document> => {
    const planned = splitForPlanner(stages);
    return run(name, parseFind({ filter: planned.match, sort: planned.sort }, operation), planned.rest);
  };
  const run = (name: string, wanted: Find, stages: readonly Document[]): AsyncIterable<Document> => {
    const input = source(name, wanted);
    return stages.length === 0 ? input : runPipeline(stages, input, { ...operation.context, lookup, union });
  };
  const output = run(collectionName(command, 'aggregate'), request, rest);
  return engine.cursors.first(call, namespace, output[Symbol.asyncIterator](), firstBatch(cursor));
}

/** The result of a pipeline that only counts, if index keys alone are enough; otherwise null. */
function countPipeline(
  collection: Collection | undefined,
  request: Find,
  rest: readonly Document[],
): Document[] | null {
  const counting = isCounting(rest);
  if (!collection || !counting || request.query.sorter) return null;
  const n = countByKeys(collection, request.query);
  if (n === null) return null;
  return n === 0 ? [] : [counting(n)];
}

/** Splits the pipeline into a find that indexes can serve and the stages to run on its results. */
export function parseAggregate(command: Document, operation: Operation): { request: Find; rest: readonly Document[] } {
  const stages = (command['pipeline'] ?? []) as unknown[];
  if (!stages.every(isDocument))
    return refuse('TypeMismatch', "Each element of the 'pipeline' array must be an object");
  const { match, sort, rest } = splitForPlanner(stages);
  return { request: parseFind({ filter: match, sort, hint: hintOf(command) }, operation), rest };
}

async function* documentsOf(
  found: Iterable<Document | Uint8Array | null>,
  operation: Operation,
): AsyncGenerator<Document, void, undefined> {
  for await (const item of inSlices(found, operation)) yield item instanceof Uint8Array ? decodeDocument(item) : item;
}

function readableNamespace(command: Document, { database, name }: Call): string {
  const namespace = `${database}.${collectionName(command, name)}`;
  checkNamespace(namespace);
  return namespace;
}

export const READ_COMMANDS: Readonly<Record<string, Command>> = {
  find,
  getMore,
  killCursors,
  count,
  distinct,
  aggregate,
};
