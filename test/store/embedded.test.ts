import { afterEach, expect, test } from '@jest/globals';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { StoreUnavailable } from '../../src/ports.ts';
import { connect } from '../../src/store/connection.ts';
import { startEmbedded, type EmbeddedDatabase } from '../../src/store/embedded.ts';
import { guarded } from '../../src/store/plain.ts';
import { silentLog } from '../support/log.ts';

const PROGRAM = new URL('../../dist/embedded-mongo.js', import.meta.url).pathname;
const databases: EmbeddedDatabase[] = [];
const folders: string[] = [];

afterEach(async () => {
  for (const database of databases.splice(0)) await database.stop();
  for (const folder of folders.splice(0)) await rm(folder, { recursive: true, force: true });
});

async function newFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'lbembedded-'));
  folders.push(folder);
  return folder;
}

async function start(dataDir: string): Promise<EmbeddedDatabase> {
  const database = await startEmbedded({ program: PROGRAM, dataDir, log: silentLog() });
  databases.push(database);
  return database;
}

const socketOf = (uri: string) => decodeURIComponent(/\/\/([^/]+)\//.exec(uri)?.[1] ?? '');
const isAlive = (pid: number) => {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
};

/** A call that was under way when the database died may fail, as StoreUnavailable and nothing else; asking again helps. */
async function asked<T>(call: () => Promise<T>): Promise<T> {
  for (const deadline = Date.now() + 10_000; ;) {
    try {
      return await call();
    } catch (error) {
      if (!(error instanceof StoreUnavailable) || Date.now() > deadline) throw error;
    }
  }
}

test('[O15] the embedded database that dies is started again, at the same address, with what it held', async () => {
  const database = await start(await newFolder());
  const connection = await connect(database.uri);
  try {
    const notes = connection.collection<{ _id: string }>('notes');
    await notes.insertOne({ _id: 'kept' });
    const pid = database.pid()!;
    process.kill(pid, 'SIGKILL');
    expect(await asked(() => guarded(() => notes.findOne({ _id: 'kept' })))).toEqual({ _id: 'kept' });
    expect(database.pid()).not.toBe(pid);
  } finally {
    await connection.close();
  }
});

test('[O15] stopping it leaves no process and no socket behind, and stopping twice is stopping once', async () => {
  const database = await start(await newFolder());
  const pid = database.pid()!;
  expect(existsSync(socketOf(database.uri))).toBe(true);
  await Promise.all([database.stop(), database.stop()]);
  expect(isAlive(pid)).toBe(false);
  expect(existsSync(dirname(socketOf(database.uri)))).toBe(false);
});

test('[O15] a folder that another process serves is refused with a sentence that says how to mend it', async () => {
  const folder = await newFolder();
  await start(folder);
  await expect(start(folder)).rejects.toThrow(/choose another DATA_DIR/);
});
