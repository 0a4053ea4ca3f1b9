/**
 * Acknowledged means durable. A kill alone cannot show a missing sync (the kernel still writes what it has), so the
 * sync itself is delayed and made to fail by strace, and the answer has to be late, or not to come.
 *
 * Without strace these tests are skipped, loudly; REQUIRE_STRACE=1 makes that a failure.
 */
import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import mongoose from 'mongoose';
import { startDatabase, type TestDatabase } from './support/database.ts';
import { onThisMachine } from './support/patience.ts';

const { MongoClient } = mongoose.mongo;
type Client = InstanceType<typeof MongoClient>;

let database: TestDatabase;
let client: Client;

const connect = (): Promise<Client> =>
  MongoClient.connect(database.uri, { serverSelectionTimeoutMS: 2000, maxPoolSize: 20 });

beforeEach(async () => {
  database = await startDatabase();
  client = await connect();
});
afterEach(async () => {
  await client.close();
  await database.stop();
});

const isReal = process.env['TEST_MONGODB_URI'] !== undefined;
const hasStrace = !isReal && spawnSync('strace', ['-V']).status === 0;
if (!hasStrace && !isReal) {
  if (process.env['REQUIRE_STRACE'] === '1') throw new Error('strace is missing: apt-get install strace');
  console.warn('SKIPPED: nothing here notices a missing fsync, because strace is missing (apt-get install strace)');
}
const withStrace = hasStrace ? test : test.skip;
const ownOnly = isReal ? test.skip : test;

/** Attaches to the running server; every fdatasync from now on meets the fault. */
async function injectFault(fault: string): Promise<{ remove: () => Promise<unknown> }> {
  const args = [
    '-f',
    '-p',
    String(database.pid),
    '-o',
    '/dev/null',
    '-e',
    'trace=fdatasync',
    '-e',
    `inject=fdatasync:${fault}`,
  ];
  const tracer = spawn('strace', args, { stdio: ['ignore', 'ignore', 'pipe'] });
  const [said] = (await once(tracer.stderr, 'data')) as [Buffer];
  if (!said.toString().includes('attached')) throw new Error(`strace could not attach: ${said.toString()}`);
  const closed = once(tracer, 'close');
  return {
    remove: () => {
      tracer.kill('SIGINT');
      return closed;
    },
  };
}

withStrace('an answer waits for the sync', async () => {
  const things = client.db().collection('things');
  await things.insertOne({ n: 0 });
  const tracer = await injectFault('delay_enter=300ms');
  const startedAt = performance.now();
  await things.insertOne({ n: 1 });
  expect(performance.now() - startedAt).toBeGreaterThan(295);
  const claimedAt = performance.now();
  await things.findOneAndUpdate({ n: 1 }, { $set: { n: 2 } });
  expect(performance.now() - claimedAt).toBeGreaterThan(295);
  await tracer.remove();
});

withStrace('nothing is visible to others before it is synced', async () => {
  const things = client.db().collection('things');
  await things.insertOne({ n: 0 });
  const tracer = await injectFault('delay_enter=300ms');
  const writing = things.insertOne({ n: 1 });
  const seen = await things.countDocuments({ n: 1 });
  expect(seen).toBe(0);
  await writing;
  expect(await things.countDocuments({ n: 1 })).toBe(1);
  await tracer.remove();
});

withStrace(
  'a failed sync is never acknowledged and ends the server; what was acknowledged before is there',
  async () => {
    const things = client.db().collection<{ _id: string }>('things');
    await things.insertOne({ _id: 'before' });
    const tracer = await injectFault('error=EIO');
    await expect(things.insertOne({ _id: 'never' })).rejects.toMatchObject({ name: 'MongoNetworkError' });
    expect(await database.ended).toBe(74);
    await tracer.remove();
    await database.restart();
    expect((await things.find().toArray())[0]).toEqual({ _id: 'before' });
    expect(await client.db().command({ validate: 'things' })).toMatchObject({ valid: true });
  },
);

(process.platform === 'linux' && !isReal ? test : test.skip)(
  'the page that makes a commit count is written through',
  () => {
    const O_DSYNC = 0o10000;
    const files = readdirSync(`/proc/${database.pid}/fd`).filter((fd) => {
      try {
        return readlinkSync(`/proc/${database.pid}/fd/${fd}`).endsWith('/data.mdb');
      } catch {
        // Closed since it was listed.
        return false;
      }
    });
    const flags = files.map(
      (fd) => /flags:\s+(\d+)/.exec(readFileSync(`/proc/${database.pid}/fdinfo/${fd}`, 'utf8'))?.[1],
    );
    expect(flags.some((octal) => (parseInt(octal ?? '0', 8) & O_DSYNC) !== 0)).toBe(true);
  },
);

ownOnly('kill -9 under load loses nothing acknowledged and leaves every index equal to its documents', async () => {
  interface Row {
    _id: number;
    version: number;
    keys: string[];
  }
  const acknowledged = new Map<number, number>();
  let nextId = 0;
  for (let round = 0; round < 3; round += 1) {
    const rows = client.db().collection<Row>('rows');
    await rows.createIndex({ keys: 1 }, { unique: true }, {});
    await rows.createIndex({ version: 1, _id: -1 }, {}, {});
    let isOver = false;
    const writer = async (): Promise<void> => {
      while (!isOver) {
        const _id = nextId++;
        await rows.insertOne({ _id, version: 0, keys: [`a${_id}`, `b${_id}`] });
        acknowledged.set(_id, 0);
        await rows.findOneAndUpdate({ _id }, { $inc: { version: 1 }, $push: { keys: `c${_id}` } });
        acknowledged.set(_id, 1);
        if (_id % 3 === 0) await rows.deleteOne({ _id });
        if (_id % 3 === 0) acknowledged.set(_id, -1);
      }
    };
    const writers = Array.from({ length: 20 }, () => writer().catch(() => undefined));
    const enough = acknowledged.size + 100 + Math.floor(Math.random() * 200);
    while (acknowledged.size < enough) await new Promise(setImmediate);
    await database.kill();
    isOver = true;
    await Promise.all(writers);
    await client.close();
    await database.restart();
    client = await connect();
    const stored = new Map((await client.db().collection<Row>('rows').find().toArray()).map((row) => [row._id, row]));
    for (const [id, version] of acknowledged) {
      const row = stored.get(id);
      // A write whose answer did not arrive may have happened: only more than was acknowledged is allowed, never less.
      if (version === -1) expect(row).toBeUndefined();
      else if (row) expect(row.version).toBeGreaterThanOrEqual(version);
      else expect(id % 3 === 0 && version === 1).toBe(true);
    }
    expect(await client.db().command({ validate: 'rows' })).toMatchObject({ valid: true, errors: [] });
  }
});

ownOnly('a second process on the same folder is refused, and a killed one leaves no lock behind', async () => {
  const second = spawnSync(process.execPath, ['dist/embedded-mongo.js', '--dir', database.folder, '--port', '0']);
  expect(second.status).toBe(3);
  expect(second.stderr.toString()).toContain('another process already serves the database folder');
  await database.kill();
  await database.restart();
  await client.db().command({ ping: 1 });
});

ownOnly('the socket can be used by its owner alone', () => {
  const path = decodeURIComponent(database.uri.slice('mongodb://'.length).split('/')[0] ?? '');
  expect(execFileSync('stat', ['-c', '%a', path]).toString().trim()).toBe('600');
});

ownOnly('SIGTERM ends it at once, with exit code 0', async () => {
  const startedAt = performance.now();
  process.kill(database.pid, 'SIGTERM');
  expect(await database.ended).toBe(0);
  expect(performance.now() - startedAt).toBeLessThan(onThisMachine(1000));
});
