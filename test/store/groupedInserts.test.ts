import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import mongoose, { type Connection } from 'mongoose';
import { connect } from '../../src/store/connection.ts';
import { groupedInserts } from '../../src/store/groupedInserts.ts';
import type { AnyDocument } from '../../src/store/model.ts';
import { startDatabase, type TestDatabase } from '../support/database.ts';

let database: TestDatabase;
let connection: Connection;
beforeAll(async () => {
  database = await startDatabase();
  connection = await connect(database.uri);
});
afterAll(async () => {
  await connection.close();
  await database.stop();
});
beforeEach(async () => {
  for (const name of ['ones', 'others']) await connection.collection(name).deleteMany({});
});

const both = (id: string) => [
  { collection: 'ones', document: { _id: id } },
  { collection: 'others', document: { _id: id } },
];
const ids = async (collection: string) =>
  (await connection.collection<AnyDocument>(collection).find().toArray()).map(({ _id }) => _id).sort();

/** The connection with another `bulkWrite`, which counts how often it is asked. */
function withBulkWrite(bulkWrite: mongoose.mongo.MongoClient['bulkWrite']) {
  let asked = 0;
  const client = {
    bulkWrite: (...args: Parameters<typeof bulkWrite>) => {
      asked += 1;
      return bulkWrite(...args);
    },
  };
  return {
    over: Object.create(connection, { getClient: { value: () => client } }) as Connection,
    asked: () => asked,
  };
}
const real: mongoose.mongo.MongoClient['bulkWrite'] = (...args) => connection.getClient().bulkWrite(...args);

test('both are stored, or those before the first that is refused', async () => {
  const insert = groupedInserts(connection);
  expect(await insert(both('a'))).toBe('done');
  expect(await insert(both('a'))).toEqual({ refused: 0 });
  await connection.collection<AnyDocument>('others').insertOne({ _id: 'b' });
  expect(await insert(both('b'))).toEqual({ refused: 1 });
  expect(await ids('ones')).toEqual(['a', 'b']);
  expect(await ids('others')).toEqual(['a', 'b']);
});

test('a server without the command is asked for one after the other', async () => {
  const unknown = new mongoose.mongo.MongoClientBulkWriteError({ message: 'not done' });
  unknown.cause = new mongoose.mongo.MongoServerError({ message: 'no such command', code: 59 });
  const { over, asked } = withBulkWrite(() => Promise.reject(unknown));
  const insert = groupedInserts(over);
  expect(await Promise.all(['c', 'd'].map((id) => insert(both(id))))).toEqual(['done', 'done']);
  expect(await insert(both('c'))).toEqual({ refused: 0 });
  expect(await ids('others')).toEqual(['c', 'd']);
  expect(asked()).toBe(1);
});

test('[R95] insertions that arrive while one is under way share the next command', async () => {
  const { over, asked } = withBulkWrite(real);
  const insert = groupedInserts(over);
  const first = insert(both('a'));
  await new Promise((resolve) => setImmediate(resolve));
  const rest = ['b', 'c', 'd', 'e'].map((id) => insert(both(id)));
  expect(await Promise.all([first, ...rest])).toEqual(Array.from({ length: 5 }, () => 'done'));
  expect(asked()).toBe(2);
  expect(await ids('others')).toEqual(['a', 'b', 'c', 'd', 'e']);
});

test('[R95] one that is refused keeps no other of its group from being stored, and nothing of it follows', async () => {
  const insert = groupedInserts(connection);
  await connection.collection<AnyDocument>('ones').insertOne({ _id: 'b' });
  await connection.collection<AnyDocument>('others').insertOne({ _id: 'd' });
  const results = await Promise.all(['a', 'b', 'c', 'd', 'e'].map((id) => insert(both(id))));
  expect(results).toEqual(['done', { refused: 0 }, 'done', { refused: 1 }, 'done']);
  expect(await ids('ones')).toEqual(['a', 'b', 'c', 'd', 'e']);
  expect(await ids('others')).toEqual(['a', 'c', 'd', 'e']);
});

test('[R95] an insertion that fails otherwise fails alone', async () => {
  const insert = groupedInserts(connection);
  const tooLarge = { collection: 'ones', document: { _id: 'big', text: 'x'.repeat(16 * 1024 * 1024) } };
  const settled = await Promise.allSettled([insert(both('a')), insert([tooLarge]), insert(both('b'))]);
  expect(settled.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
  expect(await ids('others')).toEqual(['a', 'b']);
});

test('[R95] without an answer none of the group counts as stored; those answered before do', async () => {
  const gone = new mongoose.mongo.MongoNetworkError('connection closed');
  const { over: away } = withBulkWrite(() => Promise.reject(gone));
  const lost = await Promise.allSettled(['a', 'b'].map((id) => groupedInserts(away)(both(id))));
  expect(lost.map(({ status }) => status)).toEqual(['rejected', 'rejected']);

  await connection.collection<AnyDocument>('ones').insertOne({ _id: 'd' });
  let calls = 0;
  const { over } = withBulkWrite((...args) => ((calls += 1) === 1 ? real(...args) : Promise.reject(gone)));
  const insert = groupedInserts(over);
  const settled = await Promise.allSettled(['c', 'd', 'e'].map((id) => insert(both(id))));
  expect(settled).toMatchObject([
    { status: 'fulfilled', value: 'done' },
    { status: 'fulfilled', value: { refused: 0 } },
    { status: 'rejected' },
  ]);
});
