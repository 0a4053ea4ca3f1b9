import { expect, test } from '@jest/globals';
import mongoose from 'mongoose';
import { useDatabase, rowsOf } from './support.ts';

const { ObjectId, Long, Double, Int32 } = mongoose.mongo;
const use = useDatabase();
const rows = () => rowsOf(use.db, 'rows');

test('insert gives an _id in front, and keeps the types of numbers', async () => {
  await use.db.command({ insert: 'rows', documents: [{ a: new Double(1), b: new Long(2), c: new Int32(3) }] });
  const [stored] = await rows().find({}, { promoteValues: false }).toArray();
  expect(Object.keys(stored!)).toEqual(['_id', 'a', 'b', 'c']);
  expect(stored).toMatchObject({ a: { _bsontype: 'Double' }, b: { _bsontype: 'Long' }, c: { _bsontype: 'Int32' } });
  expect(stored!._id).toBeInstanceOf(ObjectId);
});

test('an ordered batch stops at the first failure', async () => {
  await rows().insertOne({ _id: 2 });
  const reply = await use.db.command({ insert: 'rows', documents: [{ _id: 1 }, { _id: 2 }, { _id: 3 }] });
  expect(reply).toMatchObject({
    n: 1,
    ok: 1,
    writeErrors: [{ index: 1, code: 11000, keyPattern: { _id: 1 }, keyValue: { _id: 2 } }],
  });
  expect(reply['writeErrors'][0].errmsg).toBe(
    `E11000 duplicate key error collection: ${use.db.databaseName}.rows index: _id_ dup key: { _id: 2 }`,
  );
  expect(await rows().countDocuments()).toBe(2);
});

test('an unordered batch tries them all', async () => {
  const documents = [{ _id: 1 }, { _id: 1 }, { _id: 2 }, { _id: 2 }, { _id: 3 }];
  const reply = await use.db.command({ insert: 'rows', documents, ordered: false });
  expect(reply['writeErrors'].map(({ index }: { index: number }) => index)).toEqual([1, 3]);
  expect(reply).toMatchObject({ n: 3, ok: 1 });
});

test.each([
  [{ _id: [1] }, 53],
  [{ _id: { $x: 1 } }, 52],
])('insert refuses %j with %i', async (document, code) => {
  await expect(rows().insertOne(document)).rejects.toMatchObject({ code });
});

test('updateOne changes the first, updateMany all; nModified counts real changes', async () => {
  await rows().insertMany([
    { _id: 1, a: 1 },
    { _id: 2, a: 1 },
    { _id: 3, a: 2 },
  ]);
  expect(await rows().updateOne({ a: 1 }, { $set: { b: 1 } })).toMatchObject({ matchedCount: 1, modifiedCount: 1 });
  expect(await rows().updateMany({ a: 1 }, { $set: { b: 1 } })).toMatchObject({ matchedCount: 2, modifiedCount: 1 });
  expect(await rows().updateMany({ a: 9 }, { $set: { b: 1 } })).toMatchObject({ matchedCount: 0, upsertedCount: 0 });
});

test('an update that moves documents along its own index meets each once', async () => {
  await rows().createIndex({ a: 1 });
  await rows().insertMany(Array.from({ length: 300 }, (_, i) => ({ _id: i, a: i })));
  expect(await rows().updateMany({ a: { $gte: 0 } }, { $inc: { a: 1000 } })).toMatchObject({ modifiedCount: 300 });
  expect(await rows().countDocuments({ a: { $gte: 1000, $lt: 1300 } })).toBe(300);
});

test('upserts: the filter seeds the document, $setOnInsert acts only then', async () => {
  const update = { $set: { b: 2 }, $setOnInsert: { c: 3 } };
  const first = await rows().updateOne({ _id: 'k', a: 1 }, update, { upsert: true });
  expect(first).toMatchObject({ matchedCount: 0, upsertedCount: 1, upsertedId: 'k' });
  const second = await rows().updateOne({ _id: 'k' }, { $set: { b: 5 }, $setOnInsert: { c: 9 } }, { upsert: true });
  expect(second).toMatchObject({ matchedCount: 1, upsertedCount: 0 });
  expect(await rows().findOne()).toEqual({ _id: 'k', a: 1, b: 5, c: 3 });
  const replaced = await rows().replaceOne({ _id: 'r' }, { z: 1 }, { upsert: true });
  expect(replaced).toMatchObject({ upsertedId: 'r' });
  expect(await rows().findOne({ _id: 'r' })).toEqual({ _id: 'r', z: 1 });
});

test('positional operators and array filters', async () => {
  await rows().insertOne({
    _id: 1,
    legs: [
      { id: 'a', n: 1 },
      { id: 'b', n: 2 },
      { id: 'c', n: 3 },
    ],
  });
  await rows().updateOne({ 'legs.id': 'b' }, { $set: { 'legs.$.n': 20 } });
  await rows().updateOne({ _id: 1 }, { $inc: { 'legs.$[].n': 1 } });
  await rows().updateOne(
    { _id: 1 },
    { $set: { 'legs.$[leg].done': true } },
    { arrayFilters: [{ 'leg.n': { $gte: 21 } }] },
  );
  expect(await rows().findOne()).toEqual({
    _id: 1,
    legs: [
      { id: 'a', n: 2 },
      { id: 'b', n: 21, done: true },
      { id: 'c', n: 4 },
    ],
  });
});

test.each([
  ['$inc of a string', { $inc: { s: 1 } }, 14],
  ['$push to a scalar', { $push: { n: 1 } }, 2],
  ['$set through a scalar', { $set: { 'n.x': 1 } }, 28],
  ['two operators on one path', { $set: { n: 1 }, $inc: { n: 1 } }, 40],
  ['an empty field name', { $set: { 'a..b': 1 } }, 56],
  ['a changed _id', { $set: { _id: 2 } }, 66],
  ['an unknown operator', { $nope: { a: 1 } }, 9],
])('an update is refused: %s', async (_name, update, code) => {
  await rows().insertOne({ _id: 1, s: 'x', n: 1 });
  await expect(rows().updateOne({ _id: 1 }, update)).rejects.toMatchObject({ code });
  expect(await rows().findOne()).toEqual({ _id: 1, s: 'x', n: 1 });
});

test('a replacement with multi is refused', async () => {
  const reply = await use.db.command({ update: 'rows', updates: [{ q: {}, u: { a: 1 }, multi: true }] });
  expect(reply).toMatchObject({ n: 0, writeErrors: [{ index: 0, code: 9 }] });
});

test('deleteOne, deleteMany', async () => {
  await rows().insertMany([{ a: 1 }, { a: 1 }, { a: 1 }, { a: 2 }]);
  expect((await rows().deleteOne({ a: 1 })).deletedCount).toBe(1);
  expect((await rows().deleteMany({ a: 1 })).deletedCount).toBe(2);
  expect((await rows().deleteMany({ a: 1 })).deletedCount).toBe(0);
});

test('bulkWrite mixes them', async () => {
  const result = await rows().bulkWrite([
    { insertOne: { document: { _id: 1, a: 1 } } },
    { updateOne: { filter: { _id: 1 }, update: { $inc: { a: 1 } } } },
    { replaceOne: { filter: { _id: 2 }, replacement: { a: 5 }, upsert: true } },
    { deleteOne: { filter: { _id: 1 } } },
  ]);
  expect(result).toMatchObject({ insertedCount: 1, modifiedCount: 1, upsertedCount: 1, deletedCount: 1 });
  expect(await rows().find().toArray()).toEqual([{ _id: 2, a: 5 }]);
});

test('findAndModify: before or after, sorted, projected, removed, upserted', async () => {
  await rows().insertMany([
    { _id: 1, a: 2 },
    { _id: 2, a: 1 },
  ]);
  expect(await rows().findOneAndUpdate({}, { $inc: { a: 10 } }, { sort: { a: 1 } })).toEqual({ _id: 2, a: 1 });
  expect(
    await rows().findOneAndUpdate(
      {},
      { $inc: { a: 1 } },
      { sort: { a: -1 }, returnDocument: 'after', projection: { _id: 0 } },
    ),
  ).toEqual({ a: 12 });
  const upserted = await use.db.command({
    findAndModify: 'rows',
    query: { _id: 9 },
    update: { $set: { a: 1 } },
    upsert: true,
  });
  expect(upserted).toMatchObject({ lastErrorObject: { n: 1, updatedExisting: false, upserted: 9 }, value: null });
  expect(await rows().findOneAndReplace({ _id: 9 }, { b: 1 }, { returnDocument: 'after' })).toEqual({
    _id: 9,
    b: 1,
  });
  expect(await rows().findOneAndDelete({ _id: 9 })).toEqual({ _id: 9, b: 1 });
  expect(await rows().findOneAndDelete({ _id: 9 })).toBeNull();
  await expect(use.db.command({ findAndModify: 'rows', query: {}, remove: true, new: true })).rejects.toMatchObject({
    code: 9,
  });
});
