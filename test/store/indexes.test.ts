import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { Schema } from 'mongoose';
import { once } from 'node:events';
import { createConnection, createServer, type AddressInfo } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { SECOND } from '../../src/core/vocabulary/time.ts';
import type { Log } from '../../src/ports/basics.ts';
import { connect, SCHEMA_OPTIONS, type Connection } from '../../src/store/connection.ts';
import { ensureIndexes, indexDifferences } from '../../src/store/indexes.ts';
import { modelOf } from '../../src/store/model.ts';
import { openStores } from '../../src/store/index.ts';
import { startDatabase, type TestDatabase } from '../support/database.ts';
import { silentLog } from '../support/log.ts';

let database: TestDatabase;
let connection: Connection;
let said: { level: string; fields: Readonly<Record<string, unknown>>; message: string }[];
const at = (level: string) => (fields: Readonly<Record<string, unknown>>, message: string) =>
  void said.push({ level, fields, message });
const log: Log = { info: at('info'), warn: at('warn'), error: at('error') };
beforeEach(async () => {
  said = [];
  database = await startDatabase();
  connection = await connect(database.uri);
});
afterEach(async () => {
  await connection.close();
  await database.stop();
});

const SCHEMA = new Schema({ _id: String, name: String, at: Date, size: Number }, SCHEMA_OPTIONS)
  .index({ name: 1 }, { unique: true })
  .index({ size: -1, at: 1 }, { name: 'sizes' })
  .index({ size: 1 }, { partialFilterExpression: { size: { $gt: 5 } }, name: 'large' })
  .index({ at: 1 }, { expireAfterSeconds: 60 });
const things = () => modelOf(connection, 'Thing', SCHEMA, 'things');

test('[U4] missing indexes are built and logged; a second start has nothing to do', async () => {
  const model = things();
  await ensureIndexes(connection, connection, log);
  expect(said).toMatchObject([{ message: 'indexes built', fields: { indexes: ['name_1', 'sizes', 'large', 'at_1'] } }]);
  expect(await indexDifferences(model)).toEqual({ missing: [], changed: [], surplus: [] });
  await ensureIndexes(connection, connection, log);
  expect(said).toHaveLength(1);
});

test.each([
  ['other fields', { size: 1 }, { name: 'sizes' }],
  ['another direction', { size: 1, at: 1 }, { name: 'sizes' }],
  ['another order', { at: 1, size: -1 }, { name: 'sizes' }],
  ['another name', { size: -1, at: 1 }, { name: 'old_sizes' }],
  ['another filter', { size: 1 }, { name: 'large', partialFilterExpression: { size: { $gt: 9 } } }],
  ['no filter', { size: 1 }, { name: 'large' }],
  ['another expiry', { at: 1 }, { name: 'at_1', expireAfterSeconds: 3600 }],
] as const)('[U4] a non-unique index with %s is rebuilt and logged', async (_what, key, options) => {
  const model = things();
  await model.createCollection();
  await model.collection.createIndex(key, options, {});
  await ensureIndexes(connection, connection, log);
  expect(said).toContainEqual(expect.objectContaining({ level: 'warn', message: 'rebuilt an index that had changed' }));
  expect(await indexDifferences(model)).toEqual({ missing: [], changed: [], surplus: [] });
});

test('[U4] a changed unique index isn’t touched: the start fails and says what to do', async () => {
  const model = things();
  await model.createCollection();
  await model.collection.createIndex({ name: 1 }, { name: 'name_1' }, {});
  await expect(ensureIndexes(connection, connection, log)).rejects.toThrow(
    /stop every node, drop it \(db\.things\.dropIndex\('name_1'\)\), and start again/,
  );
  expect((await indexDifferences(model)).changed).toHaveLength(1);
  await model.collection.dropIndex('name_1');
  await ensureIndexes(connection, connection, log);
});

test('[U4] a unique index over duplicate documents is named, with its fields', async () => {
  await connection.collection<{ _id: string; name: string }>('things').insertMany([
    { _id: 'a', name: 'same' },
    { _id: 'b', name: 'same' },
  ]);
  things();
  await expect(ensureIndexes(connection, connection, log)).rejects.toThrow(
    'The unique index name_1 of things cannot be built: documents share the same name.',
  );
});

test('[U4] an undeclared index is kept and logged', async () => {
  const model = things();
  await model.createCollection();
  await model.collection.createIndex({ colour: 1 }, { name: 'by_hand' }, {});
  await ensureIndexes(connection, connection, log);
  expect(said).toContainEqual({
    ...{ level: 'warn', message: 'found an index that this version doesn’t declare; leaving it in place' },
    fields: { collection: 'things', index: 'by_hand', key: { colour: 1 }, unique: false },
  });
  expect((await indexDifferences(model)).surplus).toMatchObject([{ name: 'by_hand' }]);
});

test('[U4] every declared index exists after a start', async () => {
  const stores = await openStores(database.uri, silentLog());
  try {
    for (const model of Object.values(stores.connection.models))
      expect({ of: model.collection.name, ...(await indexDifferences(model)) }).toEqual({
        ...{ of: model.collection.name, missing: [], changed: [], surplus: [] },
      });
  } finally {
    await stores.close();
  }
});

test('[U4] a start waits for an index build that takes longer than the call timeout', async () => {
  if (database.isReal) return;
  const slow = await slowBuilds(database.uri, 7 * SECOND);
  const began = performance.now();
  const stores = await openStores(slow.uri, log);
  try {
    expect(performance.now() - began).toBeGreaterThan(7 * SECOND);
    expect(said).toContainEqual(expect.objectContaining({ message: 'indexes built' }));
    for (const model of Object.values(stores.connection.models))
      expect((await indexDifferences(model)).missing).toEqual([]);
  } finally {
    await stores.close();
    await slow.stop();
  }
});

/** A way to the database on which the first answer to `createIndexes` comes late, as it does for a large table. */
async function slowBuilds(uri: string, ms: number): Promise<{ readonly uri: string; stop(): Promise<void> }> {
  const [, host = '', rest = ''] = /^mongodb:\/\/([^/]*)(\/.*)$/.exec(uri) ?? [];
  let isLate = false;
  const relay = createServer((near) => {
    const far = createConnection(decodeURIComponent(host));
    let waits = Promise.resolve();
    near.on('data', (asked) => {
      if (!isLate && asked.includes('createIndexes')) {
        isLate = true;
        waits = delay(ms);
      }
      far.write(asked);
    });
    far.on('data', (answer) => void waits.then(() => near.write(answer)));
    for (const [from, to] of [
      [near, far],
      [far, near],
    ] as const)
      from.on('error', () => undefined).on('close', () => to.destroy());
  });
  await once(relay.listen(0, '127.0.0.1'), 'listening');
  const { port } = relay.address() as AddressInfo;
  return {
    uri: `mongodb://127.0.0.1:${port}${rest}`,
    async stop() {
      relay.close();
      await once(relay, 'close');
    },
  };
}
