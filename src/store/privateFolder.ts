/**
 * The folder of the run time in which the embedded database's socket lives: this user's alone, and short, since the
 * kernel cuts socket paths beyond about 107 bytes in silence and two long ones could meet.
 *
 * A folder names the process that made it. One whose process was killed stays behind; the next start takes it away, when
 * it is surely ours: our own name and user, a process that is gone, and nothing in it but a socket that nobody answers.
 */
import { lstat, mkdtemp, readdir, rmdir, unlink } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const MAX_FOLDER_BYTES = 60;
const OURS = /^leadbell-(\d+)-\w{6}$/;
const SOCKET = 'db.sock';
/** A process of another container has a number that means nothing here; its folder is not this old and this empty. */
const LEFT_BEHIND_MS = 60_000;

/** Where such folders are made. */
function base(): string {
  const wish = process.env['XDG_RUNTIME_DIR'] ?? tmpdir();
  return Buffer.byteLength(wish) <= MAX_FOLDER_BYTES ? wish : '/tmp';
}

/** A new one, of mode 0700. */
export async function privateFolder(): Promise<string> {
  const name = `leadbell-${process.pid}-`;
  return await mkdtemp(join(base(), name)).catch(() => mkdtemp(join('/tmp', name)));
}

/** Takes away what killed processes left; returns how many folders. Never throws: it is only tidying. */
export async function removeLeftovers(now: number, folder: string = base()): Promise<number> {
  let removed = 0;
  for (const name of await readdir(folder).catch(() => [])) {
    const pid = Number(OURS.exec(name)?.[1] ?? Number.NaN);
    if (Number.isNaN(pid) || isAlive(pid)) continue;
    if (await removeIfLeft(join(folder, name), now).catch(() => false)) removed += 1;
  }
  return removed;
}

async function removeIfLeft(folder: string, now: number): Promise<boolean> {
  // Not followed: a link of this name is somebody's trick.
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
  // Only ever an empty one: whatever came in meanwhile keeps it.
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
