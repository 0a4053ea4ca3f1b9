/** Helpers shared by sources and targets on disk. */
import { readdir, rmdir, stat } from 'node:fs/promises';
import { TransferError } from './pieces.ts';

export async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}

/** Prepares for a new folder of this name: an empty one is removed, anything else is refused. */
export async function makeWayFor(folder: string): Promise<void> {
  if (!(await exists(folder))) return;
  const inside = await readdir(folder).catch(() => {
    throw new TransferError(`${folder} is not a folder. Choose another name.`);
  });
  if (inside.length > 0) throw new TransferError(`${folder} is not empty. Choose a new folder, or move this one away.`);
  await rmdir(folder);
}
