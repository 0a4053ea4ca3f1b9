/**
 * The folder of an embedded database, read or created without its server.
 *
 * Reading takes one LMDB read transaction: everything is as of that moment, even if a server on the same folder
 * continues to write, and the server does not wait. A new folder is built next to its final place and renamed when all of
 * it is on disk.
 */
import { mkdir, rename, rm } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { Catalog } from '../catalog.ts';
import type { Collection } from '../collection.ts';
import { openEngine } from '../engine.ts';
import { ID_INDEX, listed, parseIndexSpec } from '../index-spec.ts';
import type { Document } from '../language/values.ts';
import { buildSorted } from '../sorted-build.ts';
import { openSnapshot } from '../snapshot.ts';
import { decodeDocument } from '../wire.ts';
import { exists, makeWayFor } from './files.ts';
import { syncPath } from '../sync-path.ts';
import { TransferError, type Piece, type Source, type Target } from './pieces.ts';

/** The default database. */
const DEFAULT_DATABASE = 'leadbell';
/** Documents stored by one job: enough to share a sync, few enough to keep in memory. */
const BATCH_DOCUMENTS = 1000;
const BATCH_BYTES = 8 * 1024 * 1024;
const NEVER_MS = 2 ** 31 - 1;

export async function fromFolder(folder: string, wanted: string | undefined): Promise<Source> {
  if (!(await exists(join(folder, 'store')))) throw new TransferError(`${folder} contains no database.`);
  const snapshot = openSnapshot(folder);
  try {
    const catalog = new Catalog(snapshot.store);
    catalog.load();
    const database = chooseDatabase(folder, catalog, wanted);
    const collections = catalog.list(database);
    return {
      at: new Date(),
      expected: collections.reduce((sum, { count }) => sum + count, 0),
      *pieces() {
        for (const collection of collections) {
          const indexes = collection.indexes.map(({ spec }) => listed(spec));
          yield { kind: 'collection', name: collection.namespace.slice(database.length + 1), indexes } as const;
          let documents = 0;
          for (const { bytes } of collection.scan()) {
            yield { kind: 'document', bytes } as const;
            documents += 1;
          }
          // Overwritten pages can look like the end.
          const { count } = collection;
          if (documents !== count) {
            snapshot.store.damaged(`${collection.namespace} holds ${documents} documents of ${count}`);
          }
        }
      },
      close: snapshot.close,
    };
  } catch (error) {
    await snapshot.close();
    throw error;
  }
}

function chooseDatabase(folder: string, catalog: Catalog, wanted: string | undefined): string {
  const names = [...new Set(catalog.list().map(({ namespace }) => namespace.slice(0, namespace.indexOf('.'))))];
  const name = wanted ?? (names.length === 1 ? names[0] : DEFAULT_DATABASE);
  if (name !== undefined && names.includes(name)) return name;
  throw new TransferError(
    names.length === 0
      ? `${folder} holds an empty database.`
      : `${folder} contains no database ${name ?? ''}, but ${names.join(', ')}. Name one: --database NAME.`,
  );
}

export async function toFolder(path: string, database = DEFAULT_DATABASE): Promise<Target> {
  const folder = resolve(path);
  await makeWayFor(folder);
  const part = `${folder}.part-${process.pid}`;
  await mkdir(part, { recursive: true, mode: 0o700 });
  let failed: Error | undefined;
  const giveUp = (error: Error): never => {
    failed = new TransferError(`The disk failed: ${error.message}`, { cause: error });
    throw failed;
  };
  const engine = openEngine({ folder: part, ttlEveryMs: NEVER_MS, onDiskFailure: giveUp, onDamage: giveUp });
  const { store, catalog } = engine;
  let batch: Uint8Array[] = [];
  let batchBytes = 0;
  let collection: Collection | undefined;
  let indexes: readonly Document[] = [];

  const flush = async () => {
    const documents = batch.map(decodeDocument);
    batch = [];
    batchBytes = 0;
    await store.write(() => {
      for (const document of documents) collection?.insert(document);
    });
    if (failed) throw failed;
  };
  // Indexes come last: all of a collection's take one pass, and sorted runs.
  const complete = async () => {
    if (!collection) return;
    await flush();
    const specs = indexes.map(parseIndexSpec).filter(({ name }) => name !== ID_INDEX.name);
    await buildSorted(store, catalog, collection, specs);
    if (failed) throw failed;
  };

  return {
    async write(piece: Piece) {
      if (piece.kind === 'collection') {
        await complete();
        collection = await store.write(() => catalog.create(`${database}.${piece.name}`));
        indexes = piece.indexes;
        return;
      }
      batch.push(piece.bytes);
      batchBytes += piece.bytes.length;
      if (batch.length >= BATCH_DOCUMENTS || batchBytes >= BATCH_BYTES) await flush();
    },
    async finish() {
      await complete();
      await engine.close();
      await rename(part, folder);
      syncPath(dirname(folder));
    },
    async abandon() {
      await engine.close().catch(() => undefined);
      await rm(part, { recursive: true, force: true });
    },
  };
}
