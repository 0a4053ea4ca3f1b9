/**
 * The command line of backup, restore and moves: reads which source and target are meant, and reports progress.
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

export interface TransferRequest {
  readonly from: string;
  readonly to: string;
  /** The kind of target. */
  readonly as: 'server' | 'file' | 'jsonFolder' | 'folder';
  readonly database?: string;
}

const isAddress = (place: string) => /^mongodb(\+srv)?:\/\//.test(place);
const isOneFile = (place: string) => place.endsWith('.ndjson');

/** The requested transfer, or null if none is requested. Throws TransferError for conflicting options. */
export function readTransferRequest(options: TransferOptions, dataDir: string): TransferRequest | null {
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
    if (dir === undefined) throw new TransferError('say where to put the database: --dir DIR, a new or empty folder');
    return { from: source, to: dir, as: 'folder', ...common };
  }
  if (from === undefined || to === undefined) throw new TransferError('--from and --to go together');
  if (isAddress(to)) return { from, to, as: 'server', ...common };
  return { from, to, as: isOneFile(to) ? 'file' : 'jsonFolder', ...common };
}

/** Runs the transfer, or throws TransferError and leaves nothing behind. `say` gets lines to print. */
export async function transfer(
  request: TransferRequest,
  say: (line: string) => void,
  onProgress?: (line: string) => void,
): Promise<void> {
  try {
    await move(request, say, onProgress);
  } catch (error) {
    // A folder that is missing, read-only or full: the system's own message is clear.
    if (!(error instanceof TransferError) && (error as NodeJS.ErrnoException).syscall !== undefined)
      throw new TransferError((error as Error).message, { cause: error });
    throw error;
  }
}

async function move(
  request: TransferRequest,
  say: (line: string) => void,
  onProgress?: (line: string) => void,
): Promise<void> {
  const source = await openSource(request);
  try {
    if (source.warning !== undefined) say(source.warning);
    const target = await openTarget(request, source);
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

async function openSource({ from, database }: TransferRequest): Promise<Source> {
  if (isAddress(from)) return fromServer(from, database);
  const found = await stat(from).catch(() => null);
  if (!found) throw new TransferError(`${from} does not exist.`);
  if (!found.isDirectory()) return fromBackupFile(from);
  return (await exists(join(from, 'store'))) ? fromFolder(from, database) : fromJsonFolder(from);
}

function openTarget({ to, as, database }: TransferRequest, source: Source): Promise<Target> {
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

/** An interrupted transfer leaves nothing behind. */
function onSignal(abandon: () => Promise<void>): () => void {
  const end = () => void abandon().finally(() => process.exit(130));
  process.once('SIGINT', end);
  process.once('SIGTERM', end);
  return () => {
    process.off('SIGINT', end);
    process.off('SIGTERM', end);
  };
}
