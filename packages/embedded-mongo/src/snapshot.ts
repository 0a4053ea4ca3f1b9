import { join } from 'node:path';
import { open, type RootDatabase } from 'lmdb';
import { count, reader, scan, StoreDamagedError } from './reads.ts';
import type { Store } from './store.ts';
import { MOST_TREES, openTrees } from './trees.ts';

/**
 * A read-only view of the last synced commit, by one LMDB read transaction. A server on the same folder can continue to
 * write; none of that is visible here. Meanwhile the file cannot reuse old pages, so close it soon.
 */
export function openSnapshot(folder: string): { store: Store; close: () => Promise<void> } {
  const damaged = (cause: unknown): never => {
    throw new StoreDamagedError(folder, cause);
  };
  const read = reader(damaged);
  const root = read((): RootDatabase<Buffer, Buffer> =>
    open({
      path: join(folder, 'store'),
      encoding: 'binary',
      keyEncoding: 'binary',
      readOnly: true,
      maxDbs: MOST_TREES,
    }),
  );
  // A killed reader would otherwise hold its pages forever.
  root.readerCheck();
  const trees = read(() => openTrees(root, false));
  const transaction = root.useReadTransaction();
  const refuse = (): never => {
    throw new Error('a snapshot is for reading only');
  };
  return {
    store: {
      isWriting: false,
      get: (key) => read(() => trees.of(key).get(key, { transaction })),
      scan: (range) => scan(trees, read, range, transaction),
      count: (range, limit) => read(() => count(trees, range, limit, transaction)),
      damaged,
      put: refuse,
      remove: refuse,
      write: refuse,
      afterCommit: refuse,
      sizeOnDisk: () => 0,
      compact: refuse,
      close: () => Promise.resolve(),
    },
    async close() {
      transaction.done();
      await root.close();
    },
  };
}
