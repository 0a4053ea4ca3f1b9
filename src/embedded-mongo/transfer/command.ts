/**
 * The command line of backup, restore and moves: which two places are meant, and what is said on the way.
 *
 * A place is a mongodb:// address, the folder of an embedded database, a backup in one file, or a folder of .ndjson files.
 */
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { fromBackupFile, toBackupFile } from './backupFile.ts';
import { exists } from './files.ts';
import { fromFolder, toFolder } from './folder.ts';
import { fromJsonFolder, toJsonFolder } from './jsonFolder.ts';
import { carry, TransferError, type Source, type Target } from './pieces.ts';
import { fromServer, toServer } from './server.ts';

/** The options that ask for a transfer, and their names on the command line. */
export interface TransferOptions {
  readonly backup?: string;
  readonly restore?: string;
  readonly export?: string;
  readonly import?: string;
  readonly from?: string;
  readonly to?: string;
  readonly dir?: string;
  readonly database?: string;
}

export interface Wish {
  readonly from: string;
  readonly to: string;
  /** What `to` shall become. */
  readonly as: 'server' | 'file' | 'jsonFolder' | 'folder';
  readonly database?: string;
}

const isAddress = (place: string) => /^mongodb(\+srv)?:\/\//.test(place);
const isOneFile = (place: string) => place.endsWith('.ndjson');

/** What is asked for, or null when no transfer is. Throws TransferError for options that do not go together. */
export function readWish(options: TransferOptions, dataDir: string): Wish | null {
  const { backup, restore, export: exported, import: imported, from, to, dir, database } = options;
  const asked = [backup, restore, exported, imported, from ?? to].filter((option) => option !== undefined);
  if (asked.length === 0) return null;
  if (asked.length > 1)
    throw new TransferError('give one of --backup, --restore, --export, --import, or --from and --to');
  const common = database === undefined ? {} : { database };
  const here = dir ?? dataDir;
  if (backup !== undefined) return { from: here, to: backup, as: 'file', ...common };
  if (exported !== undefined)
    return { from: here, to: exported, as: isOneFile(exported) ? 'file' : 'jsonFolder', ...common };
  const source = restore ?? imported;
  if (source !== undefined) {
    if (dir === undefined) throw new TransferError('say where the database shall be: --dir DIR, a new or empty folder');
    return { from: source, to: dir, as: 'folder', ...common };
  }
  if (from === undefined || to === undefined) throw new TransferError('--from and --to go together');
  if (isAddress(to)) return { from, to, as: 'server', ...common };
  return { from, to, as: isOneFile(to) ? 'file' : 'jsonFolder', ...common };
}

/** Does it, or throws TransferError with nothing left behind. `say` gets lines for a person. */
export async function transfer(
  wish: Wish,
  say: (line: string) => void,
  onProgress?: (line: string) => void,
): Promise<void> {
  try {
    await move(wish, say, onProgress);
  } catch (error) {
    // A folder that is not there, may not be written to, or is full: the system's own words are clear.
    if (!(error instanceof TransferError) && (error as NodeJS.ErrnoException).syscall !== undefined)
      throw new TransferError((error as Error).message, { cause: error });
    throw error;
  }
}

async function move(wish: Wish, say: (line: string) => void, onProgress?: (line: string) => void): Promise<void> {
  const source = await openSource(wish);
  try {
    if (source.warning !== undefined) say(source.warning);
    const target = await openTarget(wish, source);
    const stop = onSignal(() => target.abandon());
    const of = source.expected === undefined ? '' : ` of ${source.expected}`;
    const counts = await carry(source, target, (collection, documents) => {
      if (onProgress && documents % 500 === 0) onProgress(`${documents}${of} documents (${collection})`);
    }).finally(stop);
    for (const [name, count] of counts) say(`${name}: ${count}`);
  } finally {
    await source.close();
  }
}

async function openSource({ from, database }: Wish): Promise<Source> {
  if (isAddress(from)) return fromServer(from, database);
  const found = await stat(from).catch(() => null);
  if (!found) throw new TransferError(`${from} is not there.`);
  if (!found.isDirectory()) return fromBackupFile(from);
  return (await exists(join(from, 'store'))) ? fromFolder(from, database) : fromJsonFolder(from);
}

function openTarget({ to, as, database }: Wish, source: Source): Promise<Target> {
  switch (as) {
    case 'server':
      return toServer(to, database);
    case 'file':
      return toBackupFile(to, source);
    case 'jsonFolder':
      return toJsonFolder(to, source);
    case 'folder':
      return toFolder(to, database);
  }
}

/** Whoever is interrupted leaves nothing half-made. */
function onSignal(abandon: () => Promise<void>): () => void {
  const end = () => void abandon().finally(() => process.exit(130));
  process.once('SIGINT', end);
  process.once('SIGTERM', end);
  return () => {
    process.off('SIGINT', end);
    process.off('SIGTERM', end);
  };
}
