/**
 * Conformance cases run over the real driver against the embedded database, or, the very same, against the MongoDB that
 * TEST_MONGODB_URI names. What they expect is taken from MongoDB's documentation.
 */
import { afterAll, beforeAll, beforeEach } from '@jest/globals';
import mongoose from 'mongoose';
import { startDatabase, type TestDatabase } from '../support/database.ts';

export type Client = InstanceType<typeof mongoose.mongo.MongoClient>;
export type Db = ReturnType<Client['db']>;
// The driver's types would refuse much of what a server has to refuse itself, and an _id that is no ObjectId.
// eslint-disable-next-line @typescript-eslint/no-explicit-any
type Loosely<F> = F extends (...args: never[]) => infer R ? (...args: any[]) => R : F;
type Collection = ReturnType<Db['collection']>;
export type Rows = { [Name in keyof Collection]: Loosely<Collection[Name]> };

export function rowsOf(db: Db, name: string): Rows {
  return db.collection(name);
}

/** A client with an empty database before each test of the file. */
export function useDatabase(): { readonly db: Db; readonly client: Client; readonly database: TestDatabase } {
  let database: TestDatabase;
  let client: Client;
  beforeAll(async () => {
    database = await startDatabase();
    client = await mongoose.mongo.MongoClient.connect(database.uri, { maxPoolSize: 100 });
  });
  beforeEach(async () => {
    await client.db().dropDatabase();
  });
  afterAll(async () => {
    await client.close();
    await database.stop();
  });
  return {
    get db() {
      return client.db();
    },
    get client() {
      return client;
    },
    get database() {
      return database;
    },
  };
}

export const isReal = process.env['TEST_MONGODB_URI'] !== undefined;
