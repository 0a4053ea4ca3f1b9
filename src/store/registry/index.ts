/**
 * The national do-not-call registry. The database holds one compressed bitmap per list, and which lists are in force. Each
 * node keeps these lists as files (files.ts) and learns of a new version by a notice, so that a contact asks the
 * database nothing.
 */
import { Schema, type Connection } from 'mongoose';
import { randomUUID } from 'node:crypto';
import { mkdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { constants, gunzip, gzip } from 'node:zlib';
import { NO_REGISTRY, type Registry, type RegistryArea } from '../../core/law/registry.ts';
import { MINUTE, SECOND } from '../../core/vocabulary/time.ts';
import type { Log } from '../../ports/basics.ts';
import type { RegistryStore } from '../../ports/registry.ts';
import type { SettingsStore } from '../../ports/settings.ts';
import { SCHEMA_OPTIONS } from '../connection.ts';
import { modelOf } from '../model.ts';
import type { Notices } from '../notices.ts';
import { runGuarded, runGuardedClaim, isDuplicate } from '../plain.ts';
import { BITMAP_BYTES } from './bits.ts';
import { draftLists, type ListFile } from './draft.ts';
import { listFiles } from './files.ts';

const SCHEMA = new Schema({ _id: String, bits: Buffer }, SCHEMA_OPTIONS);
const IN_FORCE = 'nationalRegistry';
/** A megabyte per command. */
const LIST_WITHIN_MS = MINUTE;
const RETRY_MS = 10 * SECOND;

const compress = promisify(gzip);
const expand = promisify(gunzip);

interface Stored {
  readonly _id: string;
  readonly bits: { readonly buffer: Uint8Array };
}
interface Setting {
  readonly _id: string;
  readonly value: Registry;
}

export interface NodeRegistry extends RegistryStore {
  readonly close: () => Promise<void>;
}

/** `folder` is this node's data folder. Without one, lists are kept in a temporary one until the store is closed. */
export function registryStore(
  connection: Connection,
  settings: SettingsStore,
  notices: Notices,
  { folder, log }: { readonly folder: string | undefined; readonly log: Log },
): NodeRegistry {
  modelOf(connection, 'RegistryList', SCHEMA, 'registryLists');
  const stored = connection.collection<Stored>('registryLists');
  const versions = connection.collection<Setting>('settings');
  const temporary = folder === undefined ? join(tmpdir(), `leadbell-registry-${randomUUID()}`) : null;
  const files = listFiles(temporary ?? join(folder ?? '', 'registry'));
  const state = { isClosed: false, isFailing: false };
  let retry: NodeJS.Timeout | undefined;

  const inForce = async (): Promise<Registry> => (await settings.get<Registry>(IN_FORCE)) ?? NO_REGISTRY;
  const fetchList = async (listId: string): Promise<Uint8Array> => {
    const found = await runGuarded(() => stored.findOne({ _id: listId }), LIST_WITHIN_MS);
    const bits = found ? await expand(found.bits.buffer, { maxOutputLength: BITMAP_BYTES }) : null;
    // Replaced a moment ago: the next attempt reads the newer version.
    if (bits?.length !== BITMAP_BYTES) throw new Error('a list of the registry is not in the database');
    return bits;
  };
  async function load(): Promise<boolean> {
    clearTimeout(retry);
    if (state.isClosed) return false;
    try {
      const now = await inForce();
      if (now.version !== files.known().version) await files.use(now, fetchList);
      state.isFailing = false;
      return true;
    } catch (error) {
      const isNews = !state.isFailing && !state.isClosed;
      if (isNews) log.warn({ err: error }, 'the do-not-call registry could not be loaded; retrying');
      state.isFailing = true;
      retry = setTimeout(() => void refresh(), RETRY_MS);
      retry.unref();
      return false;
    }
  }
  // One after the other: a later load sees a later version.
  let loading: Promise<boolean> = Promise.resolve(true);
  function refresh(): Promise<boolean> {
    loading = loading.then(load);
    return loading;
  }
  notices.listen('registry', () => void refresh());
  void refresh();

  async function save({ listId, bits }: ListFile): Promise<void> {
    await files.save(listId, bits);
    const document = { _id: listId, bits: await compress(bits, { level: constants.Z_BEST_SPEED }) };
    await runGuarded(
      () => stored.replaceOne({ _id: listId }, document as unknown as Stored, { upsert: true }),
      LIST_WITHIN_MS,
    );
  }
  async function remove(lists: readonly RegistryArea[], except: readonly RegistryArea[] = []): Promise<void> {
    const kept = new Set(except.map(({ listId }) => listId));
    const _id = { $in: lists.map(({ listId }) => listId).filter((listId) => !kept.has(listId)) };
    await runGuarded(() => stored.deleteMany({ _id }), LIST_WITHIN_MS);
  }

  return {
    statusOf: files.statusOf,
    loaded: files.known,
    inForce,
    refresh,
    remove: (lists) => remove(lists),
    async draft(id, base) {
      await mkdir(files.folder, { recursive: true, mode: 0o700 });
      const isReady = base === null || base.version === files.known().version || (await refresh());
      if (!isReady) throw new Error('the registry in force could not be loaded');
      return draftLists({ id, folder: files.folder, save, ...(base && { baseOf: files.bitsOf }) });
    },
    async publish(next, replaced) {
      // If another writer was first, the filter misses, the upsert inserts, and the primary key rejects it.
      const isFirst = replaced.version === 0;
      const before = isFirst ? { $exists: false } : { $eq: replaced.version };
      const result = await runGuardedClaim(() =>
        versions.updateOne({ _id: IN_FORCE, 'value.version': before }, { $set: { value: next } }, { upsert: isFirst }),
      );
      if (isDuplicate(result) || result.matchedCount + result.upsertedCount === 0) return 'stale';
      notices.raise('registry');
      await refresh();
      // A node that still loads the version before finds its lists missing, and then this version.
      await remove(replaced.areas, next.areas);
      return 'done';
    },
    async close() {
      state.isClosed = true;
      clearTimeout(retry);
      await loading;
      files.close();
      if (temporary !== null) await rm(temporary, { recursive: true, force: true });
    },
  };
}
