/** What one client does must not keep the others from working: cursors, slow commands, replies that are not read. */
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { Binary, Long, type Document } from 'bson';
import mongoose from 'mongoose';
import { Cursors, type Caller } from '../src/cursors.ts';
import { openEngine, type Engine } from '../src/engine.ts';
import { Operation } from '../src/operation.ts';
import { serve } from '../src/server.ts';
import { startDatabase, type TestDatabase } from './support/database.ts';
import { until } from './support/patience.ts';
import { ask, commandBytes, openSocket, readReply } from './rawClient.ts';

const isReal = process.env['TEST_MONGODB_URI'] !== undefined;
const ownOnly = isReal ? describe.skip : describe;
type Client = InstanceType<typeof mongoose.mongo.MongoClient>;

ownOnly('over the wire', () => {
  let database: TestDatabase;
  let client: Client;
  let path: string;
  const rows = () => client.db().collection('rows');
  const open = async (): Promise<number> =>
    (await client.db('admin').command({ serverStatus: 1 }))['metrics'].cursor.open.total as number;

  beforeAll(async () => {
    database = await startDatabase();
    path = decodeURIComponent(database.uri.slice('mongodb://'.length).split('/')[0] ?? '');
    client = await mongoose.mongo.MongoClient.connect(database.uri);
    await rows().insertMany(Array.from({ length: 300 }, (_, i) => ({ n: i, text: `${'a'.repeat(30)}!` })));
  });
  afterAll(async () => {
    await client.close();
    await database.stop();
  });

  const leak = (more: Document = {}): Document => ({
    find: 'rows',
    batchSize: 1,
    $db: client.db().databaseName,
    ...more,
  });
  const sockets: Socket[] = [];
  const socket = async (): Promise<Socket> => {
    const opened = await openSocket(path);
    sockets.push(opened);
    return opened;
  };
  afterEach(async () => {
    for (const one of sockets.splice(0)) one.destroy();
    await client.db().command({ killSessions: [] });
    await until(async () => (await open()) === 0);
  });

  test('[D4] the cursors of a session end with it, and only they', async () => {
    const first = client.startSession();
    const second = client.startSession();
    const db = client.db();
    const { cursor: one } = await db.command({ find: 'rows', batchSize: 1 }, { session: first });
    const { cursor: other } = await db.command({ find: 'rows', batchSize: 1 }, { session: second });
    const more = (cursor: Document, session = second) =>
      db.command({ getMore: Long.fromValue(cursor['id']), collection: 'rows', batchSize: 1 }, { session });
    await expect(more(one)).rejects.toMatchObject({ code: 50738 });
    await db.command({ [Math.random() < 0.5 ? 'endSessions' : 'killSessions']: [first.id] });
    await expect(more(one, first)).rejects.toMatchObject({ code: 43 });
    expect((await more(other))['cursor'].nextBatch).toHaveLength(1);
    await Promise.all([first.endSession(), second.endSession()]);
  });

  test('[D4] a client that closes leaves no cursor behind', async () => {
    const leaking = await mongoose.mongo.MongoClient.connect(database.uri);
    const cursors = Array.from({ length: 20 }, () => leaking.db().collection('rows').find().batchSize(1));
    for (const cursor of cursors) await cursor.next();
    expect(await open()).toBe(20);
    await leaking.close();
    await until(async () => (await open()) === 0);
  });

  test('[D4] cursors without a session end with their connection', async () => {
    const leaking = await socket();
    for (let i = 0; i < 5; i += 1) await ask(leaking, leak());
    expect(await open()).toBe(5);
    leaking.destroy();
    await until(async () => (await open()) === 0);
  });

  test('[D4] a cursor of a session is not read on without one, nor one without a session in one', async () => {
    const raw = await socket();
    const lsid = { id: new Binary(Buffer.alloc(16, 7), 4) };
    const $db = client.db().databaseName;
    for (const [opened, read, code] of [
      [{ lsid }, {}, 50737],
      [{}, { lsid }, 50736],
    ] as const) {
      const { cursor } = await ask(raw, leak(opened));
      expect(await ask(raw, { getMore: cursor.id, collection: 'rows', $db, ...read })).toMatchObject({ ok: 0, code });
      expect(await ask(raw, { getMore: cursor.id, collection: 'rows', $db, ...opened })).toMatchObject({ ok: 1 });
    }
  });

  test('[D5] thousands of leaked cursors cost their own client its oldest, and nobody else any', async () => {
    const patient = rows().find().batchSize(1);
    await patient.next();
    const leaking = await socket();
    const first = await ask(leaking, leak());
    for (let i = 0; i < 1500; i += 1) expect(await ask(leaking, leak())).toMatchObject({ ok: 1 });
    expect(await open()).toBe(1000);
    const gone = { getMore: first['cursor'].id, collection: 'rows', $db: client.db().databaseName };
    expect(await ask(leaking, gone)).toMatchObject({ ok: 0, code: 43 });
    expect(await patient.toArray()).toHaveLength(299);
    expect(await rows().find().batchSize(7).toArray()).toHaveLength(300);
  });

  const numbers = Array.from({ length: 1000 }, (_, i) => i);
  const nestedMap = { $map: { input: numbers, in: { $map: { input: numbers, in: { $sum: numbers } } } } };
  test.each<[string, Document]>([
    ['find', { find: 'rows', filter: { text: { $regex: '^(a+)+$' } } }],
    ['$not', { find: 'rows', filter: { text: { $not: { $regex: '(a|a)*$' } } } }],
    ['$in', { find: 'rows', filter: { text: { $in: [/(a*)*b$/] } } }],
    ['$all', { count: 'rows', query: { text: { $all: [/(?:a?a?){14}b/] } } }],
    ['no nesting', { count: 'rows', query: { text: { $regex: 'a*a*a*a*a*a*a*a*a*a*a*b' } } }],
    ['distinct', { distinct: 'rows', key: 'n', query: { text: /((a+)b?)+$/ } }],
    ['aggregate', { aggregate: 'rows', pipeline: [{ $limit: 1 }, { $match: { text: /^(\w+\s?)*$/ } }], cursor: {} }],
    ['update', { update: 'rows', updates: [{ q: { text: /^(a+)+$/ }, u: { $set: { x: 1 } }, multi: true }] }],
    ['delete', { delete: 'rows', deletes: [{ q: { text: /^(a+)+$/ }, limit: 1 }] }],
    ['findAndModify', { findAndModify: 'rows', query: { text: /^(a+)+$/ }, update: { $set: { x: 1 } } }],
    [
      'array filters',
      {
        update: 'rows',
        updates: [{ q: { n: 0 }, u: { $set: { 'list.$[e]': 1 } }, arrayFilters: [{ e: /^(a+)+$/ }] }],
      },
    ],
    ['$expr', { find: 'rows', filter: { $expr: nestedMap } }],
    ['a projection', { find: 'rows', projection: { x: nestedMap } }],
    ['an update pipeline', { update: 'rows', updates: [{ q: { n: 1 }, u: [{ $set: { x: nestedMap } }] }] }],
    ['a group key', { aggregate: 'rows', pipeline: [{ $group: { _id: nestedMap } }], cursor: {} }],
  ])('[D6] without maxTimeMS, %s over one document ends by itself with 50', async (_name, command) => {
    await rows().updateOne({ n: 0 }, { $set: { list: [`${'a'.repeat(30)}!`] } });
    const raw = await socket();
    const reply = await ask(raw, { ...command, $db: client.db().databaseName });
    const { code } = reply['writeErrors'] ? reply['writeErrors'][0] : reply;
    expect(code).toBe(50);
  });

  test('[D6] harmless regular expressions find what they should, however long the text is', async () => {
    await rows().insertOne({ n: -1, text: `${'long '.repeat(200_000)}end` });
    for (const pattern of [/end$/, /^long/, /g l/, /(?:long )+end/, /LONG.*END/i]) {
      expect(await rows().countDocuments({ n: -1, text: pattern })).toBe(1);
    }
    expect(await rows().countDocuments({ n: -1, text: /^end/ })).toBe(0);
    await rows().deleteOne({ n: -1 });
  });

  describe('with 20,000 documents', () => {
    const many = () => client.db().collection('many');
    const explosion = [
      { $unwind: '$list' },
      { $set: { again: numbers } },
      { $unwind: '$again' },
      { $match: { again: -1 } },
    ];
    beforeAll(async () => {
      const documents = Array.from({ length: 20_000 }, (_, i) => ({ _id: i, a: i, list: [1, 2, 3, 4, 5] }));
      await many().insertMany(documents as never);
    });

    test.each<[string, Document]>([
      ['count', { count: 'many', query: { $or: numbers.map((n) => ({ x: n })) } }],
      ['distinct', { distinct: 'many', key: 'a', query: { $or: numbers.map((n) => ({ x: n })) } }],
      [
        'an update of one',
        { update: 'many', updates: [{ q: { $or: numbers.map((n) => ({ x: n })) }, u: { $set: { y: 1 } } }] },
      ],
      ['a delete of one', { delete: 'many', deletes: [{ q: { $or: numbers.map((n) => ({ x: n })) }, limit: 1 }] }],
      ['findAndModify', { findAndModify: 'many', query: { $or: numbers.map((n) => ({ x: n })) }, remove: true }],
      ['an aggregate that only multiplies', { aggregate: 'many', pipeline: explosion, cursor: {} }],
      ['explain', { explain: { find: 'many', filter: { $or: numbers.map((n) => ({ x: n })) } } }],
      ['validate', { validate: 'many' }],
      ['dbStats', { dbStats: 1 }],
    ])('[D6] maxTimeMS ends %s', async (_name, command) => {
      await expect(client.db().command({ ...command, maxTimeMS: 5 })).rejects.toMatchObject({ code: 50 });
    });

    test('[D6] maxTimeMS counts over all batches of a cursor, and not while it waits for its client', async () => {
      const cursor = many().aggregate([...explosion.slice(0, 3), { $limit: 5_000_000 }], {
        maxTimeMS: 2000,
        batchSize: 1000,
      });
      let seen = 0;
      await expect(
        (async () => {
          while (await cursor.next()) seen += 1;
        })(),
      ).rejects.toMatchObject({ code: 50 });
      expect(seen).toBeGreaterThan(1000);
    });

    test('[D6] a slow update lets others write, and changes what it finds as it is then', async () => {
      const query = { $or: [...numbers.map((n) => ({ x: n })), { a: 19_999 }] };
      const slow = many().updateOne(query, { $set: { slow: true } });
      const quick = rows().updateOne({ n: 5 }, { $inc: { count: 1 } });
      expect(await Promise.race([quick.then(() => 'quick'), slow.then(() => 'slow')])).toBe('quick');
      expect(await slow).toMatchObject({ matchedCount: 1 });
      expect(await many().countDocuments({ slow: true })).toBe(1);
    });

    test('[D12] a read stops when its client is gone', async () => {
      const leaving = await socket();
      leaving.write(
        commandBytes({ aggregate: 'many', pipeline: explosion, cursor: {}, $db: client.db().databaseName }),
      );
      await rows().findOne();
      leaving.destroy();
      await until(async () => (await busyShare(database.pid)) < 0.5);
    });
  });

  test.each<[string, Document[]]>([
    ['$sort', [{ $sort: { x: 1 } }]],
    ['$group', [{ $group: { _id: '$_id', all: { $push: '$$ROOT' } } }]],
    ['$addToSet', [{ $group: { _id: null, all: { $addToSet: { t: '$text', i: '$_id' } } } }]],
    ['$facet', [{ $facet: { a: [{ $limit: 1 }] } }]],
  ])('[D12] %s in more than 100 MiB of memory is refused', async (_name, stages) => {
    const big = client.db().collection('big');
    const text = 'x'.repeat(1_000_000);
    await big.insertMany(Array.from({ length: 110 }, () => ({ text })));
    // The first stage keeps the sort from an index, or from being done while reading.
    const pipeline = [{ $set: { x: { $strLenCP: 'x' } } }, ...stages];
    await expect(big.aggregate(pipeline).toArray()).rejects.toMatchObject({ code: 292 });
    expect(await big.countDocuments()).toBe(110);
    await big.drop();
  });
});

/** What share of a processor the process uses, looked at between two turns of the event loop. */
async function busyShare(pid: number): Promise<number> {
  const { readFile } = await import('node:fs/promises');
  const ticks = async () => {
    const fields = (await readFile(`/proc/${pid}/stat`, 'utf8')).split(') ')[1]?.split(' ') ?? [];
    return Number(fields[11]) + Number(fields[12]);
  };
  const before = await ticks();
  const startedAt = performance.now();
  while (performance.now() - startedAt < 200) await new Promise(setImmediate);
  return ((await ticks()) - before) / 20;
}

describe('cursors', () => {
  const caller = (connection: { id: number; isClosed: boolean }, session: string | null = null): Caller => ({
    connection,
    session,
    operation: new Operation(),
  });
  const results = () => [{ n: 1 }, { n: 2 }, { n: 3 }].values();
  let cursors: Cursors;
  beforeEach(() => {
    cursors = new Cursors();
  });
  afterEach(() => cursors.close());

  test('[D4] a session has a minute to read on over another connection; idle cursors end after ten', async () => {
    const [one, two] = [
      { id: 1, isClosed: false },
      { id: 2, isClosed: false },
    ];
    const now = Date.now();
    const first = await cursors.first(caller(one, 's'), 'a.b', results(), { documents: 1 });
    await cursors.first(caller(one, 's'), 'a.b', results(), { documents: 1 });
    await cursors.first(caller(two, 't'), 'a.b', results(), { documents: 1 });
    one.isClosed = true;
    cursors.connectionClosed(one);
    expect(cursors.size).toBe(3);
    await cursors.next(caller(two, 's'), (first['cursor'] as { id: Long }).id, 'a.b', 1);
    cursors.endIdle(now + 90_000);
    expect(cursors.size).toBe(2);
    cursors.endIdle(now + 11 * 60_000);
    expect(cursors.size).toBe(0);
  });

  test('[D5] cursors that keep much memory are ended first', async () => {
    const heavy = { id: 1, isClosed: false };
    const light = { id: 2, isClosed: false };
    const kept = await cursors.first(caller(light), 'a.b', results(), { documents: 1 });
    for (let i = 0; i < 5; i += 1) {
      const owner = caller(heavy);
      owner.operation.hold(90 * 1024 * 1024);
      await cursors.first(owner, 'a.b', results(), { documents: 1 });
    }
    expect(cursors.size).toBe(3);
    expect(await cursors.next(caller(light), (kept['cursor'] as { id: Long }).id, 'a.b', 5)).toMatchObject({ ok: 1 });
  });
});

describe('replies that are not read', () => {
  let folder: string;
  let engine: Engine;
  let server: Server;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'lbdb-'));
    const fail = (error: Error): never => {
      throw error;
    };
    engine = openEngine({ folder, ttlEveryMs: 60_000, onDiskFailure: fail, onDamage: fail });
  });
  afterEach(async () => {
    server.close();
    await engine.close();
    await rm(folder, { recursive: true });
  });

  const listen = async (limits: Parameters<typeof serve>[1]): Promise<string> => {
    const { accept } = serve(engine, limits);
    const path = join(folder, 'test.sock');
    server = createServer(accept).listen(path);
    await once(server, 'listening');
    const filling = await openSocket(path);
    for (let i = 0; i < 8; i += 1) {
      const documents = [{ _id: i, text: 'x'.repeat(4_000_000) }];
      expect(await ask(filling, { insert: 'big', documents, $db: 'test' })).toMatchObject({ n: 1 });
    }
    filling.destroy();
    return path;
  };
  const wanted = commandBytes({ find: 'big', $db: 'test' });

  test('[D7] a connection whose reply is not read gets no further command carried out, until it is', async () => {
    const path = await listen({});
    const slow = await openSocket(path);
    slow.pause();
    const insert = commandBytes({ insert: 'seen', documents: [{}], $db: 'test' });
    slow.write(Buffer.concat([wanted, insert]));
    const other = await openSocket(path);
    // The other connection is served meanwhile, again and again.
    for (let i = 0; i < 20; i += 1) {
      expect(await ask(other, { count: 'seen', $db: 'test' })).toMatchObject({ n: 0, ok: 1 });
    }
    slow.resume();
    await until(async () => Number((await ask(other, { count: 'seen', $db: 'test' }))['n']) === 1);
    slow.destroy();
    other.destroy();
  });

  test('[D7] a reply that is not read within the limit ends the connection', async () => {
    const slow = await openSocket(await listen({ readLimitMs: 50 }));
    slow.pause();
    slow.write(wanted);
    const closed = once(slow, 'close');
    await until(() => new Promise((resolve) => server.getConnections((_error, count) => resolve(count === 0))));
    slow.resume();
    await closed;
  });

  test('[D7] when too much is unread the connection that waits longest is ended', async () => {
    const path = await listen({ maxUnreadBytes: 20_000_000 });
    const [first, second] = [await openSocket(path), await openSocket(path)];
    first.pause();
    second.pause();
    first.write(wanted);
    const other = await openSocket(path);
    await ask(other, { ping: 1, $db: 'test' });
    await ask(other, { ping: 1, $db: 'test' });
    second.write(wanted);
    const closed = once(first, 'close');
    first.resume();
    await closed;
    expect(await readReply(second.resume())).toMatchObject({ ok: 1 });
    second.destroy();
    other.destroy();
  });
});
