import { expect, test } from '@jest/globals';
import mongoose from 'mongoose';
import { isReal, useDatabase, rowsOf } from './support.ts';

const { Long } = mongoose.mongo;
const use = useDatabase();
const rows = () => rowsOf(use.db, 'rows');
const many = (count: number) => rows().insertMany(Array.from({ length: count }, (_, i) => ({ _id: i, n: i % 10 })));

test('sort, skip, limit, projection', async () => {
  await many(30);
  const found = rows()
    .find({ n: { $lt: 5 } })
    .sort({ n: -1, _id: 1 })
    .skip(1)
    .limit(3)
    .project({ _id: 0, n: 1 });
  expect(await found.toArray()).toEqual([{ n: 4 }, { n: 4 }, { n: 3 }]);
});

test('a long result comes in batches, and a cursor that is through is gone', async () => {
  await many(1000);
  const first = await use.db.command({ find: 'rows', filter: {}, batchSize: 10 });
  expect(first['cursor'].firstBatch).toHaveLength(10);
  const next = await use.db.command({
    getMore: Long.fromValue(first['cursor'].id),
    collection: 'rows',
    batchSize: 2000,
  });
  expect(next['cursor'].nextBatch).toHaveLength(990);
  expect(Number(next['cursor'].id)).toBe(0);
  await expect(
    use.db.command({ getMore: Long.fromValue(first['cursor'].id), collection: 'rows' }),
  ).rejects.toMatchObject({ code: 43, codeName: 'CursorNotFound' });
  expect(await rows().find().batchSize(7).toArray()).toHaveLength(1000);
});

test('a result of many megabytes stays below the limit of one reply', async () => {
  await rows().insertMany(Array.from({ length: 40 }, (_, i) => ({ _id: i, text: 'x'.repeat(1_000_000) })));
  const reply = await use.db.command({ find: 'rows', batchSize: 1000 });
  expect(reply['cursor'].firstBatch.length).toBeLessThan(18);
  expect(await rows().countDocuments()).toBe(40);
  expect((await rows().find().toArray()).map(({ _id }) => _id)).toEqual(Array.from({ length: 40 }, (_, i) => i));
});

test('killCursors ends one', async () => {
  await many(200);
  const { cursor } = await use.db.command({ find: 'rows', batchSize: 1 });
  const id = Long.fromValue(cursor.id);
  const reply = await use.db.command({ killCursors: 'rows', cursors: [id, Long.fromNumber(12345)] });
  expect(reply).toMatchObject({ ok: 1, cursorsKilled: [expect.anything()], cursorsNotFound: [expect.anything()] });
});

test('a cursor lives on while documents come and go', async () => {
  await many(300);
  const cursor = rows().find().batchSize(10);
  const seen: unknown[] = [];
  for await (const { _id } of cursor) {
    seen.push(_id);
    if (_id === 50) await rows().deleteMany({ _id: { $gte: 100, $lt: 200 } });
  }
  expect(seen.length).toBeGreaterThanOrEqual(200);
  expect(new Set(seen).size).toBe(seen.length);
  await cursor.close();
});

test('count and distinct', async () => {
  await many(25);
  await rows().insertOne({ _id: 99, n: [100, 101], a: [{ b: 1 }, { b: 2 }] });
  expect(await use.db.command({ count: 'rows', query: { n: 3 } })).toMatchObject({ n: 3 });
  expect(await use.db.command({ count: 'rows', skip: 20, limit: 3 })).toMatchObject({ n: 3 });
  expect(await rows().estimatedDocumentCount()).toBe(26);
  expect(await rows().distinct('n', { n: { $gte: 8 } })).toEqual([8, 9, 100, 101]);
  expect(await rows().distinct('a.b')).toEqual([1, 2]);
});

test('aggregation over the wire, with a cursor and a lookup', async () => {
  await many(500);
  await rowsOf(use.db, 'names').insertMany([
    { _id: 1, name: 'one' },
    { _id: 2, name: 'two' },
  ]);
  const groups = await rows()
    .aggregate([
      { $match: { n: { $in: [1, 2] } } },
      { $group: { _id: '$n', count: { $sum: 1 } } },
      { $lookup: { from: 'names', localField: '_id', foreignField: '_id', as: 'names' } },
      { $sort: { _id: 1 } },
    ])
    .toArray();
  expect(groups).toEqual([
    { _id: 1, count: 50, names: [{ _id: 1, name: 'one' }] },
    { _id: 2, count: 50, names: [{ _id: 2, name: 'two' }] },
  ]);
  expect(
    await rows()
      .aggregate([{ $match: {} }], { batchSize: 11 })
      .toArray(),
  ).toHaveLength(500);
});

test('a union with another collection comes after the first one, through its own pipeline', async () => {
  await many(20);
  await rowsOf(use.db, 'names').insertMany([
    { _id: 1, name: 'one' },
    { _id: 2, name: 'two' },
  ]);
  const named = { coll: 'names', pipeline: [{ $match: { _id: 2 } }, { $project: { name: 1 } }] };
  const found = await rows()
    .aggregate([{ $match: { n: 3 } }, { $limit: 1 }, { $project: { n: 1, _id: 0 } }, { $unionWith: named }])
    .toArray();
  expect(found).toEqual([{ n: 3 }, { _id: 2, name: 'two' }]);
  const whole = await rows()
    .aggregate([{ $match: { n: -1 } }, { $unionWith: 'names' }])
    .toArray();
  expect(whole.map((document) => document['name'])).toEqual(['one', 'two']);
  const absent = await rows()
    .aggregate([{ $match: { n: -1 } }, { $unionWith: 'nowhere' }])
    .toArray();
  expect(absent).toEqual([]);
  const refused = (stage: Record<string, unknown>) =>
    use.db.command({ aggregate: 'rows', pipeline: [stage], cursor: {} });
  await expect(refused({ $unionWith: 5 })).rejects.toMatchObject({ code: 9 });
  await expect(refused({ $unionWith: { coll: 'names', more: 1 } })).rejects.toMatchObject({ code: 40415 });
  await expect(refused({ $unionWith: { coll: 'names', pipeline: [{ $foo: 1 }] } })).rejects.toMatchObject({
    code: 40324,
  });
});

test('an absent collection is empty, not an error', async () => {
  expect(await rows().find({ a: 1 }).toArray()).toEqual([]);
  expect(await rows().countDocuments()).toBe(0);
  expect(await rows().distinct('a')).toEqual([]);
  expect(
    await rows()
      .aggregate([{ $group: { _id: null } }])
      .toArray(),
  ).toEqual([]);
  await expect(rows().listIndexes().toArray()).rejects.toMatchObject({ code: 26 });
});

test('collections and databases are listed, created and dropped', async () => {
  await use.db.createCollection('made');
  await rows().insertOne({});
  expect((await use.db.listCollections().toArray()).map(({ name }) => name).sort()).toEqual(['made', 'rows']);
  const { databases } = await use.db.admin().listDatabases();
  expect(databases.map(({ name }) => name)).toContain(use.db.databaseName);
  await use.db.dropCollection('made');
  expect(await use.db.listCollections({ name: 'made' }).toArray()).toEqual([]);
  await use.db.dropDatabase();
  expect(await use.db.listCollections().toArray()).toEqual([]);
});

test.each([
  ['an unknown command', { nonsense: 1 }, 59],
  ['an unknown option', { find: 'rows', nonsense: 1 }, 40415],
  ['a wrong type', { find: 'rows', filter: 1 }, 14],
  ['a transaction', { insert: 'rows', documents: [{}], txnNumber: Long.fromNumber(1) }, null],
  ['a negative skip', { find: 'rows', skip: -1 }, 51024],
  ['a write concern for two nodes', { insert: 'rows', documents: [{}], writeConcern: { w: 2 } }, isReal ? null : 2],
  ['a bad collection name', { find: 'a\0b' }, 73],
  ['an unknown operator', { find: 'rows', filter: { a: { $nope: 1 } } }, 2],
  ['aggregate without a cursor', { aggregate: 'rows', pipeline: [] }, 9],
] as const)('refused: %s', async (_name, command, code) => {
  const refused = use.db.command(command);
  await expect(refused).rejects.toMatchObject(code === null ? { name: /Error$/ } : { code });
});
