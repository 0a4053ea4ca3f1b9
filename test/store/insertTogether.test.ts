import { afterAll, beforeAll, expect, test } from '@jest/globals';
import mongoose, { type Connection } from 'mongoose';
import { connect } from '../../src/store/connection.ts';
import { insertTogether } from '../../src/store/insertTogether.ts';
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

const both = (id: string) => [
  { collection: 'ones', document: { _id: id } },
  { collection: 'others', document: { _id: id } },
];
const ids = async (collection: string) =>
  (await connection.collection<AnyDocument>(collection).find().toArray()).map(({ _id }) => _id);

test('both are stored, or those before the first that is refused', async () => {
  expect(await insertTogether(connection, both('a'))).toBe('done');
  expect(await insertTogether(connection, both('a'))).toEqual({ refused: 0 });
  await connection.collection<AnyDocument>('others').insertOne({ _id: 'b' });
  expect(await insertTogether(connection, both('b'))).toEqual({ refused: 1 });
  expect(await ids('ones')).toEqual(['a', 'b']);
  expect(await ids('others')).toEqual(['a', 'b']);
});

test('a server without the command is asked for one after the other', async () => {
  const unknown = new mongoose.mongo.MongoClientBulkWriteError({ message: 'not done' });
  unknown.cause = new mongoose.mongo.MongoServerError({ message: 'no such command', code: 59 });
  const older = Object.create(connection, {
    getClient: { value: () => ({ bulkWrite: () => Promise.reject(unknown) }) },
  }) as Connection;
  expect(await insertTogether(older, both('c'))).toBe('done');
  expect(await insertTogether(older, both('c'))).toEqual({ refused: 0 });
  expect(await ids('others')).toContain('c');
});
