/** The compacting copy: what was deleted is gone from the data folder, and nothing else changes. */
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import mongoose from 'mongoose';
import { numberPrefix } from '../src/keys.ts';
import { openStore, type Store } from '../src/store.ts';
import { startDatabase } from './support/database.ts';

const KEYS = 3000;
const key = (n: number) => Buffer.concat([numberPrefix(1), Buffer.from(String(n).padStart(6, '0'))]);
const ALL = { from: numberPrefix(1), to: numberPrefix(2) };
const refuse = (error?: Error): never => {
  throw error ?? new Error('not expected');
};
const open = () => openStore(folder, { onDiskFailure: refuse, onDamage: refuse, onRollback: refuse });

let folder: string;
let store: Store;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'lbcompact-'));
  store = open();
  await store.write(() => {
    for (let n = 0; n < KEYS; n += 1) store.put(key(n), Buffer.from(n % 2 ? `deleted ${n}` : `kept ${n}`));
  });
  await store.write(() => {
    for (let n = 1; n < KEYS; n += 2) store.remove(key(n));
  });
});
afterEach(async () => {
  await store.close();
  await rm(folder, { recursive: true });
});

/** How often any file of the folder has the text. */
async function found(text: string, where = folder): Promise<number> {
  let count = 0;
  for (const name of await readdir(where, { recursive: true, withFileTypes: true })) {
    if (!name.isFile()) continue;
    const content = (await readFile(join(name.parentPath, name.name))).toString('latin1');
    count += content.split(text).length - 1;
  }
  return count;
}

test('[D23] after the copy no deleted byte is in the folder, the file is smaller, and everything else is there', async () => {
  expect(await found('deleted ')).toBeGreaterThan(0);
  expect(await store.compact()).toBeGreaterThan(0);
  expect(await found('deleted ')).toBe(0);
  expect(store.count(ALL)).toBe(KEYS / 2);
  await store.write(() => store.put(key(1), Buffer.from('written after')));
  await store.compact();
  await store.close();
  store = open();
  expect(store.count(ALL)).toBe(KEYS / 2 + 1);
  expect(store.get(key(1))?.toString()).toBe('written after');
});

test('[D23] a scan continues over it, and writes wait for it', async () => {
  const scan = store.scan(ALL);
  for (let n = 0; n < 100; n += 1) scan.next();
  const compacting = store.compact();
  const written = store.write(() => store.put(key(KEYS), Buffer.from('kept late')));
  const again = store.compact();
  await Promise.all([compacting, written, again]);
  expect([...scan]).toHaveLength(KEYS / 2 - 100 + 1);
  expect(store.get(key(KEYS))?.toString()).toBe('kept late');
  await store.close();
  store = open();
  expect(store.count(ALL)).toBe(KEYS / 2 + 1);
});

test('[D23] steady writes don’t put it off', async () => {
  let isOver = false;
  let count = 0;
  const writer = async () => {
    while (!isOver) {
      const n = (count += 1);
      await store.write(() => store.put(key(2 * KEYS + (n % 100)), Buffer.from(`kept ${n}`)));
    }
  };
  // One of them always waits while the other is stored.
  const writing = [writer(), writer(), writer()];
  await store.compact();
  const during = count;
  isOver = true;
  await Promise.all(writing);
  expect(during).toBeGreaterThan(0);
  expect(store.count(ALL)).toBe(KEYS / 2 + Math.min(100, count));
  expect(await found('deleted ')).toBe(0);
});

test('[D23] a copy that a crash left unfinished is deleted at the next start', async () => {
  await store.close();
  const left = join(folder, 'copy-1-1');
  await mkdir(left);
  await writeFile(join(left, 'data.mdb'), 'half a copy');
  store = open();
  expect(existsSync(left)).toBe(false);
  expect(store.count(ALL)).toBe(KEYS / 2);
});

test('[D23] the command is for the admin database, and clients notice nothing', async () => {
  const database = await startDatabase();
  if (database.isReal) return database.stop();
  const client = await mongoose.createConnection(database.uri).asPromise();
  const people = client.collection<{ _id: number; name: string }>('people');
  await client.db?.command({ createIndexes: 'people', indexes: [{ key: { name: 1 }, name: 'by_name' }] });
  await people.insertMany([...Array(500).keys()].map((n) => ({ _id: n, name: n % 2 ? `Ottoline ${n}` : `Kim ${n}` })));
  await people.deleteMany({ name: { $gte: 'Ottoline', $lt: 'P' } });
  expect(await found('Ottoline', database.folder)).toBeGreaterThan(0);
  await expect(client.db?.command({ compactStore: 1 })).rejects.toThrow(/admin/);
  const cursor = people.find({}, { batchSize: 10 });
  await cursor.next();
  const admin = client.getClient().db('admin');
  expect(await admin.command({ compactStore: 1 })).toMatchObject({ ok: 1 });
  expect((await cursor.toArray()).length).toBe(249);
  expect(await found('Ottoline', database.folder)).toBe(0);
  expect(await admin.command({ ping: 1 })).toMatchObject({ ok: 1 });
  expect(await client.db?.command({ validate: 'people' })).toMatchObject({ valid: true, nrecords: 250 });
  await client.close();
  await database.stop();
});
