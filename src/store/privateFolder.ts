/**
 * The runtime folder for the embedded database's socket: private to this user, and short, because the kernel silently
 * truncates socket paths beyond about 107 bytes and two long ones could collide.
 *
 * A folder's name contains its process. The folder of a killed process stays behind; the next start removes it if it is
 * certainly ours: our name and user, a process that is gone, and nothing in it but a socket that doesn't respond.
 */
import { lstat, mkdtemp, readdir, rmdir, unlink } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const MAX_FOLDER_BYTES = 60;
const OURS = /^leadbell-(\d+)-\w{6}$/;
const SOCKET = 'db.sock';
/** A process in another container has an id that means nothing here, but its folder isn't this old and empty. */
const LEFT_BEHIND_MS = 60_000;

/** The parent of these folders. */
function base(): string {
  const wish = process.env['XDG_RUNTIME_DIR'] ?? tmpdir();
  return Buffer.byteLength(wish) <= MAX_FOLDER_BYTES ? wish : '/tmp';
}

/** A new folder, mode 0700. */
export async function privateFolder(): Promise<string> {
  const name = `leadbell-${process.pid}-`;
  return await mkdtemp(join(base(), name)).catch(() => mkdtemp(join('/tmp', name)));
}

/** Removes what killed processes left; returns the number of folders. Never throws, because it is only cleanup. */
export async function removeLeftovers(now: number, folder: string = base()): Promise<number> {
  let removed = 0;
  for (const name of await readdir(folder).catch(() => [])) {
    const pid = Number(OURS.exec(name)?.[1] ?? Number.NaN);
    if (Number.isNaN(pid) || isAlive(pid)) continue;
    if (await removeIfAbandoned(join(folder, name), now).catch(() => false)) removed += 1;
  }
  return removed;
}

async function removeIfAbandoned(folder: string, now: number): Promise<boolean> {
  // Not followed: a link with this name may be an attack.
  const found = await lstat(folder);
  if (!found.isDirectory() || found.uid !== process.getuid?.()) return false;
  if (now - found.mtimeMs < LEFT_BEHIND_MS) return false;
  const inside = await readdir(folder);
  if (inside.some((name) => name !== SOCKET)) return false;
  if (inside.length > 0) {
    const socket = join(folder, SOCKET);
    if (!(await lstat(socket)).isSocket() || !(await isRefused(socket))) return false;
    await unlink(socket);
  }
  // Fails unless empty: a folder that is in use again stays.
  await rmdir(folder);
  return true;
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== 'ESRCH';
  }
}

function isRefused(path: string): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = connect(path);
    probe.once('connect', () => {
      probe.destroy();
      resolve(false);
    });
    probe.once('error', (error: NodeJS.ErrnoException) => resolve(error.code === 'ECONNREFUSED'));
  });
}
