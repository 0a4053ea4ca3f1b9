/** MongoDB's limits, with its own codes: names of databases, sizes of results, depths, lengths. */
import { expect, test } from '@jest/globals';
import mongoose from 'mongoose';
import type { Document } from 'bson';
import { isReal, rowsOf, useDatabase } from './conformance/support.ts';
import { ask, nested, openSocket } from './rawClient.ts';

const use = useDatabase();
const rows = () => rowsOf(use.db, 'rows');
const ownOnly = isReal ? test.skip : test;
const MEGABYTE = 'x'.repeat(1_000_000);

ownOnly.each(['q.x', '', 'a b', 'a/b', 'a\\b', 'a"b', 'a$b', 'x'.repeat(64), 'a\0b'])(
  '[D8] no command runs in a database named %j',
  async ($db) => {
    const path = decodeURIComponent(use.database.uri.slice('mongodb://'.length).split('/')[0] ?? '');
    const socket = await openSocket(path);
    for (const command of [
      { insert: 'rows', documents: [{}] },
      { find: 'rows' },
      { create: 'rows' },
      { createIndexes: 'rows', indexes: [{ key: { a: 1 }, name: 'a' }] },
      { listIndexes: 'rows' },
      { dropDatabase: 1 },
      { dbStats: 1 },
      { ping: 1 },
    ]) {
      const reply = await ask(socket, { ...command, $db });
      expect(reply).toMatchObject({ ok: 0, code: 73, codeName: 'InvalidNamespace' });
    }
    socket.destroy();
    const { databases } = await use.client.db('admin').command({ listDatabases: 1 });
    expect(databases.map(({ name }: Document) => name)).not.toContain('q');
  },
);

test('[D9] results that no reply can hold are refused with their codes', async () => {
  await rows().insertMany(Array.from({ length: 20 }, (_, i) => ({ _id: i, text: `${i}${MEGABYTE}` })));
  const all = { $push: '$text' };
  for (const pipeline of [
    [{ $group: { _id: null, all } }],
    [{ $group: { _id: null, all } }, { $project: { all: { $concatArrays: ['$all', '$all'] } } }],
    [{ $bucket: { groupBy: '$_id', boundaries: [0, 100], output: { all } } }],
    [{ $facet: { all: [] } }],
    [{ $limit: 1 }, { $lookup: { from: 'rows', localField: 'none', foreignField: 'none', as: 'all' } }],
  ]) {
    await expect(rows().aggregate(pipeline).toArray()).rejects.toMatchObject({ code: 10334 });
  }
  await expect(rows().distinct('text')).rejects.toMatchObject({ code: 17217 });
  // What is left of it afterwards fits.
  expect(
    await rows()
      .aggregate([{ $group: { _id: null, all } }, { $project: { n: { $size: '$all' } } }])
      .next(),
  ).toEqual({
    _id: null,
    n: 20,
  });
  expect(await rows().countDocuments()).toBe(20);
});

test('[D9] text that doubles in an expression ends at 16 MiB, an array at its limit', async () => {
  await rows().insertOne({ _id: 1 });
  const doubled = (initialValue: unknown, doubling: Document) =>
    rows()
      .aggregate([
        {
          $project: {
            n: {
              $size: {
                $objectToArray: {
                  all: { $reduce: { input: Array.from({ length: 60 }, () => 1), initialValue, in: doubling } },
                },
              },
            },
          },
        },
      ])
      .toArray();
  await expect(doubled('x', { $concat: ['$$value', '$$value'] })).rejects.toMatchObject({ code: 10334 });
  await expect(doubled([1], { $concatArrays: ['$$value', '$$value'] })).rejects.toMatchObject({ code: 146 });
});

test('[D9] a batch whose errors would not fit into a reply still names them all', async () => {
  await rows().createIndex({ text: 1 }, { unique: true });
  await rows().insertOne({ text: MEGABYTE });
  const documents = Array.from({ length: 40 }, () => ({ text: MEGABYTE }));
  const reply = await use.db.command({ insert: 'rows', documents: documents.slice(0, 15), ordered: false });
  expect(reply['writeErrors']).toHaveLength(15);
  expect(new Set(reply['writeErrors'].map(({ code }: Document) => code))).toEqual(new Set([11000]));
});

test.each<[string, (deep: number) => Document]>([
  ['$and', (deep) => ({ find: 'rows', filter: nested(deep, (inner) => ({ $and: [inner] })) })],
  ['$nor', (deep) => ({ count: 'rows', query: nested(deep, (inner) => ({ $nor: [inner] })) })],
  ['$not', (deep) => ({ find: 'rows', filter: { a: nested(deep, (inner) => ({ $not: inner })) } })],
  ['$elemMatch', (deep) => ({ find: 'rows', filter: nested(deep, (inner) => ({ a: { $elemMatch: inner } })) })],
  ['an operand', (deep) => ({ find: 'rows', filter: { a: nested(deep, (inner) => ({ a: inner })) } })],
  ['$expr', (deep) => ({ find: 'rows', filter: { $expr: nested(deep, (inner) => ({ $not: [inner] })) } })],
  ['a projection', (deep) => ({ find: 'rows', projection: nested(deep, (inner) => ({ a: inner })) })],
  [
    'a stage',
    (deep) => ({
      aggregate: 'rows',
      pipeline: [{ $set: { a: nested(deep, (inner) => ({ $abs: inner })) } }],
      cursor: {},
    }),
  ],
  [
    'an update',
    (deep) => ({ update: 'rows', updates: [{ q: {}, u: { $set: { a: nested(deep, (inner) => ({ a: inner })) } } }] }),
  ],
  ['an insert', (deep) => ({ insert: 'rows', documents: [nested(deep, (inner) => ({ a: [inner] }))] })],
  ['a comment', (deep) => ({ ping: 1, comment: nested(deep, (inner) => ({ a: inner })) })],
])('[D10] %s that is nested too deeply is 15, at any depth', async (_name, command) => {
  for (const deep of [250, 1500]) {
    await expect(use.db.command(command(deep))).rejects.toMatchObject({ code: 15, codeName: 'Overflow' });
  }
  expect(await use.db.command({ ping: 1 })).toMatchObject({ ok: 1 });
});

ownOnly(
  '[D10] a command of a hundred thousand levels is answered, and one of a reasonable depth carried out',
  async () => {
    const levels = 100_000;
    const head = Buffer.concat([Buffer.from([3]), Buffer.from('a\0')]);
    const bytes = Buffer.alloc(5 + levels * 8);
    for (let i = 0; i <= levels; i += 1) {
      const at = i * 7;
      bytes.writeInt32LE(5 + (levels - i) * 8, at);
      if (i < levels) head.copy(bytes, at + 4);
    }
    const path = decodeURIComponent(use.database.uri.slice('mongodb://'.length).split('/')[0] ?? '');
    const socket = await openSocket(path);
    expect(await ask(socket, bytes)).toMatchObject({ ok: 0, code: 15 });
    socket.destroy();
    await rows().insertOne({ _id: 1, ...nested(190, (inner) => ({ a: inner })) });
    expect(await rows().countDocuments({ $and: [nested(80, (inner) => ({ $and: [inner] }))] })).toBe(0);
  },
);

test('[D10] paths of more than 200 fields are 15', async () => {
  const path = Array.from({ length: 201 }, () => 'a').join('.');
  await rows().insertOne({ _id: 1 });
  await expect(rows().findOne({ [path]: 1 })).rejects.toMatchObject({ code: 15 });
  await expect(
    rows()
      .find()
      .sort({ [path]: 1 })
      .toArray(),
  ).rejects.toMatchObject({ code: 15 });
  await expect(rows().updateOne({}, { $set: { [path]: 1 } })).rejects.toMatchObject({ code: 15 });
  await expect(
    rows()
      .aggregate([{ $set: { x: `$${path}` } }])
      .toArray(),
  ).rejects.toMatchObject({ code: 15 });
});

test('[D10] a pipeline has at most 1,000 stages', async () => {
  await rows().insertOne({ _id: 1 });
  const stages = (count: number) => Array.from({ length: count }, () => ({ $set: { a: 1 } }));
  expect(await rows().aggregate(stages(1000)).toArray()).toEqual([{ _id: 1, a: 1 }]);
  await expect(rows().aggregate(stages(1001)).toArray()).rejects.toMatchObject({ code: 7749501 });
});

test('[D10] huge lists and filters are carried out', async () => {
  await rows().createIndex({ words: 1 });
  await rows().insertMany([
    { _id: 1, words: ['a', 'b'] },
    { _id: 2, words: ['b'] },
  ]);
  const many = Array.from({ length: 200_000 }, (_, i) => i);
  expect(await rows().countDocuments({ _id: { $in: many } })).toBe(2);
  expect(await rows().countDocuments({ _id: { $nin: many.slice(2) } })).toBe(1);
  const words = Array.from({ length: 3000 }, () => ({ words: 'b' }));
  expect(await rows().countDocuments({ $and: words })).toBe(2);
  expect(await rows().countDocuments({ $or: many.slice(0, 2000).map((_id) => ({ _id })) })).toBe(2);
  const tooLong = new mongoose.mongo.BSONRegExp('a'.repeat(40_000));
  await expect(rows().findOne({ text: tooLong })).rejects.toMatchObject({ code: 51091 });
});

test('[D11] $setField, $unsetField and $getField reach names with dots and dollar signs', async () => {
  await rows().insertOne({ _id: 1, a: 1, b: 2 });
  const setField = (field: unknown, value: unknown, input: unknown = '$$ROOT') => ({
    $setField: { field, input, value },
  });
  await rows().updateOne({ _id: 1 }, [{ $replaceWith: setField('x.y', 7) }]);
  await rows().updateOne({ _id: 1 }, [{ $replaceWith: setField({ $literal: '$price' }, 9) }]);
  await rows().updateOne({ _id: 1 }, [{ $replaceWith: setField('a', '$b') }]);
  expect(await rows().findOne()).toEqual({ _id: 1, a: 2, b: 2, 'x.y': 7, $price: 9 });
  const read = {
    dotted: { $getField: 'x.y' },
    dollar: { $getField: { $literal: '$price' } },
    missing: { $type: { $getField: { field: 'none', input: { a: 1 } } } },
  };
  expect(
    await rows()
      .aggregate([{ $project: { _id: 0, ...read } }])
      .next(),
  ).toEqual({ dotted: 7, dollar: 9, missing: 'missing' });
  await rows().updateOne({ _id: 1 }, [{ $replaceWith: { $unsetField: { field: 'x.y', input: '$$ROOT' } } }]);
  await rows().updateOne({ _id: 1 }, [{ $replaceWith: setField('b', '$$REMOVE') }]);
  expect(await rows().findOne()).toEqual({ _id: 1, a: 2, $price: 9 });
  expect(
    await rows()
      .aggregate([{ $project: { x: setField('a', 1, null), y: setField('a', 1, '$none') } }])
      .next(),
  ).toEqual({ _id: 1, x: null, y: null });
});

test.each<[unknown, number]>([
  [{ $setField: 1 }, 4161100],
  [{ $setField: { field: 'a', input: {}, value: 1, more: 1 } }, 4161101],
  [{ $setField: { input: {}, value: 1 } }, 4161102],
  [{ $setField: { field: 'a', input: {} } }, 4161103],
  [{ $setField: { field: 'a', value: 1 } }, 4161109],
  [{ $setField: { field: '$a', input: {}, value: 1 } }, 4161108],
  [{ $setField: { field: { $concat: ['a', '$b'] }, input: {}, value: 1 } }, 4161106],
  [{ $setField: { field: 1, input: {}, value: 1 } }, 4161107],
  [{ $setField: { field: 'a', input: 1, value: 1 } }, 4161105],
  [{ $unsetField: { field: 'a', input: 1 } }, 4161105],
  [{ $unsetField: { field: 'a', input: {}, value: 1 } }, 4161101],
  [{ $unsetField: { input: {} } }, 4161102],
  [{ $getField: { field: '$a', input: {} } }, 5654600],
  [{ $getField: { field: 5, input: {} } }, 5654602],
])('[D11] %j is refused with %i', async (expression, code) => {
  await rows().insertOne({ _id: 1 });
  await expect(
    rows()
      .aggregate([{ $project: { x: expression } }])
      .toArray(),
  ).rejects.toMatchObject({ code });
});

test('[D19] a command of more than 16 MiB is 10334 and leaves its connection open', async () => {
  const large = 'x'.repeat(17_000_000);
  await expect(rows().findOne({ large })).rejects.toMatchObject({ code: 10334, codeName: 'BSONObjectTooLarge' });
  await expect(rows().insertOne({ large })).rejects.toMatchObject({ code: 10334 });
  expect(await use.db.command({ ping: 1 })).toMatchObject({ ok: 1 });
});
