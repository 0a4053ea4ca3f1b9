/** How index entries lie on disk, and folders that older and newer programs wrote. */
import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { open as openTree } from 'lmdb';
import { Catalog } from '../src/catalog.ts';
import { openEngine, type Engine } from '../src/engine.ts';
import { parseFind, findDocuments } from '../src/find.ts';
import { parseIndexSpec } from '../src/index-spec.ts';
import { CATALOG, modelRange, numberPrefix, recordBytes, recordOf, recordValue, wholeRange } from '../src/keys.ts';
import { deleteDocuments, inJobs, insertDocument } from '../src/modify.ts';
import { Operation } from '../src/operation.ts';
import { parseQuery } from '../src/planner.ts';
import { COMMANDS } from '../src/commands/run.ts';
import { openSnapshot } from '../src/snapshot.ts';
import { encodeDocument } from '../src/wire.ts';
import type { Document } from '../src/language/values.ts';

const NAMESPACE = 'test.rows';
const FORMAT_KEY = Buffer.concat([numberPrefix(CATALOG), Buffer.from('format')]);
let folder: string;
let engine: Engine;
const fail = (error: Error): never => {
  throw error;
};
const open = (): void => {
  engine = openEngine({ folder, ttlEveryMs: 60_000, onDiskFailure: fail, onDamage: fail });
};
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'lbdb-'));
  open();
});
afterEach(async () => {
  await engine.close();
  await rm(folder, { recursive: true });
});

const collection = () => engine.catalog.find(NAMESPACE) ?? fail(new Error('no collection'));
const insert = (document: Document) =>
  engine.store.write(() => insertDocument(engine.catalog.findOrCreate(NAMESPACE), document));
const found = (filter: Document): number =>
  [...findDocuments(collection(), parseFind({ filter }, new Operation()))].filter((item) => item !== null).length;

/** Of the collection and its indexes. */
const numbers = () => [collection().number, ...collection().indexes.map(({ number }) => number)];

async function fill(): Promise<void> {
  for (let i = 0; i < 300; i += 1) await insert({ _id: i, a: i % 10, name: `n${i}` });
  await inJobs(engine.store, engine.catalog.createIndex(collection(), parseIndexSpec({ key: { a: 1 }, name: 'a' })));
  const unique = parseIndexSpec({ key: { name: 1 }, name: 'name', unique: true });
  await inJobs(engine.store, engine.catalog.createIndex(collection(), unique));
}

test('[D13] a folder of format 1 is read, and written to', async () => {
  await fill();
  await engine.store.write(() => {
    for (const index of collection().indexes) {
      for (const { key, value } of [...engine.store.scan(wholeRange(index.number))]) {
        engine.store.put(key, recordBytes(recordOf(key, value)));
      }
    }
    engine.store.put(FORMAT_KEY, numberPrefix(1));
  });
  await engine.close();
  open();
  expect(found({ a: 3 })).toBe(30);
  expect(found({ _id: 7 })).toBe(1);
  expect(found({ name: 'n9' })).toBe(1);
  await insert({ _id: 300, a: 3, name: 'new' });
  await expect(insert({ _id: 301, name: 'n9' })).rejects.toThrow('E11000');
  await expect(insert({ _id: 7 })).rejects.toThrow('E11000');
  const query = parseQuery({ a: 4 }, undefined, undefined);
  await inJobs(
    engine.store,
    deleteDocuments(engine.catalog, NAMESPACE, { query, isMulti: true, operation: new Operation() }),
  );
  expect([found({ a: 3 }), found({ a: 4 }), found({ name: 'new' })]).toEqual([31, 0, 1]);
  const call = {
    engine,
    database: 'test',
    name: 'validate',
    connection: { id: 1, isClosed: false },
    session: null,
    operation: new Operation(),
    documents: () => undefined,
  };
  expect(await COMMANDS['validate']?.({ validate: 'rows' }, call)).toMatchObject({ valid: true, errors: [] });
  expect(engine.store.get(FORMAT_KEY)?.readUInt32BE()).toBe(3);
});

test('[D13] a folder whose keys all lie in one tree, as older programs made them, is read and written to', async () => {
  await fill();
  const entries = [0, ...numbers()].flatMap((number) => [...engine.store.scan(wholeRange(number))]);
  await engine.close();
  await rm(folder, { recursive: true });
  folder = await mkdtemp(join(tmpdir(), 'lbdb-'));
  const root = openTree<Buffer, Buffer>({ path: join(folder, 'store'), encoding: 'binary', keyEncoding: 'binary' });
  await root.transaction(() => {
    for (const { key, value } of entries) void root.put(key, value);
  });
  await root.close();

  open();
  expect([found({ a: 3 }), found({ _id: 7 }), found({ name: 'n9' })]).toEqual([30, 1, 1]);
  await insert({ _id: 300, a: 3, name: 'new' });
  await engine.close();
  open();
  expect([found({ a: 3 }), found({ name: 'new' })]).toEqual([31, 1]);
});

test('[D13] a folder of a newer format is left alone', async () => {
  await fill();
  await engine.store.write(() => engine.store.put(FORMAT_KEY, numberPrefix(4)));
  await engine.close();
  expect(open).toThrow('format 4');
  await rm(folder, { recursive: true });
  folder = await mkdtemp(join(tmpdir(), 'lbdb-'));
  open();
});

test('[D13] an index entry takes as many bytes as it needs', async () => {
  await fill();
  for (const index of collection().indexes) {
    for (const { value } of engine.store.scan(wholeRange(index.number))) {
      expect(value.length).toBeLessThanOrEqual(index.spec.unique ? 2 : 1);
    }
  }
  const key = Buffer.concat([Buffer.alloc(4), recordBytes(2 ** 40 + 5)]);
  for (const record of [1, 255, 256, 65_535, 2 ** 32, 2 ** 40 + 5, Number.MAX_SAFE_INTEGER]) {
    expect(recordOf(key, recordValue(record, true))).toBe(record);
    expect(recordOf(key, recordBytes(record))).toBe(record);
  }
  expect(recordOf(key, recordValue(2 ** 40 + 5, false))).toBe(2 ** 40 + 5);
});

const text = (length: number): string => 'a roof of eighty square meters, '.repeat(length / 32 + 1).slice(0, length);
const noise = (length: number): string => randomBytes(length).toString('latin1');

test.each([
  ['small', text(200)],
  ['a kilobyte', text(1024)],
  ['above the small window', text(9000)],
  ['as large as a document may be', text(16 * 1024 * 1024 - 60)],
  ['incompressible', noise(3000)],
  ['incompressible and large', noise(100_000)],
])('[D14] a document that is %s is read as it was written', async (_what, value) => {
  await insert({ _id: 1, value, n: 1 });
  await engine.close();
  open();
  const [stored] = [...collection().scan()];
  expect(stored?.bytes.equals(encodeDocument({ _id: 1, value, n: 1 }))).toBe(true);
});

test('[D14] a document with much repetition takes less than half its bytes', async () => {
  await insert({
    _id: 1,
    steps: Array.from({ length: 30 }, (_, n) => ({ at: new Date(n), kind: 'offered', by: 'system' })),
  });
  const [entry] = [...engine.store.scan(wholeRange(collection().number))];
  const [stored] = [...collection().scan()];
  expect(entry?.value.length).toBeLessThan((stored?.bytes.length ?? 0) / 2);
});

test('[D14] a compressed document that was damaged is reported, not read', async () => {
  await insert({ _id: 1, value: text(5000) });
  const [entry] = [...engine.store.scan(wholeRange(collection().number))];
  if (!entry) throw new Error('nothing stored');
  const wrongLength = Buffer.from(entry.value);
  wrongLength[0] = (wrongLength[0] ?? 0) ^ 1;
  for (const broken of [wrongLength, entry.value.subarray(0, -3), entry.value.subarray(0, 4)]) {
    await engine.store.write(() => engine.store.put(entry.key, broken));
    expect(() => [...collection().scan()].map(({ document }) => document)).toThrow('is damaged');
  }
});

/** Like a fact of the service: small, with a text of its own. */
const small = (n: number): Document => ({
  _id: n,
  campaignId: 'solar',
  kind: 'offered to an agent',
  at: new Date(1_800_000_000_000 + n * 1000),
  person: { name: `Customer ${n}`, phone: `+1202555${1000 + n}`, email: `c${n}@example.com` },
});
const insertAll = (from: number, to: number, make: (n: number) => Document) =>
  engine.store.write(() => {
    const into = engine.catalog.findOrCreate(NAMESPACE);
    for (let n = from; n <= to; n += 1) insertDocument(into, make(n));
  });
const modelsIn = () => [...engine.store.scan(modelRange(collection().number))].map(({ value }) => value);
const valuesIn = () => [...engine.store.scan(wholeRange(collection().number))].map(({ value }) => value);

test('[D20] once a collection has a hundred documents, small ones too are stored in half their bytes', async () => {
  await insertAll(1, 100, small);
  const plain = encodeDocument(small(100)).length;
  expect(valuesIn().every(({ length }) => length >= plain - 8)).toBe(true);
  expect(modelsIn()).toHaveLength(1);
  await insertAll(101, 300, small);
  expect(modelsIn()).toHaveLength(1);
  expect(
    Math.max(
      ...valuesIn()
        .slice(100)
        .map(({ length }) => length),
    ),
  ).toBeLessThan(plain / 2);

  const decoded = () => [...collection().scan()].map(({ bytes }) => bytes.toString('hex'));
  const written = Array.from({ length: 300 }, (_, n) => Buffer.from(encodeDocument(small(n + 1))).toString('hex'));
  expect(decoded()).toEqual(written);
  await engine.close();
  open();
  expect(decoded()).toEqual(written);
  // A backup reads the folder without the server.
  const snapshot = openSnapshot(folder);
  const catalog = new Catalog(snapshot.store);
  catalog.load();
  const copied = [...(catalog.find(NAMESPACE)?.scan() ?? [])].map(({ bytes }) => bytes.toString('hex'));
  await snapshot.close();
  expect(copied).toEqual(written);
});

test('[D20] a model tells nothing about one document, and goes with its collection', async () => {
  await insertAll(1, 100, (n) => ({ ...small(n), owner: '+82 10-1234-5678', mail: 'owner@example.com' }));
  const [model] = modelsIn();
  expect(model?.toString('latin1')).toContain('offered to an agent');
  // Most documents share the last two, and yet they are not kept.
  for (const own of ['Customer', '2025', 'c50@', '1234', 'owner@'])
    expect(model?.toString('latin1')).not.toContain(own);
  const range = modelRange(collection().number);
  await engine.store.write(() => engine.catalog.drop(collection()));
  expect([...engine.store.scan(range)]).toEqual([]);
});

test('[D20] a document whose model is missing is reported as damage', async () => {
  await insertAll(1, 100, small);
  await insertAll(101, 120, small);
  await engine.store.write(() => {
    for (const { key } of [...engine.store.scan(modelRange(collection().number))]) engine.store.remove(key);
  });
  await engine.close();
  open();
  expect(() => [...collection().scan()].map(({ document }) => document)).toThrow('is damaged');
});

test('[D20] few documents, those too small to gain and large ones make no model', async () => {
  await insertAll(1, 99, small);
  expect(modelsIn()).toEqual([]);
  await engine.store.write(() => engine.catalog.drop(collection()));
  await insertAll(1, 300, (n) => ({ _id: n, a: n }));
  expect(modelsIn()).toEqual([]);
  await engine.store.write(() => engine.catalog.drop(collection()));
  await insertAll(1, 100, (n) => ({ _id: n, value: text(20_000) }));
  expect(modelsIn()).toEqual([]);
});
