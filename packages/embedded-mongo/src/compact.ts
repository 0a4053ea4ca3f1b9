/**
 * The compacting copy: LMDB never clears the pages that it frees, so what was deleted stays in the file until the page is
 * used again. A copy has live pages only. It is made beside the store while no write runs, read back, and put in its place:
 * readers continue with the copy, and the old file is gone.
 *
 * The lock file moves first: whoever opens the store in between has the old data, which no one writes any more. After a
 * crash at any step the store is the old file or the whole copy; `removeCopies` deletes what is left of an unfinished one.
 */
import { mkdirSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { RootDatabase } from 'lmdb';
import { syncPath } from './sync-path.ts';

/** lmdb takes a name with a dot for a file. */
const PREFIX = 'copy-';
const DATA = 'data.mdb';
const LOCK = 'lock.mdb';
let made = 0;

/** Deletes unfinished copies: they hold what was to be deleted. */
export function removeCopies(folder: string): void {
  for (const name of readdirSync(folder))
    if (name.startsWith(PREFIX)) rmSync(join(folder, name), { recursive: true, force: true });
}

/** Copies live pages to a new folder, synced; returns it. lmdb knows environments by path, so each gets its own. */
export async function copyLive(root: RootDatabase<Buffer, Buffer>, folder: string): Promise<string> {
  const copy = join(folder, `${PREFIX}${Date.now()}-${(made += 1)}`);
  mkdirSync(copy, { mode: 0o700 });
  await root.backup(copy, true);
  syncPath(join(copy, DATA));
  return copy;
}

/** Puts the opened copy in the store's place. Returns by how many bytes the file shrank. */
export function putInPlace(folder: string, copy: string): number {
  const store = join(folder, 'store');
  const before = statSync(join(store, DATA)).size;
  for (const file of [LOCK, DATA]) renameSync(join(copy, file), join(store, file));
  syncPath(store);
  rmSync(copy, { recursive: true, force: true });
  syncPath(folder);
  return before - statSync(join(store, DATA)).size;
}
