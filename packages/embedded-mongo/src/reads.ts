/** Reading the trees: in chunks, with damage reported. */
import type { Transaction } from 'lmdb';
import type { Trees } from './trees.ts';

export interface Entry {
  readonly key: Buffer;
  readonly value: Buffer;
}

export interface Range {
  /** Inclusive. */
  readonly from: Buffer;
  /** Exclusive. */
  readonly to: Buffer;
  readonly reverse?: boolean;
}

/** The file was changed by something else. Nothing read from it can be trusted, and writing would spread the damage. */
export class StoreDamagedError extends Error {
  constructor(folder: string, cause: unknown) {
    const what = cause instanceof Error ? cause.message : String(cause);
    const advice = 'Restore a backup into a new folder: npm run db -- --restore FILE --dir NEW';
    super(`the store in ${folder} is damaged (${what}). ${advice}`, { cause });
  }
}

/** MDB_PAGE_NOTFOUND, MDB_CORRUPTED, MDB_PANIC, MDB_VERSION_MISMATCH, MDB_INVALID and MDB_BAD_TXN of lmdb.h. */
const DAMAGE_CODES: readonly unknown[] = [-30797, -30796, -30795, -30794, -30793, -30782];
const FIRST_CHUNK = 16;
const MAX_CHUNK = 512;

export type Read = <T>(task: () => T) => T;

/** Runs a read; LMDB's errors about a damaged file go to `damaged`. */
export function reader(damaged: (cause: unknown) => never): Read {
  return (task) => {
    try {
      return task();
    } catch (error) {
      if (isDamage(error)) return damaged(error);
      throw error;
    }
  };
}

export function isDamage(error: unknown): boolean {
  return DAMAGE_CODES.includes((error as { code?: unknown } | null)?.code);
}

/**
 * Reads in chunks and seeks again after each, so a slow reader holds no snapshot (which would keep LMDB from reusing
 * pages) and a scan that resumes later continues after its last key, whatever changed in between.
 */
export function* scan(
  trees: Trees,
  read: Read,
  { from, to, reverse = false }: Range,
  transaction?: Transaction,
): Generator<Entry, void> {
  let start = reverse ? to : from;
  let exclusiveStart = reverse;
  let limit = FIRST_CHUNK;
  for (;;) {
    const options = reverse
      ? { start, end: from, reverse, limit, exclusiveStart, inclusiveEnd: true }
      : { start, end: to, limit, exclusiveStart };
    // A range lies within one collection or index, thus in one tree, but a copy may have taken its place.
    const tree = trees.of(from);
    const chunk: Entry[] = read(() => [...tree.getRange(transaction ? { ...options, transaction } : options)]);
    yield* chunk;
    const last = chunk.at(-1);
    if (!last || chunk.length < limit) return;
    start = last.key;
    exclusiveStart = true;
    limit = Math.min(limit * 2, MAX_CHUNK);
  }
}

/**
 * How many keys there are, at most `limit`. lmdb's own count ignores limits and walks the whole range, so the key at the limit's
 * position is checked first.
 */
export function count(trees: Trees, { from, to }: Range, limit: number | undefined, transaction?: Transaction): number {
  const tree = trees.of(from);
  const range = { start: from, end: to, ...(transaction && { transaction }) };
  if (limit === undefined) return tree.getKeysCount(range);
  const [last] = [...tree.getKeys({ ...range, offset: limit - 1, limit: 1 })];
  return last ? limit : tree.getKeysCount(range);
}
