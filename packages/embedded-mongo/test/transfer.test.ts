import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { Binary, Decimal128, Double, Int32, Long, MaxKey, MinKey, ObjectId, Timestamp, UUID, BSONRegExp } from 'bson';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import mongoose from 'mongoose';
import { startDatabase, type TestDatabase } from './support/database.ts';

const PROGRAM = new URL('../../../dist/embedded-mongo.js', import.meta.url).pathname;
const { MongoClient } = mongoose.mongo;
type Client = InstanceType<typeof MongoClient>;

let home: string;
const running: TestDatabase[] = [];
const clients: Client[] = [];
beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'lbmove-'));
});
afterEach(async () => {
  for (const client of clients.splice(0)) await client.close();
  for (const database of running.splice(0)) await database.stop();
  await rm(home, { recursive: true, force: true });
});

const at = (name: string) => join(home, name);

interface Ended {
  readonly code: number | null;
  readonly said: string;
}

async function run(...args: string[]): Promise<Ended> {
  const child = spawn(process.execPath, [PROGRAM, ...args], { stdio: ['ignore', 'ignore', 'pipe'] });
  let said = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => (said += text));
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, said };
}

async function serve(
  folder?: string,
): Promise<{ database: TestDatabase; client: Client; db: ReturnType<Client['db']> }> {
  const database = await startDatabase(folder === undefined ? {} : { folder });
  running.push(database);
  const client = await MongoClient.connect(database.uri);
  clients.push(client);
  return { database, client, db: client.db('leadbell') };
}

/** Everything in a database, as bytes, with its indexes. */
async function contents(client: Client, database = 'leadbell'): Promise<Record<string, unknown>> {
  const db = client.db(database);
  const all: Record<string, unknown> = {};
  for (const { name } of (await db.listCollections().toArray()).sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const documents = await db.collection(name).find({}, { raw: true }).toArray();
    all[name] = {
      indexes: await db.collection(name).listIndexes().toArray(),
      documents: documents.map((bytes) => Buffer.from(bytes as unknown as Uint8Array).toString('hex')).sort(),
    };
  }
  return all;
}

const EVERY_TYPE = {
  _id: new ObjectId(),
  text: 'naïve 서울 \u0000 "quoted" \n',
  int: new Int32(7),
  long: Long.fromString('9007199254740993'),
  smallLong: Long.fromNumber(5),
  double: new Double(1.5),
  wholeDouble: new Double(2),
  oddDoubles: [new Double(-0), new Double(Number.NaN), new Double(Infinity), new Double(1e300)],
  decimal: Decimal128.fromString('0.10'),
  date: new Date('2026-11-18T15:00:00.123Z'),
  early: new Date(-1),
  late: new Date(8.64e15),
  bytes: new Binary(Buffer.from([0, 1, 254, 255])),
  uuid: new UUID('123e4567-e89b-42d3-a456-426614174000'),
  other: new Binary(Buffer.from('x'), 128),
  regex: new BSONRegExp('^a"b', 'im'),
  timestamp: new Timestamp({ t: 5, i: 6 }),
  nothing: null,
  yes: true,
  ends: [new MinKey(), new MaxKey()],
  nested: { deep: [{ er: [[]] }], '': 'an empty name', 'with.dot': 1, ['__proto__']: { own: 1 } },
};

async function fill(db: ReturnType<Client['db']>): Promise<void> {
  await db.collection('things').insertMany([EVERY_TYPE, { _id: 'plain' as never, n: 1 }]);
  const many = Array.from({ length: 2500 }, (_, n) => ({
    _id: n as never,
    at: new Date(n),
    words: `word ${n} `.repeat(20),
  }));
  await db.collection('many').insertMany(many);
  await db.collection('many').createIndexes([
    { key: { at: -1 }, name: 'newest', expireAfterSeconds: 1e9 },
    { key: { words: 1, at: 1 }, name: 'words', unique: true, partialFilterExpression: { at: { $exists: true } } },
  ]);
  await db.createCollection('empty');
}

describe('what is carried comes out as it went in', () => {
  test('[U8] by a backup and a restore, every BSON type and every index', async () => {
    const { database, client, db } = await serve();
    await fill(db);
    expect(await run('--backup', at('copy.ndjson'), '--dir', database.folder)).toMatchObject({ code: 0 });
    expect((await stat(at('copy.ndjson'))).mode & 0o777).toBe(0o600);
    expect(await run('--restore', at('copy.ndjson'), '--dir', at('restored'))).toEqual({
      code: 0,
      said: 'empty: 0\nmany: 2500\nthings: 2\n',
    });
    const restored = await serve(at('restored'));
    expect(await contents(restored.client)).toEqual(await contents(client));
    expect(await restored.db.command({ validate: 'many' })).toMatchObject({ valid: true });
    expect((await readdir(home)).sort()).toEqual(['copy.ndjson', 'restored']);
  });

  test('[U8] by files for mongoimport, there and back', async () => {
    const { database, client, db } = await serve();
    await fill(db);
    expect(await run('--export', at('files'), '--dir', database.folder)).toMatchObject({ code: 0 });
    const lines = (await readFile(at('files/many.ndjson'), 'utf8')).trim().split('\n');
    expect(lines).toHaveLength(2500);
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({ _id: { $numberInt: '0' }, at: { $date: { $numberLong: '0' } } });
    expect(await run('--import', at('files'), '--dir', at('back'))).toMatchObject({ code: 0 });
    expect(await contents((await serve(at('back'))).client)).toEqual(await contents(client));

    // mongoexport's own files come without a manifest and without indexes.
    await rm(at('files/manifest.json'));
    await rm(at('files/many.indexes.json'));
    const { code, said } = await run('--import', at('files'), '--dir', at('foreign'));
    expect({ code, said }).toMatchObject({ code: 0, said: expect.stringMatching('has no manifest.json') });
  });

  test('[U8] from a folder to a mongodb:// address and back to a file', async () => {
    const here = await serve();
    await fill(here.db);
    const there = await serve();
    expect(await run('--from', here.database.folder, '--to', there.database.uri)).toMatchObject({ code: 0 });
    const name = new URL(there.database.uri.replace(/%[^/]*/, 'host')).pathname.slice(1);
    expect(await contents(there.client, name)).toEqual(await contents(here.client));

    expect(await run('--from', there.database.uri, '--to', at('there.ndjson'))).toMatchObject({ code: 0 });
    expect(await run('--restore', at('there.ndjson'), '--dir', at('home'))).toMatchObject({ code: 0 });
    expect(await contents((await serve(at('home'))).client)).toEqual(await contents(here.client));

    // Nothing is added to a database that holds something.
    const again = await run('--from', here.database.folder, '--to', there.database.uri);
    expect(again).toMatchObject({ code: 1, said: expect.stringMatching('already holds documents') });
    expect(await contents(there.client, name)).toEqual(await contents(here.client));
  });

  test('[U8] a document that Extended JSON would change is named, and no backup is made', async () => {
    const { database, db } = await serve();
    await db.collection('odd').insertOne({ _id: 'o1' as never, field: { $date: 'not a date' } });
    const { code, said } = await run('--backup', at('copy.ndjson'), '--dir', database.folder);
    expect({ code, said }).toMatchObject({ code: 1, said: expect.stringMatching('"o1" of odd cannot be written') });
    expect(await readdir(home)).toEqual([]);
  });
});

test('[U9] a backup under load is one moment of the database: no later write is in it without the earlier ones', async () => {
  const { database, db } = await serve();
  // Much to read before the pairs, so that many are written meanwhile; the later one of a pair is read first.
  await db.collection('a_filler').insertMany(Array.from({ length: 5000 }, (_, n) => ({ n, text: 'x'.repeat(500) })));
  let isOver = false;
  let pairs = 0;
  const writing = (async () => {
    for (; !isOver; pairs += 1) {
      await db.collection<{ _id: number }>('z_first').insertOne({ _id: pairs });
      await db.collection<{ _id: number }>('b_second').insertOne({ _id: pairs });
    }
  })();
  while (pairs < 20) await new Promise(setImmediate);
  const before = pairs;
  const copies = await Promise.all([1, 2].map((n) => run('--backup', at(`copy${n}.ndjson`), '--dir', database.folder)));
  const after = pairs;
  isOver = true;
  await writing;
  expect(copies.map(({ code }) => code)).toEqual([0, 0]);
  expect(after).toBeGreaterThan(before + 20);
  for (const n of [1, 2]) {
    await run('--restore', at(`copy${n}.ndjson`), '--dir', at(`moment${n}`));
    const { db: moment } = await serve(at(`moment${n}`));
    const second = await moment.collection('b_second').countDocuments();
    const first = await moment.collection('z_first').countDocuments();
    expect(second).toBeGreaterThanOrEqual(before - 1);
    expect(first - second === 0 || first - second === 1).toBe(true);
  }
});

describe('[U10] a file that is not whole is refused before anything is there', () => {
  let made: Buffer | undefined;
  const wholeFile = async () => {
    const { database, db } = await serve();
    await fill(db);
    await run('--backup', at('whole.ndjson'), '--dir', database.folder);
    const bytes = await readFile(at('whole.ndjson'));
    await rm(at('whole.ndjson'));
    return bytes;
  };

  const flipped = (bytes: Buffer, where: number) => {
    const copy = Buffer.from(bytes);
    copy[where] = (copy[where] ?? 0) ^ 1;
    return copy;
  };
  const lineStart = (bytes: Buffer, number: number) => {
    let start = 0;
    for (let line = 1; line < number; line += 1) start = bytes.indexOf(10, start) + 1;
    return start;
  };

  const cases: readonly [what: string, damage: (bytes: Buffer) => Buffer, said: RegExp][] = [
    ['empty', () => Buffer.alloc(0), /bad is empty/],
    ['foreign', () => Buffer.from('%PDF-1.7\nnothing of ours\n'), /is not a backup of this program/],
    ['foreign and endless', () => Buffer.alloc(200_000, 120), /is not a backup of this program/],
    ['a dump of another tool', () => Buffer.from('{"_id":{"$oid":"5f"}}\n'), /is not a backup of this program/],
    [
      'of a newer format',
      (b) => Buffer.from(b.toString().replace('"format":{"$numberInt":"1"}', '"format":{"$numberInt":"9"}')),
      /is of format 9, and this program reads format 1/,
    ],
    ['cut off within a line', (b) => b.subarray(0, lineStart(b, 500) + 9), /was cut off, at line 500, byte \d+/],
    ['cut off between two lines', (b) => b.subarray(0, lineStart(b, 500)), /was cut off, at line 499, byte \d+/],
    ['without its last line', (b) => b.subarray(0, b.lastIndexOf(10, b.length - 2) + 1), /was cut off/],
    [
      'with a flipped bit in a value',
      (b) => flipped(b, b.indexOf('word 1700')),
      /is damaged between line \d+, byte \d+, and line \d+, byte \d+, in many: its checksum differs/,
    ],
    [
      'with a flipped bit in its structure',
      (b) => flipped(b, lineStart(b, 300)),
      /is damaged at line 300, byte \d+: it is not JSON/,
    ],
    [
      'with a line missing',
      (b) => Buffer.concat([b.subarray(0, lineStart(b, 300)), b.subarray(lineStart(b, 301))]),
      /its checksum differs/,
    ],
    [
      'with two lines swapped',
      (b) =>
        Buffer.concat([
          b.subarray(0, lineStart(b, 300)),
          b.subarray(lineStart(b, 301), lineStart(b, 302)),
          b.subarray(lineStart(b, 300), lineStart(b, 301)),
          b.subarray(lineStart(b, 302)),
        ]),
      /its checksum differs/,
    ],
    [
      'with something after its end',
      (b) => Buffer.concat([b, Buffer.from('{"_id":1}\n')]),
      /continues after its end, line \d+/,
    ],
  ];

  test.each(cases)('%s', async (_what, damage, said) => {
    made ??= await wholeFile();
    await writeFile(at('bad'), damage(made));
    const { code, said: words } = await run('--restore', at('bad'), '--dir', at('restored'));
    expect(words).toMatch(said);
    expect(words.trim().split('\n')).toHaveLength(1);
    expect(code).toBe(1);
    expect(await readdir(home)).toEqual(['bad']);
  });
});

test('[U10] damage is placed in its collection, also in a small file', async () => {
  const { database, db } = await serve();
  for (const name of ['agents', 'leads', 'zones']) {
    await db.collection(name).insertMany([{ _id: `${name}-1` as never, word: 'sound' }, { _id: `${name}-2` as never }]);
  }
  await run('--backup', at('whole'), '--dir', database.folder);
  const lines = (await readFile(at('whole'), 'utf8')).split('\n');
  const damaged = lines.findIndex((line) => line.includes('leads-1'));
  await writeFile(at('bad'), lines.with(damaged, lines[damaged]!.replace('sound', 'sand!')).join('\n'));
  const { said } = await run('--restore', at('bad'), '--dir', at('restored'));
  const [, from, to] =
    /between line (\d+), byte \d+, and line (\d+), byte \d+, in leads: its checksum/.exec(said) ?? [];
  expect([Number(from), Number(to)]).toEqual([damaged - 1, damaged + 3]);
});

test('[U10] only into a new or empty folder, and over no file; what is there stays', async () => {
  const { database, db } = await serve();
  await db.collection('things').insertOne({ _id: 'x' as never });
  await run('--backup', at('copy'), '--dir', database.folder);
  const first = await readFile(at('copy'));
  await mkdir(at('full'));
  await writeFile(at('full/letter.txt'), 'mine');
  const cases = [
    run('--restore', at('copy'), '--dir', at('full')),
    run('--restore', at('copy'), '--dir', database.folder),
    run('--restore', at('copy'), '--dir', at('copy')),
    run('--restore', at('nowhere'), '--dir', at('new')),
    run('--backup', at('copy'), '--dir', database.folder),
    run('--export', at('full'), '--dir', database.folder),
    run('--backup', at('no/such/folder/copy'), '--dir', database.folder),
    run('--backup', at('other'), '--dir', database.folder, '--database', 'another'),
  ];
  expect((await Promise.all(cases)).map(({ code, said }) => `${code} ${said.replaceAll(home, '').trim()}`)).toEqual([
    '1 embedded-mongo: /full is not empty. Choose a new folder, or move this one away.',
    expect.stringMatching(/^1 .* is not empty/),
    '1 embedded-mongo: /copy is not a folder. Choose another name.',
    '1 embedded-mongo: /nowhere does not exist.',
    '1 embedded-mongo: /copy already exists. Choose another name, or move it away.',
    '1 embedded-mongo: /full is not empty. Choose a new folder, or move this one away.',
    expect.stringMatching(/^1 .*ENOENT/),
    expect.stringMatching(/^1 .*contains no database another, but leadbell\. Name one/),
  ]);
  expect(await readFile(at('copy'))).toEqual(first);
  await mkdir(at('empty'));
  expect(await run('--restore', at('copy'), '--dir', at('empty'))).toMatchObject({ code: 0 });
});

test.each([
  [['--bakup', 'x'], /Unknown option '--bakup'/],
  [['--backup', 'x', '--restore', 'y'], /give one of/],
  [['--restore', 'x'], /--dir DIR/],
  [['--from', 'x'], /--from and --to go together/],
  [['--dir', 'x'], /either --port or --socket/],
])('[U10] %j is refused, with a sentence', async (args, said) => {
  const ended = await run(...args);
  expect(ended.code).toBe(2);
  expect(ended.said).toMatch(said);
});
