import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { numberPrefix } from '../src/keys.ts';
import { openSnapshot } from '../src/snapshot.ts';
import { openStore, type Store } from '../src/store.ts';

const KEYS = 20;
const key = (n: number) => Buffer.concat([numberPrefix(1), Buffer.from([n])]);
const refuse = (error?: Error): never => {
  throw error ?? new Error('not expected');
};

let folder: string;
let store: Store;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'lbstore-'));
  store = openStore(folder, { onDiskFailure: refuse, onDamage: refuse, onRollback: refuse });
  await store.write(() => {
    for (let n = 0; n < KEYS; n += 1) store.put(key(n), Buffer.from('value'));
    store.put(numberPrefix(2), Buffer.from('of another range'));
  });
});
afterEach(async () => {
  await store.close();
  await rm(folder, { recursive: true });
});

test.each([
  [undefined, 10],
  [1, 1],
  [9, 9],
  [10, 10],
  [11, 10],
  [1000, 10],
])('keys are counted up to the limit and no further: of ten with limit %p it is %p', async (limit, expected) => {
  const range = { from: key(5), to: key(15) };
  expect(store.count(range, limit)).toBe(expected);
  const snapshot = openSnapshot(folder);
  expect(snapshot.store.count(range, limit)).toBe(expected);
  await snapshot.close();
});

test('what lies behind the range is not counted, and an empty range has none', () => {
  expect(store.count({ from: key(15), to: key(255) }, 6)).toBe(5);
  expect(store.count({ from: key(5), to: key(5) }, 6)).toBe(0);
  expect(store.count({ from: numberPrefix(3), to: numberPrefix(4) }, 1)).toBe(0);
});
