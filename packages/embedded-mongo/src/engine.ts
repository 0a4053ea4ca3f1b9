/** The parts of a running database, opened together and closed together. */
import { Catalog } from './catalog.ts';
import { Cursors } from './cursors.ts';
import type { StoreDamagedError } from './reads.ts';
import { openStore, type Store } from './store.ts';
import { startTtlSweep } from './ttl.ts';

export interface Engine {
  readonly store: Store;
  readonly catalog: Catalog;
  readonly cursors: Cursors;
  readonly startedAt: Date;
  readonly close: () => Promise<void>;
}

export interface EngineSettings {
  readonly folder: string;
  readonly ttlEveryMs: number;
  readonly onDiskFailure: (error: Error) => never;
  readonly onDamage: (error: StoreDamagedError) => never;
}

export function openEngine({ folder, ttlEveryMs, onDiskFailure, onDamage }: EngineSettings): Engine {
  // After a commit fails for lack of space, memory may be ahead of the disk. The disk is right.
  const store: Store = openStore(folder, { onDiskFailure, onDamage, onRollback: () => catalog.load() });
  const catalog = new Catalog(store);
  catalog.load();
  void catalog.raiseFormat();
  const cursors = new Cursors();
  const stopTtl = startTtlSweep({ store, catalog, everyMs: ttlEveryMs });
  if (catalog.hasDropped()) void catalog.clearDropped();
  return {
    store,
    catalog,
    cursors,
    startedAt: new Date(),
    async close() {
      stopTtl();
      cursors.close();
      await store.close();
    },
  };
}
