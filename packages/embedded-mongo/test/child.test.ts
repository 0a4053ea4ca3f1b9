/** The server as a child: it never outlives its parent, and its successor gets the folder without a quarrel. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'lbdb-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

function start(...args: string[]) {
  const child = spawn(process.execPath, ['dist/embedded-mongo.js', '--dir', join(folder, 'data'), ...args]);
  const ended = once(child, 'close').then(([code]) => code as number | null);
  const address = once(child.stdout, 'data').then(([chunk]) => String(chunk).trim());
  let complaint = '';
  child.stderr.on('data', (chunk) => (complaint += String(chunk)));
  return { child, ended, address, complaint: () => complaint };
}

test('it ends when its parent is gone, and the next one takes over at once', async () => {
  const first = start('--socket', 'auto', '--parent-watch');
  const path = decodeURIComponent((await first.address).slice('mongodb://'.length).split('/')[0] ?? '');
  expect((await stat(dirname(path))).mode & 0o777).toBe(0o700);
  first.child.stdin.end();
  const second = start('--port', '0', '--parent-watch');
  expect(await second.address).toMatch(/^mongodb:\/\/127\.0\.0\.1:\d+\//);
  expect(await first.ended).toBe(0);
  expect(existsSync(dirname(path))).toBe(false);
  second.child.kill();
  expect(await second.ended).toBe(0);
});

test.each([
  [['--port', '0', '--host', '0.0.0.0'], 'only loopback is served'],
  [['--port', 'x'], 'is not a port'],
  [[], 'give either --port or --socket'],
  [['--nonsense'], 'nonsense'],
])('wrong arguments %j end it with 2 and a word', async (args, word) => {
  const { ended, complaint } = start(...args);
  expect(await ended).toBe(2);
  expect(complaint()).toContain(word);
});

test('a socket path that no driver could use is refused', async () => {
  const short = start('--socket', join(folder, 'db'));
  expect(await short.ended).not.toBe(0);
  expect(short.complaint()).toContain('must end in .sock');
  const long = start('--socket', join(folder, 'x'.repeat(120), 'db.sock'));
  expect(await long.ended).not.toBe(0);
  expect(long.complaint()).toContain('longer than 100 bytes');
});
