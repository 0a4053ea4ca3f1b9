/**
 * One process per folder. Two writers would each trust their own memory (record numbers, index flags) and corrupt each
 * other's data, so the second is refused.
 *
 * The kernel releases the lock when its holder dies, even by kill -9, so there is nothing to clean up: on Linux a socket in the abstract namespace, elsewhere an exclusively opened file or a named pipe. It is named
 * after the folder's device and inode, not after its path: two spellings of one path share a lock, two long paths do not.
 */
import { createHash } from 'node:crypto';
import { constants, openSync, closeSync, statSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';

export class FolderInUseError extends Error {}

/** A previous holder whose parent died needs a moment to notice and finish its writes. */
const PATIENCE_MS = 2000;
const TRY_EVERY_MS = 25;

/** Locks the folder, or throws FolderInUseError if it stays in use. Returns the unlock function. */
export async function lockFolder(folder: string): Promise<() => void> {
  const giveUpAt = Date.now() + PATIENCE_MS;
  for (;;) {
    try {
      return await tryLock(folder);
    } catch (error) {
      if (!(error instanceof FolderInUseError) || Date.now() > giveUpAt) throw error;
      await new Promise((resolve) => setTimeout(resolve, TRY_EVERY_MS));
    }
  }
}

async function tryLock(folder: string): Promise<() => void> {
  const { dev, ino } = statSync(folder, { bigint: true });
  const name = `leadbell-db-${createHash('sha256').update(`${dev}:${ino}`).digest('hex').slice(0, 32)}`;
  switch (process.platform) {
    case 'linux':
    case 'android':
      return listenExclusively(`\0${name}`, folder);
    case 'win32':
      return listenExclusively(`\\\\.\\pipe\\${name}`, folder);
    default:
      return openExclusively(folder);
  }
}

function inUse(folder: string): FolderInUseError {
  return new FolderInUseError(`another process already serves the database folder ${folder}; stop it first`);
}

function listenExclusively(address: string, folder: string): Promise<() => void> {
  return new Promise((resolve, reject) => {
    const holder = createServer((socket) => socket.destroy());
    holder.once('error', (error: NodeJS.ErrnoException) => {
      reject(error.code === 'EADDRINUSE' || error.code === 'EACCES' ? inUse(folder) : error);
    });
    holder.listen(address, () => {
      holder.unref();
      resolve(() => holder.close());
    });
  });
}

/** O_EXLOCK of the BSDs and macOS; node:fs has no name for it. */
const O_EXLOCK = 0x20;

function openExclusively(folder: string): () => void {
  try {
    const flags = constants.O_RDWR | constants.O_CREAT | constants.O_NONBLOCK | O_EXLOCK;
    const file = openSync(join(folder, 'holder.lock'), flags, 0o600);
    return () => closeSync(file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EAGAIN') throw inUse(folder);
    throw error;
  }
}
