/** Indexes built together in sorted runs must equal, key by key and in what is known of them, those that writers keep. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { openEngine, type Engine } from '../src/engine.ts';
import { parseIndexSpec } from '../src/index-spec.ts';
import { wholeRange } from '../src/keys.ts';
import type { Document } from '../src/language/values.ts';
import { buildSorted } from '../src/sorted-build.ts';

const SPECS = [
  { key: { name: 1, at: -1 }, name: 'by name' },
  { key: { words: 1 }, name: 'words' },
  { key: { 'parts.size': 1 }, name: 'sizes', sparse: true },
  { key: { number: 1 }, name: 'one each', unique: true, partialFilterExpression: { number: { $exists: true } } },
].map(parseIndexSpec);
const LONG = 'x'.repeat(3000);
const ROWS: Document[] = Array.from({ length: 300 }, (_, i) => ({
  _id: i,
  name: i === 77 ? LONG : `person ${(i * 7919) % 300}`,
  at: new Date(i),
  words: i % 3 === 0 ? [] : [`a${i % 10}`, `b${i % 4}`],
  ...(i % 5 === 0 && { parts: [{ size: i }, { size: -i }] }),
  ...(i % 2 === 0 && { number: 1000 - i }),
}));

let folder: string;
let engine: Engine;
const onDiskFailure = (error: Error): never => {
  throw error;
};
const open = () => (engine = openEngine({ folder, ttlEveryMs: 3_600_000, onDiskFailure, onDamage: onDiskFailure }));
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'lbsb-'));
  open();
});
afterEach(async () => {
  await engine.close();
  await rm(folder, { recursive: true, force: true });
});

const make = (name: string, rows: readonly Document[], specs: typeof SPECS) =>
  engine.store.write(() => {
    const collection = engine.catalog.create(`test.${name}`);
    engine.catalog.addIndexes(
      collection,
      specs.map((spec) => engine.catalog.openIndex(spec)),
    );
    for (const row of rows) collection.insert(row);
    return collection;
  });
/** What is on disk, after the folder was opened anew. */
const readAnew = async (name: string) => {
  await engine.close();
  const collection = open().catalog.find(`test.${name}`);
  return collection?.indexes.map(({ number, spec, traits }) => ({
    spec,
    traits,
    keys: [...engine.store.scan(wholeRange(number))].map(
      ({ key, value }) => `${key.subarray(4).toString('hex')}=${value.toString('hex')}`,
    ),
  }));
};

test('[U8] the same keys in the same order, and the same said of them', async () => {
  await make('kept', ROWS, SPECS);
  const built = await make('built', ROWS, []);
  await buildSorted(engine.store, engine.catalog, built, SPECS);
  const kept = await readAnew('kept');
  expect(kept?.map(({ keys }) => keys.length).every((count) => count > 100)).toBe(true);
  expect(await readAnew('built')).toEqual(kept);
});

test('[U10] two documents under one unique key are refused, and no index is there', async () => {
  const built = await make('twice', [...ROWS, { _id: 'again', number: 1000 }], []);
  await expect(buildSorted(engine.store, engine.catalog, built, SPECS)).rejects.toMatchObject({ code: 11000 });
  expect(built.indexes).toHaveLength(1);
});
