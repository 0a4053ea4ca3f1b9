/** bulkWrite (MongoDB 8.0) through the driver's own client.bulkWrite, and its replies as they come over the wire. */
import { describe, expect, test } from '@jest/globals';
import { isReal, rowsOf, useDatabase } from './support.ts';

const used = useDatabase();
const ns = (name: string): string => `${used.db.databaseName}.${name}`;
const rows = (name: string) => rowsOf(used.db, name);
// The driver's types would have every _id an ObjectId.
const bulkWrite = (models: readonly object[], options: object = {}) => used.client.bulkWrite(models as never, options);
const bulk = (command: Record<string, unknown>) => used.client.db('admin').command({ bulkWrite: 1, ...command });

describe('[D1] bulkWrite carries out steps of several collections in their order', () => {
  test('inserts, updates and deletes, and the totals', async () => {
    await rows('old').insertMany([{ _id: 1, a: 1 }, { _id: 2, a: 1 }, { _id: 3 }]);
    const result = await bulkWrite(
      [
        { name: 'insertOne', namespace: ns('new'), document: { _id: 1, a: 1 } },
        { name: 'updateOne', namespace: ns('new'), filter: { _id: 1, a: 1 }, update: { $inc: { a: 1 } } },
        { name: 'updateMany', namespace: ns('old'), filter: { a: 1 }, update: { $set: { b: 1 } } },
        { name: 'replaceOne', namespace: ns('new'), filter: { _id: 9 }, replacement: { a: 9 }, upsert: true },
        { name: 'deleteOne', namespace: ns('old'), filter: { _id: 3 } },
        { name: 'deleteMany', namespace: ns('old'), filter: { a: 7 } },
      ],
      { verboseResults: true },
    );
    expect(result).toMatchObject({
      insertedCount: 1,
      matchedCount: 3,
      modifiedCount: 3,
      upsertedCount: 1,
      deletedCount: 1,
    });
    expect(result.insertResults?.get(0)).toEqual({ insertedId: 1 });
    expect(result.updateResults?.get(1)).toMatchObject({ matchedCount: 1, modifiedCount: 1 });
    expect(result.updateResults?.get(2)).toMatchObject({ matchedCount: 2, modifiedCount: 2 });
    expect(result.updateResults?.get(3)).toMatchObject({ matchedCount: 1, modifiedCount: 0, upsertedId: 9 });
    expect(result.deleteResults?.get(4)).toEqual({ deletedCount: 1 });
    expect(result.deleteResults?.get(5)).toEqual({ deletedCount: 0 });
    expect(await rows('new').find().sort({ _id: 1 }).toArray()).toEqual([
      { _id: 1, a: 2 },
      { _id: 9, a: 9 },
    ]);
    expect(await rows('old').find().sort({ _id: 1 }).toArray()).toEqual([
      { _id: 1, a: 1, b: 1 },
      { _id: 2, a: 1, b: 1 },
    ]);
  });

  test('the reply: successes too, unless only errors are asked for', async () => {
    const command = {
      ops: [
        { insert: 0, document: { _id: 1 } },
        { update: 0, filter: { _id: 2 }, updateMods: { $set: { a: 1 } }, upsert: true },
        { delete: 0, filter: { _id: 1 }, multi: false },
      ],
      nsInfo: [{ ns: ns('rows') }],
    };
    const { cursor, ...totals } = await bulk({ ...command, errorsOnly: false });
    expect(totals).toMatchObject({
      ok: 1,
      nErrors: 0,
      nInserted: 1,
      nMatched: 0,
      nModified: 0,
      nUpserted: 1,
      nDeleted: 1,
    });
    const { firstBatch, id, ns: where } = cursor as { firstBatch: object[]; id: unknown; ns: string };
    expect(firstBatch).toEqual([
      { ok: 1, idx: 0, n: 1 },
      { ok: 1, idx: 1, n: 1, nModified: 0, upserted: { _id: 2 } },
      { ok: 1, idx: 2, n: 1 },
    ]);
    expect(Number(id)).toBe(0);
    expect(where).toBe('admin.$cmd.bulkWrite');
    expect(await bulk({ ...command, errorsOnly: true })).toMatchObject({ nMatched: 1, cursor: { firstBatch: [] } });
  });

  test('an update may name the one it means by a sort, as a plain update may', async () => {
    await rows('rows').insertMany([
      { _id: 1, a: 1 },
      { _id: 2, a: 2 },
      { _id: 3, a: 3 },
    ]);
    const update = { $set: { b: 1 } };
    await bulkWrite([{ name: 'updateOne', namespace: ns('rows'), filter: {}, update, sort: { a: -1 } }]);
    await rows('rows').updateOne({ b: { $exists: false } }, update, { sort: { a: -1 } });
    expect(await rows('rows').find({ b: 1 }).sort({ _id: 1 }).toArray()).toMatchObject([{ _id: 2 }, { _id: 3 }]);
    const many = { update: 0, filter: {}, updateMods: update, multi: true, sort: { a: 1 } };
    const reply = await bulk({ ops: [many], nsInfo: [{ ns: ns('rows') }] });
    expect(reply).toMatchObject({ nErrors: 1, cursor: { firstBatch: [{ ok: 0, code: 9 }] } });
  });

  test('a cursor goes on with what the first batch has no room for', async () => {
    const ops = Array.from({ length: 5 }, (_, i) => ({ insert: 0, document: { _id: i } }));
    const reply = await bulk({ ops, nsInfo: [{ ns: ns('rows') }], cursor: { batchSize: 2 } });
    const { id, firstBatch } = reply['cursor'] as { id: unknown; firstBatch: object[] };
    expect(firstBatch).toHaveLength(2);
    const more = await used.client.db('admin').command({ getMore: asLong(id), collection: '$cmd.bulkWrite' });
    expect((more['cursor'] as { nextBatch: object[] }).nextBatch).toMatchObject([{ idx: 2 }, { idx: 3 }, { idx: 4 }]);
  });
});

describe('[D2] an error of one step stops an ordered bulkWrite, and only that step of an unordered one', () => {
  const twice = () => [
    { name: 'insertOne' as const, namespace: ns('rows'), document: { _id: 1 } },
    { name: 'insertOne' as const, namespace: ns('rows'), document: { _id: 1 } },
    { name: 'insertOne' as const, namespace: ns('others'), document: { _id: 2 } },
  ];

  test('ordered', async () => {
    const refused = await bulkWrite(twice()).catch((error: unknown) => error);
    expect(refused).toMatchObject({ name: 'MongoClientBulkWriteError', partialResult: { insertedCount: 1 } });
    const { writeErrors } = refused as { writeErrors: Map<number, { code: number }> };
    expect([...writeErrors].map(([index, { code }]) => [index, code])).toEqual([[1, 11000]]);
    expect(await rows('others').countDocuments()).toBe(0);
  });

  test('unordered', async () => {
    const refused = await bulkWrite(twice(), { ordered: false }).catch((error: unknown) => error);
    expect(refused).toMatchObject({ partialResult: { insertedCount: 2 } });
    expect((refused as { writeErrors: Map<number, unknown> }).writeErrors.size).toBe(1);
    expect(await rows('others').countDocuments()).toBe(1);
  });

  test('the item of an error says which key it was about', async () => {
    await rows('rows').insertOne({ _id: 1 });
    const ops = [{ insert: 0, document: { _id: 1 } }];
    const reply = await bulk({ ops, nsInfo: [{ ns: ns('rows') }], errorsOnly: true });
    const item = { ok: 0, idx: 0, n: 0, code: 11000, keyPattern: { _id: 1 }, keyValue: { _id: 1 } };
    expect(reply).toMatchObject({ ok: 1, nErrors: 1, nInserted: 0, cursor: { firstBatch: [item] } });
  });
});

describe('[D3] a bulkWrite of the wrong form is refused before anything is carried out', () => {
  const insert = { insert: 0, document: { _id: 1 } };
  test.each([
    ['no operation', { ops: [], nsInfo: [{ ns: 'x.rows' }] }, 16],
    ['a namespace that is not there', { ops: [insert, { insert: 1, document: {} }], nsInfo: [{ ns: 'x.rows' }] }, 2],
    ['a namespace twice', { ops: [insert], nsInfo: [{ ns: 'x.rows' }, { ns: 'x.rows' }] }, 2],
    ['a bad namespace', { ops: [insert], nsInfo: [{ ns: 'x.' }] }, 73],
    ['an unknown field', { ops: [{ ...insert, mad: 1 }], nsInfo: [{ ns: 'x.rows' }] }, 40415],
    ['no nsInfo', { ops: [insert] }, 40414],
  ])('%s', async (_, command, code) => {
    await expect(bulk(command)).rejects.toMatchObject({ code });
    expect(await used.client.db('x').collection('rows').countDocuments()).toBe(0);
  });

  test('outside of the admin database', async () => {
    const command = { bulkWrite: 1, ops: [insert], nsInfo: [{ ns: ns('rows') }] };
    await expect(used.db.command(command)).rejects.toMatchObject({ code: 13 });
  });
});

test('[D1] the handshake announces MongoDB 8.0, whose commands these are', async () => {
  const hello = await used.db.command({ hello: 1 });
  expect(hello['maxWireVersion']).toBeGreaterThanOrEqual(25);
  if (!isReal) expect(await used.db.command({ buildInfo: 1 })).toMatchObject({ version: '8.0.0' });
});

/** The driver gives a small cursor id as a number; the command wants 64 bits. */
function asLong(id: unknown): unknown {
  return typeof id === 'number' ? BigInt(id) : id;
}
