/**
 * The bytes on disk: one LMDB environment, one ordered key space (in several trees, see trees.ts), one writer.
 *
 * A write is a job, run inside an LMDB transaction with everything before it visible, so "read, decide, write" in one job
 * is atomic and serialized against all others. Jobs that arrive while a commit is being synced wait and share the next one:
 * many clients pay for one fdatasync. `write` resolves after the commit is on disk and visible, never earlier
 * (`overlappingSync` stays off: with it LMDB would show and acknowledge a commit before syncing it).
 *
 * Readers outside a job see the last synced commit.
 */
import { statfsSync } from 'node:fs';
import { join } from 'node:path';
import { open, type RootDatabase } from 'lmdb';
import { copyLive, putInPlace, removeCopies } from './compact.ts';
import { syncPath } from './sync-path.ts';
import { count, isDamage, reader, scan, StoreDamagedError, type Entry, type Range } from './reads.ts';
import { MOST_TREES, openTrees, type Trees } from './trees.ts';

export interface Store {
  get(key: Buffer): Buffer | undefined;
  scan(range: Range): Generator<Entry, void, undefined>;
  /** How many keys there are in the range, counted no further than `limit`. */
  count(range: Range, limit?: number): number;
  /** Only inside a job. */
  put(key: Buffer, value: Uint8Array): void;
  /** Only inside a job. */
  remove(key: Buffer): void;
  /** True while a job runs: what is read then includes what is not yet synced. */
  readonly isWriting: boolean;
  write<T>(job: () => T): Promise<T>;
  /** Only inside a job: what to do once it is on disk, before anybody is answered. */
  afterCommit(action: () => void): void;
  sizeOnDisk(): number;
  /** Rewrites the file with live pages only (compact.ts). Writes wait meanwhile. Returns by how many bytes it shrank. */
  compact(): Promise<number>;
  /** Reports that the file is damaged. */
  damaged(cause: unknown): never;
  close(): Promise<void>;
}

interface Job {
  readonly run: () => unknown;
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: unknown) => void;
}

/** The disk was full: nothing of the group was stored, and the store is intact. */
export class OutOfDiskError extends Error {}

/** Long enough to share one sync among many, short enough that readers are not kept waiting. */
const GROUP_MS = 25;
/** With less free space than this the disk counts as full: one group of writes needs more. */
const FULL_BYTES = 1024 * 1024;
/** A store up to this size is fully read at each start, which takes about a second, or a few if nothing is cached. */
const WALKED_BYTES = 1024 * 1024 * 1024;

interface StoreEvents {
  /** A sync or a write failed; what the file holds is unknown until it is opened again. */
  readonly onDiskFailure: (error: Error) => never;
  /** The file's contents are invalid: it was changed by something else, or the disk lost data. */
  readonly onDamage: (error: StoreDamagedError) => never;
  /** The disk was full: none of the group was stored. */
  readonly onRollback: () => void;
}

export function openStore(folder: string, { onDiskFailure, onDamage, onRollback }: StoreEvents): Store {
  const damaged = (cause: unknown) => onDamage(new StoreDamagedError(folder, cause));
  const read = reader(damaged);
  removeCopies(folder);
  let root = read(() => openRoot(join(folder, 'store')));
  let current = read(() => openTrees(root, true));
  /** Those of the file that is in place now. */
  const trees: Trees = {
    of: (key) => current.of(key),
    get all() {
      return current.all;
    },
  };
  // A new file is only as durable as its name in the folder.
  syncPath(join(folder, 'store'));
  syncPath(folder);

  const sizeOnDisk = (): number => {
    const { lastPageNumber, pageSize } = root.getStats() as TreeStats;
    return (lastPageNumber + 1) * pageSize;
  };
  // LMDB has no checksums: overwritten pages are found only when read, and may look like an empty store.
  if (sizeOnDisk() <= WALKED_BYTES) {
    const wrong = read(() => walkedWrong(current));
    if (wrong !== null) damaged(wrong);
  }

  const queue: Job[] = [];
  let afterCommit: (() => void)[] = [];
  /** They get a copy between two groups, so that steady writes don't put it off. */
  const copies: { readonly resolve: (shrunkBy: number) => void; readonly reject: (cause: unknown) => void }[] = [];
  let pumping: Promise<void> | null = null;
  let writing = false;
  let closed = false;

  function runGroup(): { job: Job; settle: () => void }[] {
    const settled: { job: Job; settle: () => void }[] = [];
    const until = performance.now() + GROUP_MS;
    writing = true;
    try {
      for (let job = queue.shift(); job; job = queue.shift()) {
        const { run, resolve, reject } = job;
        try {
          const value = run();
          settled.push({ job, settle: () => resolve(value) });
        } catch (error) {
          settled.push({ job, settle: () => reject(error) });
        }
        if (performance.now() > until) break;
      }
    } finally {
      writing = false;
    }
    return settled;
  }

  async function pump(): Promise<void> {
    while (queue.length > 0 || copies.length > 0) {
      if (copies.length > 0) {
        await copyForAll();
        continue;
      }
      let group: ReturnType<typeof runGroup> = [];
      try {
        await root.transaction(() => {
          group = runGroup();
        });
      } catch (error) {
        const cause = await commitError(error);
        if (isDamage(cause)) damaged(cause);
        if (!isFull(folder, cause)) onDiskFailure(cause);
        afterCommit = [];
        root.resetReadTxn();
        try {
          onRollback();
        } catch (fault) {
          onDiskFailure(fault as Error);
        }
        for (const { job } of group) job.reject(new OutOfDiskError(`the disk is full: ${cause.message}`));
        continue;
      }
      root.resetReadTxn();
      for (const action of afterCommit.splice(0)) action();
      for (const { settle } of group) settle();
    }
    pumping = null;
  }

  async function copyForAll(): Promise<void> {
    const waiting = copies.splice(0);
    try {
      const shrunkBy = await replaceByCopy();
      for (const { resolve } of waiting) resolve(shrunkBy);
    } catch (error) {
      for (const { reject } of waiting) reject(error);
    }
  }

  /** The copy, read back as every store is at its start; deleted if it isn't what the store holds. */
  async function checkedCopy(): Promise<{ readonly copy: string; readonly copied: Root; readonly next: Trees }> {
    let copied: Root | undefined;
    try {
      const copy = await copyLive(root, folder);
      copied = openRoot(copy);
      const next = openTrees(copied, false);
      const wrong = sizeOnDisk() <= WALKED_BYTES ? walkedWrong(next) : null;
      if (wrong !== null || entriesOf(next) !== entriesOf(current))
        throw new Error(
          `the compacting copy doesn’t hold what the store holds; it was deleted${wrong ? ` (${wrong})` : ''}`,
        );
      return { copy, copied, next };
    } catch (error) {
      await copied?.close();
      removeCopies(folder);
      throw error;
    }
  }

  async function replaceByCopy(): Promise<number> {
    const { copy, copied, next } = await checkedCopy();
    const old = root;
    let shrunkBy: number;
    try {
      shrunkBy = putInPlace(folder, copy);
    } catch (error) {
      // Which file is in place is known only to the next process that opens it.
      return onDiskFailure(error as Error);
    }
    root = copied;
    current = next;
    await old.close();
    return shrunkBy;
  }

  /** A job that fails in the middle of its writes would be half committed; there is no recovery from that. */
  function orFail(action: () => void): void {
    if (!writing) throw new Error('the store is written inside a job only');
    try {
      action();
    } catch (error) {
      if (isDamage(error)) damaged(error);
      onDiskFailure(error as Error);
    }
  }

  return {
    get isWriting() {
      return writing;
    },
    get: (key) => read(() => trees.of(key).get(key)),
    scan: (range) => scan(trees, read, range),
    count: (range, limit) => read(() => count(trees, range, limit)),
    put: (key, value) => orFail(() => void trees.of(key).put(key, asBuffer(value))),
    remove: (key) => orFail(() => void trees.of(key).remove(key)),
    write<T>(run: () => T): Promise<T> {
      if (closed) return Promise.reject(new Error('the store is closed'));
      return new Promise<T>((resolve, reject) => {
        queue.push({ run, resolve: resolve as (value: unknown) => void, reject });
        pumping ??= pump();
      });
    },
    afterCommit: (action) => void afterCommit.push(action),
    sizeOnDisk,
    compact() {
      if (closed) return Promise.reject(new Error('the store is closed'));
      return new Promise((resolve, reject) => {
        copies.push({ resolve, reject });
        pumping ??= pump();
      });
    },
    damaged,
    async close() {
      closed = true;
      while (pumping) await pumping;
      await root.close();
    },
  };
}

interface TreeStats {
  readonly lastPageNumber: number;
  readonly entryCount: number;
  readonly pageSize: number;
}

function asBuffer(bytes: Uint8Array): Buffer {
  return Buffer.isBuffer(bytes) ? bytes : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

/** lmdb rejects with a wrapper whose own promise has the real cause, if it ever settles. */
async function commitError(error: unknown): Promise<Error> {
  const inner = (error as { commitError?: Promise<never> }).commitError;
  if (!inner) return error as Error;
  const silence = new Promise<Error>((resolve) => setTimeout(resolve, 100, error as Error));
  return Promise.race([inner.catch((cause: unknown) => cause as Error), silence]);
}

/** LMDB reports a short write as an input/output error; the free space tells whether the disk is full. */
function isFull(folder: string, cause: Error): boolean {
  if (/no space|quota/i.test(cause.message)) return true;
  const { bavail, bsize } = statfsSync(folder);
  return bavail * bsize < FULL_BYTES;
}

type Root = RootDatabase<Buffer, Buffer>;

function openRoot(path: string): Root {
  return open({
    path,
    encoding: 'binary',
    keyEncoding: 'binary',
    overlappingSync: false,
    eventTurnBatching: false,
    maxDbs: MOST_TREES,
  });
}

/** What a walk through the trees finds wrong; null for nothing. */
function walkedWrong({ all }: Trees): string | null {
  for (const tree of all) {
    const { entryCount } = tree.getStats() as TreeStats;
    const walked = tree.getKeysCount({});
    if (walked !== entryCount) return `it holds ${walked} entries of ${entryCount}`;
  }
  return null;
}

function entriesOf({ all }: Trees): string {
  return all.map((tree) => (tree.getStats() as TreeStats).entryCount).join();
}
