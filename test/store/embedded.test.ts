import { afterEach, expect, jest, test } from '@jest/globals';
import { existsSync } from 'node:fs';
import { mkdtemp, open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { StoreUnavailable } from '../../src/ports/basics.ts';
import { connect } from '../../src/store/connection.ts';
import { startEmbedded, type EmbeddedDatabase } from '../../src/store/embedded.ts';
import { runGuarded } from '../../src/store/plain.ts';
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

async function start(dataDir: string, onLost: (error: Error) => void = fail): Promise<EmbeddedDatabase> {
  const database = await startEmbedded({ program: PROGRAM, dataDir, log: silentLog(), onLost });
  databases.push(database);
  return database;
}

function fail(error: Error): never {
  throw error;
}

/** A folder with a store of some hundred pages. */
async function filled(): Promise<string> {
  const folder = await newFolder();
  const database = await start(folder);
  const connection = await connect(database.uri);
  const notes = connection.collection<{ _id: number; text: string }>('notes');
  await notes.insertMany(Array.from({ length: 2000 }, (_, n) => ({ _id: n, text: 'x'.repeat(200) })));
  await connection.close();
  await database.stop();
  return folder;
}

/** Overwrites a part of the store's file, from one fraction of it to another, as a failing disk or a careless tool does. */
async function overwrite(folder: string, from: number, to: number, byte: number): Promise<void> {
  const file = await open(join(folder, 'store', 'data.mdb'), 'r+');
  try {
    const { size } = await file.stat();
    const start = Math.floor((size * from) / PAGE) * PAGE;
    await file.write(Buffer.alloc(Math.floor((size * to) / PAGE) * PAGE - start, byte), 0, undefined, start);
  } finally {
    await file.close();
  }
}
const PAGE = 4096;

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

test('[O15] the embedded database restarts after a crash, at the same address, with its data', async () => {
  const database = await start(await newFolder());
  const connection = await connect(database.uri);
  try {
    const notes = connection.collection<{ _id: string }>('notes');
    await notes.insertOne({ _id: 'kept' });
    const pid = database.pid()!;
    process.kill(pid, 'SIGKILL');
    expect(await asked(() => runGuarded(() => notes.findOne({ _id: 'kept' })))).toEqual({ _id: 'kept' });
    expect(database.pid()).not.toBe(pid);
  } finally {
    await connection.close();
  }
});

test('[O15] stopping it leaves no process and no socket behind, and stopping twice is harmless', async () => {
  const database = await start(await newFolder());
  const pid = database.pid()!;
  expect(existsSync(socketOf(database.uri))).toBe(true);
  await Promise.all([database.stop(), database.stop()]);
  expect(isAlive(pid)).toBe(false);
  expect(existsSync(dirname(socketOf(database.uri)))).toBe(false);
});

test('[O15] a folder that another process serves is rejected with a message that says how to fix it', async () => {
  const folder = await newFolder();
  await start(folder);
  await expect(start(folder)).rejects.toThrow(/choose another DATA_DIR/);
});

test.each([
  ['everything but its heads', 0.02, 1, 0],
  ['a part in the middle', 0.4, 0.6, 0],
  ['a part in the middle, with ones', 0.4, 0.6, 255],
])(
  '[U14] a store whose %s was overwritten is rejected at startup, by name and with what to do',
  async (_what, ...part) => {
    const folder = await filled();
    await overwrite(folder, ...part);
    const refused = await start(folder).then(
      () => undefined,
      (error: unknown) => error as Error,
    );
    expect(refused?.message).toContain(folder);
    expect(refused?.message).toMatch(/damaged.*--restore FILE --dir NEW\.?$/);
    expect(refused?.message).not.toContain('\n');
  },
);

test('[U14] damage found while running ends the database for good, and is reported once', async () => {
  const folder = await filled();
  const lost = jest.fn<(error: Error) => void>();
  const database = await start(folder, lost);
  const said = new Promise<void>((resolve) => void lost.mockImplementation(() => resolve()));
  const connection = await connect(database.uri);
  try {
    await overwrite(folder, 0.02, 1, 0);
    await expect(runGuarded(() => connection.collection('notes').find().toArray())).rejects.toBeInstanceOf(
      StoreUnavailable,
    );
    await said;
    expect(lost.mock.calls).toEqual([[expect.objectContaining({ message: expect.stringContaining('damaged') })]]);
    expect(isAlive(database.pid()!)).toBe(false);
  } finally {
    await connection.close();
  }
});
