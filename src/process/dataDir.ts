/** The data folder, with a clear message if it can’t be used. */
import { access, constants, mkdir } from 'node:fs/promises';
import { StartRefused } from './listenOn.ts';

/** Creates the folder if it’s missing, for this user only. Throws StartRefused if it can’t be used. */
export async function makeDataDir(folder: string): Promise<void> {
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    await access(folder, constants.W_OK | constants.X_OK);
  } catch (error) {
    const why = reason((error as NodeJS.ErrnoException).code);
    throw why === undefined ? error : new StartRefused(`DATA_DIR=${folder} ${why}`, { cause: error });
  }
}

function reason(code: string | undefined): string | undefined {
  switch (code) {
    case 'EEXIST':
    case 'ENOTDIR':
      return 'isn’t a folder. Move the file away, or choose another DATA_DIR.';
    case 'EACCES':
    case 'EPERM':
      return 'isn’t writable by this user. Change its owner, or choose another DATA_DIR.';
    case 'EROFS':
      return 'is on a read-only disk. Choose another DATA_DIR.';
    case 'ENOSPC':
      return 'is on a full disk. Free up space, or choose another DATA_DIR.';
    default:
      return undefined;
  }
}
