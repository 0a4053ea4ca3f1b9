/**
 * An index over many documents is built in steps, with writers in between. Steps and writes are dealt out here by hand, so
 * that every order can be had; what was built must equal, key by key, what a build without any disturbance gives. The last
 * two cases ask a running server.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import fc from 'fast-check';
import mongoose from 'mongoose';
import type { Collection } from '../src/collection.ts';
import { INDEX_COMMANDS } from '../src/commands/indexes.ts';
import { openEngine, type Engine } from '../src/engine.ts';
import type { Index } from '../src/index.ts';
import { parseIndexSpec } from '../src/index-spec.ts';
import { wholeRange } from '../src/keys.ts';
import type { Document } from '../src/language/values.ts';
import { inJobs } from '../src/modify.ts';
import { Operation } from '../src/operation.ts';
import { startDatabase, type TestDatabase } from './support/database.ts';

const SPACE = 'test.rows';
/** More than four steps. */
const MANY = 500;

let folder: string;
let engine: Engine;

function open(): Engine {
  const onDiskFailure = (error: Error): never => {
    throw error;
  };
  return openEngine({ folder, ttlEveryMs: 3_600_000, onDiskFailure, onDamage: onDiskFailure });
}

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'lbix-'));
  engine = open();
});
afterEach(async () => {
  await engine.close();
  await rm(folder, { recursive: true, force: true });
});

const write = <T>(job: () => T): Promise<T> => engine.store.write(job);

async function filled(rows: readonly Document[]): Promise<Collection> {
  return write(() => {
    const collection = engine.catalog.findOrCreate(SPACE);
    for (const row of rows) collection.insert(row);
    return collection;
  });
}

const numbered = (count: number): Document[] => Array.from({ length: count }, (_, i) => ({ _id: i, a: i }));
const spec = (key: Document, options: Document = {}) => parseIndexSpec({ key, name: 'built', ...options });
const keysOf = ({ number }: Index): string[] =>
  [...engine.store.scan(wholeRange(number))].map(
    ({ key, value }) => `${key.subarray(4).toString('hex')}=${value.toString('hex')}`,
  );

/** Changes one document, the n-th of those that are there; none when the collection is empty. */
function change(collection: Collection, nth: number, to: (old: Document) => Document | null): void {
  const all = [...collection.scan()];
  const stored = all[nth % Math.max(1, all.length)];
  if (!stored) return;
  const next = to(stored.document);
  if (next) collection.replace(stored, next);
  else collection.remove(stored);
}

const value = fc.oneof(
  fc.integer({ min: 0, max: 9 }),
  fc.array(fc.integer({ min: 0, max: 9 }), { maxLength: 4 }),
  fc.constant(null),
  fc.constant('long'.repeat(600)),
);
const place = fc.nat({ max: 2 * MANY });
const disturbance = fc.oneof(
  fc.record({ kind: fc.constant('insert' as const), a: value }),
  fc.record({ kind: fc.constant('update' as const), place, a: value }),
  fc.record({ kind: fc.constant('delete' as const), place }),
);

test('a write that another index refuses leaves no trace in an index on the way', async () => {
  const collection = await filled(numbered(MANY));
  await inJobs(
    engine.store,
    engine.catalog.createIndex(collection, spec({ a: 1 }, { name: 'one_of_each', unique: true })),
  );
  const steps = engine.catalog.createIndex(collection, spec({ b: 1 }));
  await write(() => steps.next());
  await write(() => {
    expect(() => change(collection, 0, (old) => ({ ...old, a: 1, b: 'refused' }))).toThrow('E11000');
    expect(() => collection.insert({ _id: MANY, a: 1, b: 'refused' })).toThrow('E11000');
  });
  while (!(await write(() => steps.next())).done);
  await inJobs(engine.store, engine.catalog.createIndex(collection, spec({ b: 1 }, { name: 'quiet' })));
  const [, , built, quiet] = collection.indexes;
  expect(keysOf(built as Index)).toEqual(keysOf(quiet as Index));
});

test('an index built among random writes is the one that a quiet build gives', async () => {
  const shapes: [Document, Document][] = [
    [{ a: 1 }, {}],
    [{ a: -1, b: 1 }, { sparse: true }],
    [{ b: 1 }, { partialFilterExpression: { a: { $gt: 3 } } }],
    [{ a: 1, _id: 1 }, { unique: true }],
  ];
  const turns = fc.array(fc.array(disturbance, { maxLength: 12 }), { minLength: 6, maxLength: 6 });
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...shapes), fc.array(value, { minLength: 9 }), turns, async (shape, as, all) => {
      let nextId = 0;
      const row = (a: unknown): Document => ({ _id: nextId++, a, b: nextId % 7 });
      const collection = await filled(Array.from({ length: MANY }, (_, i) => row(as[i % as.length])));
      const steps = engine.catalog.createIndex(collection, spec(...shape));
      const waiting = [...all];
      let paused = 0;
      while (!(await write(() => steps.next())).done) {
        paused += 1;
        expect(collection.indexes).toHaveLength(1);
        await write(() => {
          for (const one of waiting.shift() ?? []) {
            if (one.kind === 'insert') collection.insert(row(one.a));
            if (one.kind === 'update') change(collection, one.place, (old) => ({ ...old, a: one.a }));
            if (one.kind === 'delete') change(collection, one.place, () => null);
          }
        });
      }
      expect(paused).toBeGreaterThan(3);
      await inJobs(engine.store, engine.catalog.createIndex(collection, spec(...shape)));
      const [, built, quiet] = collection.indexes;
      expect(keysOf(built as Index)).toEqual(keysOf(quiet as Index));
      expect(keysOf(quiet as Index).length).toBeGreaterThan(0);
      const { isMultikey, hasLongKeys } = (built as Index).traits;
      expect(isMultikey || !(quiet as Index).traits.isMultikey).toBe(true);
      expect(hasLongKeys || !(quiet as Index).traits.hasLongKeys).toBe(true);
      await write(() => engine.catalog.drop(collection));
      await engine.catalog.clearDropped();
    }),
    { numRuns: 10 },
  );
});

const duplicates: [string, readonly Document[], (collection: Collection) => void][] = [
  ['a duplicate that the fill meets last', [...numbered(MANY), { _id: MANY, a: 3 }], () => undefined],
  ['a duplicate inserted', numbered(MANY), (all) => all.insert({ _id: 'new', a: 3 })],
  ['an update behind the fill', numbered(MANY), (all) => change(all, 5, (old) => ({ ...old, a: 3 }))],
  ['an update ahead of the fill', numbered(MANY), (all) => change(all, MANY - 5, (old) => ({ ...old, a: 3 }))],
];
test.each(duplicates)('%s ends a unique build and refuses no writer', async (_name, rows, disturb) => {
  const collection = await filled(rows);
  const build = engine.catalog.createIndex(collection, spec({ a: 1 }, { unique: true }));
  await write(() => build.next());
  const number = collection.builds[0]?.index.number ?? 0;
  expect(engine.store.count(wholeRange(number))).toBeGreaterThan(0);
  await write(() => disturb(collection));
  await expect(inJobs(engine.store, build)).rejects.toMatchObject({ code: 11000, extra: { keyPattern: { a: 1 } } });
  await engine.catalog.clearDropped();
  expect(engine.store.count(wholeRange(number))).toBe(0);
  expect(collection.indexes).toHaveLength(1);
  expect([...collection.scan()]).toHaveLength(collection.count);
  await write(() => collection.insert({ _id: 'later', a: 3 }));
});

test('a document that cannot be in the index ends the build, and is stored', async () => {
  const collection = await filled(numbered(MANY));
  const build = engine.catalog.createIndex(collection, spec({ a: 1, b: 1 }));
  await write(() => build.next());
  await write(() => collection.insert({ _id: 'arrays', a: [1], b: [2] }));
  await expect(inJobs(engine.store, build)).rejects.toMatchObject({ code: 171 });
  expect(collection.count).toBe(MANY + 1);
});

const call = () => ({
  engine,
  database: 'test',
  connection: { id: 1, isClosed: false },
  session: null,
  operation: new Operation(),
  documents: () => undefined,
});
const createIndexes = (...indexes: Document[]) =>
  Promise.resolve(
    INDEX_COMMANDS['createIndexes']?.({ createIndexes: 'rows', indexes }, { ...call(), name: 'createIndexes' }),
  );

test('two builds of the same index at once are one; another under its name is a conflict', async () => {
  const collection = await filled(numbered(20 * MANY));
  const wanted = { key: { a: 1 }, name: 'built' };
  const both = [createIndexes(wanted), createIndexes(wanted)];
  const other = createIndexes({ key: { b: 1 }, name: 'built' });
  await expect(other).rejects.toMatchObject({ code: 86 });
  expect(await Promise.all(both)).toMatchObject([{ numIndexesAfter: 2 }, { numIndexesAfter: 2 }]);
  // Had each built one, the second number would have been used up.
  expect(collection.indexes.map(({ number }) => number - collection.number)).toEqual([1, 2]);
});

test.each([
  ['drop', { drop: 'rows' }],
  ['dropIndexes', { dropIndexes: 'rows', index: 'built' }],
  ['dropIndexes', { dropIndexes: 'rows', index: '*' }],
] as const)('%s aborts a build and leaves nothing of it', async (name, command) => {
  const collection = await filled(numbered(MANY));
  const build = engine.catalog.createIndex(collection, spec({ a: 1 }));
  await write(() => build.next());
  const number = collection.builds[0]?.index.number ?? 0;
  const { COMMANDS } = await import('../src/commands/run.ts');
  expect(await COMMANDS[name]?.(command, { ...call(), name })).toMatchObject({ ok: 1 });
  expect(engine.store.count(wholeRange(number))).toBe(0);
  await expect(inJobs(engine.store, build)).rejects.toMatchObject({ code: 276, codeName: 'IndexBuildAborted' });
  await engine.catalog.clearDropped();
  expect(engine.catalog.hasDropped()).toBe(false);
});

test('what is cleared meanwhile is not the index that is being built', async () => {
  const collection = await filled(numbered(MANY));
  await inJobs(engine.store, engine.catalog.createIndex(collection, spec({ b: 1 }, { name: 'other' })));
  const build = engine.catalog.createIndex(collection, spec({ a: 1 }));
  await write(() => build.next());
  await write(() => engine.catalog.dropIndex(collection, collection.indexes[1] as Index));
  await engine.catalog.clearDropped();
  await inJobs(engine.store, build);
  expect(keysOf(collection.indexes[1] as Index)).toHaveLength(MANY);
  expect(engine.catalog.hasDropped()).toBe(false);
});

test('a folder that was left in the middle of a build opens without it', async () => {
  const collection = await filled(numbered(MANY));
  const build = engine.catalog.createIndex(collection, spec({ a: 1 }));
  await write(() => build.next());
  const number = collection.builds[0]?.index.number ?? 0;
  await engine.close();
  engine = open();
  await engine.catalog.clearDropped();
  expect(engine.store.count(wholeRange(number))).toBe(0);
  expect(engine.catalog.hasDropped()).toBe(false);
  expect(engine.catalog.find(SPACE)?.indexes).toHaveLength(1);
});

test('a commit that finds no room ends a build, and nothing of it stays', async () => {
  const collection = await filled(numbered(MANY));
  const build = engine.catalog.createIndex(collection, spec({ a: 1 }));
  await write(() => build.next());
  const number = collection.builds[0]?.index.number ?? 0;
  // What the store has done by then: the catalogue is read again from the last commit.
  engine.catalog.load();
  await write(() => engine.catalog.find(SPACE)?.insert({ _id: 'later', a: 3 }));
  await expect(inJobs(engine.store, build)).rejects.toMatchObject({ code: 14031 });
  await engine.catalog.clearDropped();
  expect(engine.store.count(wholeRange(number))).toBe(0);
  expect(engine.catalog.find(SPACE)).toMatchObject({ indexes: { length: 1 }, builds: [], count: MANY + 1 });
});

const onServer = process.env['TEST_MONGODB_URI'] ? test.skip : test;
const { MongoClient } = mongoose.mongo;

async function withServer(run: (database: TestDatabase, rows: number) => Promise<void>): Promise<void> {
  const database = await startDatabase();
  const client = await MongoClient.connect(database.uri);
  try {
    const count = 20_000;
    await client
      .db()
      .collection<{ _id: number }>('rows')
      .insertMany(Array.from({ length: count }, (_, _id) => ({ _id, a: _id, words: [`w${_id % 97}`, `x${_id}`] })));
    await run(database, count);
  } finally {
    await client.close();
    await database.stop();
  }
}

onServer('a server that builds a large index goes on answering, also to who has just come', async () => {
  await withServer(async (database, count) => {
    const client = await MongoClient.connect(database.uri);
    const rows = client.db().collection<{ _id: number; a?: number }>('rows');
    const built: string[] = [];
    let answers = 0;
    const building = rows.createIndex({ words: 1, a: -1 }, {}, {}).then((name) => built.push(name));
    for (;;) {
      // A client of its own each time: its first word is `hello`, as a monitor's.
      const other = await MongoClient.connect(database.uri, { serverSelectionTimeoutMS: 5000 });
      await other
        .db()
        .collection<{ _id: number }>('rows')
        .insertOne({ _id: count + answers });
      const listed = await rows.listIndexes().toArray();
      await other.close();
      // The list may be ahead of the answer, never of the build.
      if (built.length > 0 || listed.length > 1) break;
      answers += 1;
    }
    await building;
    // A server that waits for the build gives none.
    expect(answers).toBeGreaterThan(0);
    expect(await client.db().command({ validate: 'rows' })).toMatchObject({ valid: true, errors: [] });
    expect(await rows.countDocuments({ words: 'w5' })).toBe(Math.ceil((count - 5) / 97));
    await client.close();
  });
});

onServer('kill -9 in the middle of a build leaves the documents, and nothing of the index', async () => {
  await withServer(async (database, count) => {
    const client = await MongoClient.connect(database.uri);
    const rows = client.db().collection<{ _id: number }>('rows');
    const building = rows.createIndex({ words: 1, a: -1 }, {}, {}).catch(() => 'broken off');
    await rows.insertOne({ _id: count });
    await rows.insertOne({ _id: count + 1 });
    await database.kill();
    expect(await building).toBe('broken off');
    await client.close();
    await engine.close();
    const own = folder;
    folder = database.folder;
    engine = open();
    folder = own;
    const [collection] = engine.catalog.list();
    expect(engine.catalog.hasDropped()).toBe(true);
    await engine.catalog.clearDropped();
    expect(collection?.indexes).toHaveLength(1);
    expect(collection?.count).toBe(count + 2);
    const isUsed = (number: number) => engine.store.count(wholeRange(number), 1) > 0;
    expect(Array.from({ length: 100 }, (_, number) => number).filter(isUsed)).toEqual([
      0,
      collection?.number,
      collection?.indexes[0]?.number,
    ]);
    await engine.close();
    engine = open();
    await database.restart();
  });
});
