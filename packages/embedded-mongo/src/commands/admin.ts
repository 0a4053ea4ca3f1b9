/** Databases and collections: create, drop, list, measure, and validate, which compares every index with the documents. */
import { checkDatabaseName } from '../catalog.ts';
import type { Collection } from '../collection.ts';
import { keysOf, type Index } from '../index.ts';
import { recordOf, wholeRange } from '../keys.ts';
import { compileFilter } from '../language/matcher.ts';
import type { Document } from '../language/values.ts';
import { inSlices, type Operation } from '../operation.ts';
import { refuse } from '../refuse.ts';
import { boolOption, checkCommand, checkFields, collectionName, countOption, objectOption } from './options.ts';
import type { Call, Command } from './run.ts';

async function create(command: Document, { engine, database, name }: Call): Promise<Document> {
  checkCommand(command, name, { capped: 'bool', autoIndexId: 'bool' });
  if (boolOption(command, 'capped', false))
    refuse('InvalidOptions', 'The embedded database does not support capped collections');
  const namespace = `${database}.${collectionName(command, name)}`;
  await engine.store.write(() => {
    // There are no options that could differ, so creating an existing collection is no error, as in MongoDB 7.
    engine.catalog.findOrCreate(namespace);
  });
  return { ok: 1 };
}

async function drop(command: Document, { engine, database, name }: Call): Promise<Document> {
  checkCommand(command, name, {});
  const namespace = `${database}.${collectionName(command, name)}`;
  const { catalog } = engine;
  const dropped = await engine.store.write(() => {
    const collection = catalog.find(namespace);
    if (!collection) return null;
    catalog.drop(collection);
    return collection.indexes.length;
  });
  // MongoDB 7 answers ok when there was nothing to drop.
  if (dropped === null) return { ok: 1 };
  await catalog.clearDropped();
  return { nIndexesWas: dropped, ns: namespace, ok: 1 };
}

async function dropDatabase(command: Document, { engine, database, name }: Call): Promise<Document> {
  checkCommand(command, name, {});
  checkDatabaseName(database);
  const { catalog } = engine;
  const collections = await engine.store.write(() => {
    const all = catalog.list(database);
    for (const collection of all) catalog.drop(collection);
    return all.length;
  });
  await catalog.clearDropped();
  return collections > 0 ? { dropped: database, ok: 1 } : { ok: 1 };
}

const databaseOf = ({ namespace }: Collection): string => namespace.slice(0, namespace.indexOf('.'));
const nameOf = ({ namespace }: Collection): string => namespace.slice(namespace.indexOf('.') + 1);

function listDatabases(command: Document, { engine, database, name, operation }: Call): Document {
  checkCommand(command, name, { filter: 'object', nameOnly: 'bool', authorizedDatabases: 'bool' });
  if (database !== 'admin') refuse('IllegalOperation', 'listDatabases may only be run against the admin database.');
  const matcher = compileFilter(objectOption(command, 'filter') ?? {}, operation.context);
  const nameOnly = boolOption(command, 'nameOnly', false);
  const names = [...new Set(engine.catalog.list().map(databaseOf))];
  // All databases share one file. Sizes per database would need a full scan, which is too much for a list.
  const sizeOnDisk = engine.store.sizeOnDisk();
  const databases = names
    .map((one) => ({ name: one, ...(nameOnly ? {} : { sizeOnDisk, empty: false }) }))
    .filter((entry) => matcher.matches(entry));
  return nameOnly ? { databases, ok: 1 } : { databases, totalSize: sizeOnDisk, ok: 1 };
}

function listCollections(command: Document, call: Call): Promise<Document> {
  const { engine, database, name, operation } = call;
  checkCommand(command, name, { filter: 'object', nameOnly: 'bool', authorizedCollections: 'bool', cursor: 'object' });
  checkDatabaseName(database);
  const cursor = objectOption(command, 'cursor') ?? {};
  checkFields(cursor, 'listCollections.cursor', { batchSize: 'number' });
  const matcher = compileFilter(objectOption(command, 'filter') ?? {}, operation.context);
  const nameOnly = boolOption(command, 'nameOnly', false);
  const entries = engine.catalog.list(database).map((collection) => ({
    name: nameOf(collection),
    type: 'collection',
    ...(nameOnly ? {} : { options: {}, info: { readOnly: false }, idIndex: { v: 2, key: { _id: 1 }, name: '_id_' } }),
  }));
  const batch = { documents: countOption(cursor, 'batchSize', Infinity) };
  const results = entries.filter((entry) => matcher.matches(entry)).values();
  return engine.cursors.first(call, `${database}.$cmd.listCollections`, results, batch);
}

async function bytesOf(collections: readonly Collection[], operation: Operation): Promise<number> {
  let bytes = 0;
  for (const collection of collections) {
    for await (const stored of inSlices(collection.scan(), operation)) bytes += stored.bytes.length;
  }
  return bytes;
}

async function collStats(command: Document, { engine, database, name, operation }: Call): Promise<Document> {
  checkCommand(command, name, { scale: 'number' });
  const namespace = `${database}.${collectionName(command, name)}`;
  const collection = engine.catalog.find(namespace);
  const size = collection ? await bytesOf([collection], operation) : 0;
  const count = collection?.count ?? 0;
  const nindexes = collection?.indexes.length ?? 0;
  return { ns: namespace, size, count, storageSize: size, nindexes, capped: false, ok: 1 };
}

async function dbStats(command: Document, { engine, database, name, operation }: Call): Promise<Document> {
  checkCommand(command, name, { scale: 'number' });
  const collections = engine.catalog.list(database);
  const dataSize = await bytesOf(collections, operation);
  return {
    db: database,
    collections: collections.length,
    views: 0,
    objects: collections.reduce((total, { count }) => total + count, 0),
    dataSize,
    storageSize: dataSize,
    indexes: collections.reduce((total, { indexes }) => total + indexes.length, 0),
    ok: 1,
  };
}

/** Runs in one store job, to see documents and indexes in the same state. */
async function validate(command: Document, { engine, database, name, operation }: Call): Promise<Document> {
  checkCommand(command, name, { full: 'bool' });
  const namespace = `${database}.${collectionName(command, name)}`;
  return engine.store.write(() => {
    const collection =
      engine.catalog.find(namespace) ??
      refuse('NamespaceNotFound', `Collection '${namespace}' does not exist to validate.`);
    let records = 0;
    for (const stored of collection.scan()) {
      operation.checkTime();
      if (stored.record > 0) records += 1;
    }
    const errors = records === collection.count ? [] : [`counted ${records} documents, remembered ${collection.count}`];
    const keysPerIndex: Document = {};
    for (const index of collection.indexes) {
      keysPerIndex[index.spec.name] = engine.store.count(wholeRange(index.number));
      errors.push(...compare(collection, index, operation));
    }
    const nIndexes = collection.indexes.length;
    return { ns: namespace, nrecords: records, nIndexes, keysPerIndex, valid: errors.length === 0, errors, ok: 1 };
  });
}

function compare(collection: Collection, index: Index, operation: Operation): string[] {
  const { store } = collection;
  const errors: string[] = [];
  const { name } = index.spec;
  let expected = 0;
  for (const { record, document } of collection.scan()) {
    operation.checkTime();
    const { entries, traits } = keysOf(index, document, record);
    if (traits !== index.traits) errors.push(`index ${name} does not know that it is multikey or long`);
    for (const { key } of entries) {
      expected += 1;
      const holder = store.get(key);
      if (!holder || recordOf(key, holder) !== record) errors.push(`index ${name} lacks a key of record ${record}`);
    }
  }
  const present = store.count(wholeRange(index.number));
  if (present !== expected) errors.push(`index ${name} holds ${present} keys, the documents have ${expected}`);
  return errors;
}

/** Not a command of MongoDB, where `compact` is for one collection: here all of them share one file. */
async function compactStore(command: Document, { engine, database, name }: Call): Promise<Document> {
  checkCommand(command, name, {});
  if (database !== 'admin') refuse('IllegalOperation', 'compactStore may only be run against the admin database.');
  return { bytesFreed: await engine.store.compact(), ok: 1 };
}

export const ADMIN_COMMANDS: Readonly<Record<string, Command>> = {
  create,
  drop,
  dropDatabase,
  listDatabases,
  listCollections,
  collStats,
  dbStats,
  compactStore,
  validate,
};
