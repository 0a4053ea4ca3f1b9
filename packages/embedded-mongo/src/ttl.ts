/**
 * Retention: removes documents whose date in a TTL index is older than its expireAfterSeconds. Sweeps once a minute, as
 * MongoDB does; nothing may depend on exact timing.
 */
import { complain } from './complain.ts';
import type { Catalog } from './catalog.ts';
import type { Collection } from './collection.ts';
import type { Index } from './index.ts';
import { indexBounds } from './bounds.ts';
import { recordOf } from './keys.ts';
import { indexKeyValues } from './language/path.ts';
import type { Document } from './language/values.ts';
import type { Store } from './store.ts';

const SECOND = 1000;
/** Few enough that a sweep never delays writers. */
const AT_ONCE = 200;

interface Parts {
  readonly store: Store;
  readonly catalog: Catalog;
  readonly everyMs: number;
}

export function startTtlSweep({ store, catalog, everyMs }: Parts): () => void {
  let isStopped = false;
  let isSweeping = false;

  async function sweep(): Promise<void> {
    for (const collection of catalog.list()) {
      for (const index of collection.indexes) {
        const { expireAfterSeconds } = index.spec;
        if (expireAfterSeconds === undefined) continue;
        const before = new Date(Date.now() - expireAfterSeconds * SECOND);
        while (!isStopped && (await store.write(() => removeSome(collection, index, before))) === AT_ONCE);
      }
    }
  }

  const timer = setInterval(() => {
    if (isSweeping) return;
    isSweeping = true;
    sweep()
      .catch((error: unknown) => complain('the TTL sweep failed', error))
      .finally(() => (isSweeping = false));
  }, everyMs);
  timer.unref();
  return () => {
    isStopped = true;
    clearInterval(timer);
  };

  /** Returns how many it removed: AT_ONCE when there may be more. */
  function removeSome(collection: Collection, index: Index, before: Date): number {
    if (catalog.find(collection.namespace) !== collection || !collection.indexes.includes(index)) return 0;
    const path = index.paths[0] ?? '';
    const { ranges } = indexBounds(index, [{ path, op: '$lt', value: before }]);
    const expired = new Set<number>();
    for (const range of ranges) {
      for (const { key, value } of store.scan(range)) {
        expired.add(recordOf(key, value));
        if (expired.size === AT_ONCE) break;
      }
    }
    let removed = 0;
    for (const record of expired) {
      const stored = collection.fetch(record);
      if (!stored || !isExpired(stored.document, path, before)) continue;
      collection.remove(stored);
      removed += 1;
    }
    return removed;
  }
}

/** Of several dates in an array the earliest counts; anything but a date never expires. */
function isExpired(document: Document, path: string, before: Date): boolean {
  return indexKeyValues(document, [path]).some(([value]) => value instanceof Date && value < before);
}
