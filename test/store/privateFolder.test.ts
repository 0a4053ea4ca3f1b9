import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdir, mkdtemp, readdir, rm, symlink, utimes, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { removeLeftovers } from '../../src/store/privateFolder.ts';

const LATER = Date.now() + 5 * 60_000;
let folder: string;
let gone: number;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'lbrun-'));
  const child = spawn(process.execPath, ['--version'], { stdio: 'ignore' });
  await once(child, 'exit');
  gone = child.pid ?? 0;
});
afterEach(() => rm(folder, { recursive: true, force: true }));

async function left(name: string, ...files: string[]): Promise<string> {
  const path = join(folder, name);
  await mkdir(path, { mode: 0o700 });
  for (const file of files) await writeFile(join(path, file), '');
  return path;
}

/** A socket file behind which nobody listens any more, as a killed server leaves it. */
async function deadSocket(path: string): Promise<void> {
  const script = `require('node:net').createServer().listen(${JSON.stringify(path)}, () => process.kill(process.pid, 'SIGKILL'))`;
  await once(spawn(process.execPath, ['-e', script], { stdio: 'ignore' }), 'exit');
}

test('[U2] what a killed start left is removed: an empty folder, and one with a socket that doesn’t respond', async () => {
  await left(`leadbell-${gone}-abcdef`);
  await deadSocket(join(await left(`leadbell-${gone}-ghijkl`), 'db.sock'));
  expect(await removeLeftovers(LATER, folder)).toBe(2);
  expect(await readdir(folder)).toEqual([]);
});

test('[U2] anything that isn’t certainly ours stays', async () => {
  await left(`leadbell-${process.pid}-living`);
  await left(`leadbell-${gone}-filled`, 'notes.txt');
  await left(`leadbell-${gone}-nosock`, 'db.sock');
  await left('leadbell-abcdef');
  await left('somebody-else');
  await symlink(tmpdir(), join(folder, `leadbell-${gone}-linked`));
  const listening = await left(`leadbell-${gone}-listen`);
  const server = createServer().listen(join(listening, 'db.sock'));
  await once(server, 'listening');
  const before = await readdir(folder);
  expect(await removeLeftovers(LATER, folder)).toBe(0);
  expect(await readdir(folder)).toEqual(before);
  server.close();
  await once(server, 'close');
});

test('[U2] a new folder may belong to a start in another container', async () => {
  const young = await left(`leadbell-${gone}-abcdef`);
  await chmod(young, 0o700);
  await utimes(young, new Date(), new Date());
  expect(await removeLeftovers(Date.now(), folder)).toBe(0);
  expect(await removeLeftovers(LATER, join(folder, 'not there'))).toBe(0);
});
