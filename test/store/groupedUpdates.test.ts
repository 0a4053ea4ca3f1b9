import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import mongoose, { type Connection } from 'mongoose';
import { connect } from '../../src/store/connection.ts';
import { groupedUpdates } from '../../src/store/groupedUpdates.ts';
import type { AnyDocument } from '../../src/store/model.ts';
import { startDatabase, type TestDatabase } from '../support/database.ts';

let database: TestDatabase;
let connection: Connection;
beforeAll(async () => {
  database = await startDatabase();
  connection = await connect(`${database.uri}&monitorCommands=true`);
  await connection.collection('things').createIndex({ slot: 1 }, { unique: true, sparse: true }, {});
});
afterAll(async () => {
  await connection.close();
  await database.stop();
});

const things = () => connection.collection<AnyDocument>('things');
const IDS = Array.from({ length: 12 }, (_, index) => `t${index}`);
beforeEach(async () => {
  await things().deleteMany({});
  await things().insertMany(IDS.map((_id) => ({ _id, rev: 1 })));
});

async function commandsDuring(work: () => Promise<unknown>): Promise<readonly string[]> {
  const names: string[] = [];
  const note = ({ commandName }: mongoose.mongo.CommandStartedEvent) => void names.push(commandName);
  const client = connection.getClient();
  client.on('commandStarted', note);
  try {
    await work();
  } finally {
    client.off('commandStarted', note);
  }
  return names;
}

test('[R28] updates that arrive while one is under way share the next command, and each has its own result', async () => {
  const update = groupedUpdates(connection, 'things');
  const results: boolean[] = [];
  const names = await commandsDuring(async () => {
    const first = update({ _id: 't0', rev: 1 }, { $set: { rev: 2 } });
    // Its command is under way once this turn is over.
    await new Promise((resolve) => setImmediate(resolve));
    const rest = IDS.map((_id) => update({ _id, rev: 1 }, { $set: { rev: 2 } }));
    results.push(...(await Promise.all([first, ...rest])));
  });
  expect(names).toEqual(['update', 'bulkWrite']);
  // The first of the group had lost to the update before it.
  expect(results).toEqual([true, false, ...Array.from({ length: 11 }, () => true)]);
  expect(await things().countDocuments({ rev: 2 })).toBe(12);
});

test('[R28] a rejected update says which key was taken, and keeps no other of its group from its result', async () => {
  const update = groupedUpdates(connection, 'things');
  await things().updateOne({ _id: 't0' }, { $set: { slot: 'ana#1' } });
  const settled = await Promise.allSettled(
    ['t1', 't2', 't3'].map((_id) => update({ _id, rev: 1 }, { $set: { slot: _id === 't2' ? 'ana#1' : _id } })),
  );
  expect(settled.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
  const [, rejected] = settled;
  const { reason } = rejected as PromiseRejectedResult;
  expect(reason).toMatchObject({ code: 11_000, keyValue: { slot: 'ana#1' } });
});

test('[R28] two updates of one document in one group: the first that matches wins', async () => {
  const update = groupedUpdates(connection, 'things');
  const results = await Promise.all(
    ['ana', 'ben', 'chloe'].map((owner) => update({ _id: 't5', rev: 1 }, { $set: { owner, rev: 2 } })),
  );
  expect(results).toEqual([true, false, false]);
  expect(await things().findOne({ _id: 't5' })).toMatchObject({ owner: 'ana' });
});

test('[R28] a server without the command gets one update after the other, and is not asked again', async () => {
  let asked = 0;
  const unknown = new mongoose.mongo.MongoClientBulkWriteError({ message: 'not done' });
  unknown.cause = new mongoose.mongo.MongoServerError({ message: 'no such command', code: 59 });
  const bulkWrite = () => {
    asked += 1;
    return Promise.reject(unknown);
  };
  const older = Object.create(connection, { getClient: { value: () => ({ bulkWrite }) } }) as Connection;
  const update = groupedUpdates(older, 'things');
  const all = () => Promise.all(IDS.map((_id) => update({ _id, rev: 1 }, { $set: { rev: 2 } })));
  expect(await all()).toEqual(IDS.map(() => true));
  expect(await all()).toEqual(IDS.map(() => false));
  expect(asked).toBe(1);
});

test('[R28] an answer that does not come fails every update of the group, and the next ones are sent', async () => {
  let isAway = true;
  const client = {
    bulkWrite: (...args: Parameters<mongoose.mongo.MongoClient['bulkWrite']>) =>
      isAway
        ? Promise.reject(new mongoose.mongo.MongoNetworkError('connection closed'))
        : connection.getClient().bulkWrite(...args),
  };
  const broken = Object.create(connection, { getClient: { value: () => client } }) as Connection;
  const update = groupedUpdates(broken, 'things');
  const all = () => Promise.allSettled(IDS.map((_id) => update({ _id, rev: 1 }, { $set: { rev: 2 } })));
  expect((await all()).map(({ status }) => status)).toEqual(IDS.map(() => 'rejected'));
  isAway = false;
  expect((await all()).map(({ status }) => status)).toEqual(IDS.map(() => 'fulfilled'));
});
