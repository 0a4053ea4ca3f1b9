/**
 * Builds all indexes of a collection while no one else writes to it: documents are read once, and keys are stored in sorted
 * runs. Adjacent keys are stored together, so a page is written once per run. Added document by document, each key would
 * touch a different page, which is hundreds of gigabytes for a million documents. For a database in use see index-build.ts.
 */
import type { Catalog } from './catalog.ts';
import type { Collection } from './collection.ts';
import { duplicateKey } from './duplicate-key.ts';
import type { IndexSpec } from './index-spec.ts';
import { keysOf, type Index, type IndexEntry } from './index.ts';
import { recordOf, recordValue } from './keys.ts';
import type { Store } from './store.ts';

/** Held in memory at once: some hundred bytes each. */
const RUN_KEYS = 400_000;
/** Stored by one job: some thousand pages at most. */
const JOB_KEYS = 40_000;

interface Key {
  /** The key's bytes as a string with the same order. */
  readonly name: string;
  readonly entry: IndexEntry;
  readonly record: number;
  readonly index: Index;
}

/** Throws 11000 for duplicates in a unique index, and MongoDB's error for a document that cannot be indexed. */
export async function buildSorted(
  store: Store,
  catalog: Catalog,
  collection: Collection,
  specs: readonly IndexSpec[],
): Promise<void> {
  if (specs.length === 0) return;
  const indexes = await store.write(() => specs.map((spec) => catalog.openIndex(spec)));
  let run: Key[] = [];
  for (const { record, document } of collection.scan()) {
    for (const index of indexes) {
      const { entries, traits } = keysOf(index, document, record);
      index.traits = traits;
      for (const entry of entries) run.push({ name: entry.key.toString('latin1'), entry, record, index });
    }
    if (run.length < RUN_KEYS) continue;
    await enter(store, collection, run);
    run = [];
  }
  await enter(store, collection, run);
  await store.write(() => catalog.addIndexes(collection, indexes));
}

async function enter(store: Store, collection: Collection, run: Key[]): Promise<void> {
  run.sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
  for (let start = 0; start < run.length; start += JOB_KEYS) {
    const some = run.slice(start, start + JOB_KEYS);
    await store.write(() => {
      for (const { entry, record, index } of some) {
        if (index.spec.unique) checkUnique(store, collection, { entry, record, index });
        store.put(entry.key, recordValue(record, index.spec.unique));
      }
    });
  }
}

function checkUnique(store: Store, collection: Collection, { entry, record, index }: Omit<Key, 'name'>): void {
  const holder = store.get(entry.key);
  if (holder && recordOf(entry.key, holder) !== record) throw duplicateKey(collection.namespace, index, entry.values);
}
