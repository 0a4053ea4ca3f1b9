/** find, getMore, killCursors, count, distinct, aggregate. */
import { Long } from 'bson';
import { checkNamespace } from '../catalog.ts';
import type { Collection } from '../collection.ts';
import type { BatchLimits, Results } from '../cursors.ts';
import { findDocuments, parseFind, type Find } from '../find.ts';
import { compareValues } from '../language/compare.ts';
import { failedToParse, notSupported } from '../language/errors.ts';
import { indexKeyValues } from '../language/path.ts';
import { compileProjection } from '../language/projection.ts';
import { runPipeline, splitForPlanner } from '../language/pipeline.ts';
import { isDocument, type Document } from '../language/values.ts';
import { choosePlan, type Query } from '../planner.ts';
import { countByKeys, isCounting } from '../count.ts';
import { refuse } from '../refuse.ts';
import { runPlan } from '../scan.ts';
import { decodeDocument } from '../wire.ts';
import {
  boolOption,
  checkCommand,
  checkFields,
  collectionName,
  countOption,
  deadlineOf,
  numberOption,
  objectOption,
} from './options.ts';
import type { Call, Command } from './run.ts';

const DEFAULT_FIRST_BATCH = 101;

function find(command: Document, call: Call): Promise<Document> {
  const { engine } = call;
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
  const request = parseFindCommand(command);
  const collection = engine.catalog.find(namespace);
  const results = collection ? findDocuments(collection, request) : none(request);
  return engine.cursors.first(
    namespace,
    results,
    firstLimits(command, command),
    boolOption(command, 'singleBatch', false),
  );
}

export function parseFindCommand(command: Document): Find {
  return parseFind(
    {
      filter: objectOption(command, 'filter'),
      sort: objectOption(command, 'sort'),
      hint: hintOf(command),
      skip: countOption(command, 'skip', 0),
      limit: countOption(command, 'limit', 0),
      projection: objectOption(command, 'projection'),
    },
    new Date(),
  );
}

/** {} means no hint, as drivers send it. */
export function hintOf(command: Document): unknown {
  const hint: unknown = command['hint'];
  return isDocument(hint) && Object.keys(hint).length === 0 ? undefined : hint;
}

/** A collection that is not there finds nothing, but a wrong request is still refused. */
function none({ projection, now }: Find): Results {
  if (projection && Object.keys(projection).length > 0) compileProjection(projection, { now });
  return [][Symbol.iterator]();
}

function firstLimits(command: Document, sizes: Document): BatchLimits {
  return { documents: countOption(sizes, 'batchSize', DEFAULT_FIRST_BATCH), deadlineAt: deadlineOf(command) };
}

function getMore(command: Document, { engine, database }: Call): Promise<Document> {
  checkCommand(command, 'getMore', { collection: 'string', batchSize: 'number' });
  const id: unknown = command['getMore'];
  if (!(id instanceof Long)) {
    return refuse('TypeMismatch', "BSON field 'getMore.getMore' is the wrong type, expected type 'long'");
  }
  const namespace = `${database}.${collectionName(command, 'collection')}`;
  const documents = countOption(command, 'batchSize', 0) || Infinity;
  return engine.cursors.next(id, namespace, { documents, deadlineAt: deadlineOf(command) });
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
  checkCommand(command, 'count', { query: 'object', skip: 'number', limit: 'number', hint: 'any' });
  const namespace = readableNamespace(command, call);
  const skip = countOption(command, 'skip', 0);
  // A negative limit means the same as a positive one here.
  const limit = Math.abs(numberOption(command, 'limit', 0)) || Infinity;
  const filter = objectOption(command, 'query') ?? {};
  const { query } = parseFind({ filter, hint: hintOf(command) }, new Date());
  const collection = call.engine.catalog.find(namespace);
  if (!collection) return { n: 0, ok: 1 };
  const total =
    countByKeys(collection, query) ?? (await countByScan(collection, query, skip + limit, deadlineOf(command)));
  return { n: Math.min(Math.max(total - skip, 0), limit), ok: 1 };
}

async function countByScan(collection: Collection, query: Query, enough: number, deadlineAt: number): Promise<number> {
  let total = 0;
  const found = inSlices(runPlan(collection, choosePlan(collection, query), query), deadlineAt);
  while (total < enough && !(await found.next()).done) total += 1;
  return total;
}

/** Lets the other connections in every few milliseconds. */
async function* inSlices<T>(items: Iterable<T | null>, deadlineAt: number): AsyncGenerator<T, void, undefined> {
  let pauseAt = performance.now() + SLICE_MS;
  for (const item of items) {
    if (item !== null) yield item;
    if (performance.now() < pauseAt) continue;
    await new Promise(setImmediate);
    if (Date.now() > deadlineAt) refuse('MaxTimeMSExpired', 'operation exceeded time limit');
    pauseAt = performance.now() + SLICE_MS;
  }
}

const SLICE_MS = 10;

async function distinct(command: Document, call: Call): Promise<Document> {
  checkCommand(command, 'distinct', { key: 'string', query: 'any', hint: 'any' });
  const namespace = readableNamespace(command, call);
  const key: unknown = command['key'];
  if (typeof key !== 'string')
    return refuse('Location40414', "BSON field 'distinct.key' is missing but a required field");
  const filter: unknown = command['query'] ?? {};
  if (!isDocument(filter)) throw failedToParse('distinct query must be an object');
  const { query } = parseFind({ filter, hint: hintOf(command) }, new Date());
  const collection = call.engine.catalog.find(namespace);
  const values: unknown[] = [];
  if (collection) {
    const found = runPlan(collection, choosePlan(collection, query), query);
    for await (const { document } of inSlices(found, deadlineOf(command))) {
      for (const [value] of indexKeyValues(document, [key], { sparse: true })) {
        if (value !== undefined) values.push(value);
      }
    }
  }
  values.sort(compareValues);
  return { values: values.filter((value, i) => i === 0 || compareValues(values[i - 1], value) !== 0), ok: 1 };
}

function aggregate(command: Document, call: Call): Promise<Document> {
  const { engine, database } = call;
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
  const { request, rest, now } = parseAggregate(command);
  const deadlineAt = deadlineOf(command);
  const counted = countPipeline(
    engine.catalog.find(`${database}.${collectionName(command, 'aggregate')}`),
    request,
    rest,
  );
  if (counted) return engine.cursors.first(namespace, counted.values(), firstLimits(command, cursor), false);
  const source = (name: string, wanted: Find): AsyncGenerator<Document, void, undefined> => {
    const collection = engine.catalog.find(`${database}.${name}`);
    return documentsOf(collection ? findDocuments(collection, wanted) : [], deadlineAt);
  };
  const lookup = (name: string): AsyncIterable<Document> => source(name, parseFind({}, now));
  const union = (name: string, stages: readonly Document[]): AsyncIterable<Document> => {
    const planned = splitForPlanner(stages);
    return run(name, parseFind({ filter: planned.match, sort: planned.sort }, now), planned.rest);
  };
  const run = (name: string, wanted: Find, stages: readonly Document[]): AsyncIterable<Document> => {
    const input = source(name, wanted);
    return stages.length === 0 ? input : runPipeline(stages, input, { now, lookup, union });
  };
  const output = run(collectionName(command, 'aggregate'), request, rest);
  return engine.cursors.first(namespace, output[Symbol.asyncIterator](), firstLimits(command, cursor), false);
}

/** The answer of a pipeline that only counts, when index keys alone give it; otherwise null. */
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

/** The pipeline as a find that indexes can serve, and what is left to do with its results. */
export function parseAggregate(command: Document): { request: Find; rest: readonly Document[]; now: Date } {
  const stages = (command['pipeline'] ?? []) as unknown[];
  if (!stages.every(isDocument))
    return refuse('TypeMismatch', "Each element of the 'pipeline' array must be an object");
  const now = new Date();
  const { match, sort, rest } = splitForPlanner(stages);
  return { request: parseFind({ filter: match, sort, hint: hintOf(command) }, now), rest, now };
}

async function* documentsOf(
  found: Iterable<Document | Uint8Array | null>,
  deadlineAt: number,
): AsyncGenerator<Document, void, undefined> {
  for await (const item of inSlices(found, deadlineAt)) yield item instanceof Uint8Array ? decodeDocument(item) : item;
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
