import { expect, test } from '@jest/globals';
import { isReal, useDatabase, rowsOf } from './support.ts';

const use = useDatabase();
const rows = () => rowsOf(use.db, 'rows');

test('create, list, drop', async () => {
  await rows().createIndex({ a: 1, b: -1 }, { name: 'mine', sparse: true });
  await rows().createIndex({ t: 1 }, { expireAfterSeconds: 60 });
  expect(await rows().listIndexes().toArray()).toEqual([
    { v: 2, key: { _id: 1 }, name: '_id_' },
    { v: 2, key: { a: 1, b: -1 }, name: 'mine', sparse: true },
    { v: 2, key: { t: 1 }, name: 't_1', expireAfterSeconds: 60 },
  ]);
  await rows().dropIndex('mine');
  await expect(rows().dropIndex('mine')).rejects.toMatchObject({ code: 27, codeName: 'IndexNotFound' });
  await expect(rows().dropIndex('_id_')).rejects.toMatchObject({ code: 72 });
  await rows().dropIndexes();
  expect(await rows().listIndexes().toArray()).toHaveLength(1);
});

test('the same index again is no change', async () => {
  const command = { createIndexes: 'rows', indexes: [{ key: { a: 1 }, name: 'a_1' }] };
  expect(await use.db.command(command)).toMatchObject({
    numIndexesBefore: 1,
    numIndexesAfter: 2,
    createdCollectionAutomatically: true,
  });
  expect(await use.db.command(command)).toMatchObject({
    numIndexesBefore: 2,
    numIndexesAfter: 2,
    note: 'all indexes already exist',
  });
});

test('another index under the same name, or the same index under another, is a conflict', async () => {
  await rows().createIndex({ a: 1 }, { name: 'x' });
  await expect(rows().createIndex({ b: 1 }, { name: 'x' })).rejects.toMatchObject({ code: 86 });
  await expect(rows().createIndex({ a: 1 }, { name: 'y' })).rejects.toMatchObject({ code: 85 });
  await expect(rows().createIndex({ a: 1 }, { name: 'y', unique: true })).rejects.toMatchObject({ code: 85 });
});

test('a unique index is not built over duplicates, and nothing of it stays', async () => {
  await rows().insertMany([{ a: 1 }, { a: 1 }]);
  await expect(rows().createIndex({ a: 1 }, { unique: true })).rejects.toMatchObject({ code: 11000 });
  expect(await rows().listIndexes().toArray()).toHaveLength(1);
  await rows().deleteOne({ a: 1 });
  await rows().createIndex({ a: 1 }, { unique: true });
  await expect(rows().insertOne({ a: 1 })).rejects.toMatchObject({ code: 11000 });
});

test('missing is null to a unique index, unless it is sparse', async () => {
  await rows().createIndex({ a: 1 }, { unique: true });
  await rows().createIndex({ b: 1 }, { unique: true, sparse: true });
  await rows().insertOne({});
  await expect(rows().insertOne({})).rejects.toMatchObject({ code: 11000, keyValue: { a: null } });
  await rows().insertMany([{ a: 1 }, { a: 2 }]);
});

test('a compound unique index needs all of its fields to be equal', async () => {
  await rows().createIndex({ a: 1, b: 1 }, { unique: true });
  await rows().insertMany([
    { a: 1, b: 1 },
    { a: 1, b: 2 },
    { a: 2, b: 1 },
  ]);
  await expect(rows().insertOne({ a: 1, b: 2 })).rejects.toMatchObject({ code: 11000, keyValue: { a: 1, b: 2 } });
});

test('two arrays in one document cannot be in one index', async () => {
  await rows().createIndex({ a: 1, b: 1 });
  await expect(rows().insertOne({ a: [1], b: [2] })).rejects.toMatchObject({ code: 171 });
});

test('a partial index holds what its filter matches, also when a document comes in or leaves by an update', async () => {
  await rows().createIndex({ k: 1 }, { unique: true, partialFilterExpression: { open: true } });
  await rows().insertMany([
    { _id: 1, k: 1, open: true },
    { _id: 2, k: 1, open: false },
  ]);
  await expect(rows().updateOne({ _id: 2 }, { $set: { open: true } })).rejects.toMatchObject({ code: 11000 });
  await rows().updateOne({ _id: 1 }, { $set: { open: false } });
  await rows().updateOne({ _id: 2 }, { $set: { open: true } });
});

test('very long keys are still unique and still found', async () => {
  await rows().createIndex({ a: 1 }, { unique: true });
  const long = 'x'.repeat(5000);
  await rows().insertMany([
    { _id: 1, a: `${long}1` },
    { _id: 2, a: `${long}2` },
    { _id: 3, a: long },
  ]);
  await expect(rows().insertOne({ a: `${long}2` })).rejects.toMatchObject({ code: 11000 });
  expect(await rows().findOne({ a: `${long}2` })).toMatchObject({ _id: 2 });
  expect(
    (
      await rows()
        .find({ a: { $gte: long } })
        .sort({ a: -1 })
        .toArray()
    ).map(({ _id }) => _id),
  ).toEqual([2, 1, 3]);
  expect(await rows().countDocuments({ a: { $gt: long } })).toBe(2);
});

(isReal ? test.skip : test).each([
  ['text', { a: 'text' }],
  ['2dsphere', { a: '2dsphere' }],
  ['hashed', { a: 'hashed' }],
  ['zero', { a: 0 }],
])('an index of the kind %s is refused', async (_name, key) => {
  const command = use.db.command({ createIndexes: 'rows', indexes: [{ key, name: 'x' }] });
  await expect(command).rejects.toMatchObject({ code: 67, codeName: 'CannotCreateIndex' });
});

async function winningPlan(filter: object, sort?: Record<string, 1 | -1>) {
  const cursor = rows().find(filter);
  const { queryPlanner, executionStats } = await (sort ? cursor.sort(sort) : cursor).explain('executionStats');
  const text = JSON.stringify(queryPlanner.winningPlan);
  return {
    index: /"indexName":"([^"]+)"/.exec(text)?.[1] ?? null,
    sorts: text.includes('"SORT"'),
    stats: executionStats,
  };
}

test('explain tells the index, the sort and what was touched', async () => {
  await rows().createIndex({ state: 1, deadlineAt: 1 });
  await rows().createIndex({ open: 1 }, { partialFilterExpression: { open: { $exists: true } } });
  await rows().insertMany(
    Array.from({ length: 1000 }, (_, i) => ({
      _id: i,
      state: i % 2 ? 'waiting' : 'closed',
      deadlineAt: i,
      ...(i < 3 ? { open: i } : {}),
    })),
  );
  const range = await winningPlan({ state: 'waiting', deadlineAt: { $lt: 20 } });
  expect(range).toMatchObject({
    index: 'state_1_deadlineAt_1',
    sorts: false,
    stats: { nReturned: 10, totalDocsExamined: 10 },
  });
  expect(await winningPlan({ state: 'waiting' }, { deadlineAt: -1 })).toMatchObject({
    index: 'state_1_deadlineAt_1',
    sorts: false,
  });
  expect(await winningPlan({ state: 'waiting' }, { _id: 1, deadlineAt: 1 })).toMatchObject({ sorts: true });
  expect(await winningPlan({ open: 2 })).toMatchObject({
    index: 'open_1',
    stats: { nReturned: 1, totalDocsExamined: 1 },
  });
  expect(await winningPlan({ open: null })).toMatchObject({ index: null });
  expect(await winningPlan({ nothing: 1 })).toMatchObject({ index: null, stats: { totalDocsExamined: 1000 } });
});

(isReal ? test.skip : test)(
  'documents past their time are swept away, by any date in an array, never without a date',
  async () => {
    const { startDatabase } = await import('../support/database.ts');
    const database = await startDatabase({ extraArguments: ['--ttl-every', '0.05'] });
    const { default: mongoose } = await import('mongoose');
    const client = await mongoose.mongo.MongoClient.connect(database.uri);
    const kept = rowsOf(client.db(), 'kept');
    await kept.createIndex({ at: 1 }, { expireAfterSeconds: 10 });
    const old = new Date(Date.now() - 11_000);
    await kept.insertMany([
      { _id: 1, at: old },
      { _id: 2, at: new Date() },
      { _id: 3, at: 'x' },
      { _id: 4 },
      { _id: 5, at: [new Date(), old] },
    ]);
    while ((await kept.countDocuments()) > 3) await new Promise(setImmediate);
    expect((await kept.find().toArray()).map(({ _id }) => _id)).toEqual([2, 3, 4]);
    await client.close();
    await database.stop();
  },
);
