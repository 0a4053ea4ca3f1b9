import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { Schema } from 'mongoose';
import { StoreUnavailable } from '../../src/ports/basics.ts';
import { connect, SCHEMA_OPTIONS, trusted, type Connection } from '../../src/store/connection.ts';
import { ensureIndexes } from '../../src/store/indexes.ts';
import { modelOf } from '../../src/store/model.ts';
import { runGuarded, runGuardedClaim, toPlain } from '../../src/store/plain.ts';
import { startDatabase, type TestDatabase } from '../support/database.ts';
import { silentLog } from '../support/log.ts';
import { onThisMachine } from '../support/patience.ts';

let database: TestDatabase;
let connection: Connection;
beforeEach(async () => {
  database = await startDatabase({ own: true });
  connection = await connect(database.uri);
});
afterEach(async () => {
  await connection.close();
  await database.stop();
});

const THING = new Schema({ _id: String, name: String, at: Date, size: Number }, SCHEMA_OPTIONS).index(
  { name: 1 },
  { unique: true },
);
const things = () => modelOf(connection, 'Thing', THING, 'things');

test('[O12] an unreachable database is reported within three seconds', async () => {
  const began = performance.now();
  await expect(connect('mongodb://127.0.0.1:1/none?directConnection=true')).rejects.toThrow(StoreUnavailable);
  expect(performance.now() - began).toBeLessThan(onThisMachine(4000));
});

test('[O12] a lost database is StoreUnavailable, and reconnects automatically', async () => {
  if (database.isReal) return;
  await runGuarded(() => things().create([{ _id: 'a', name: 'kept' }]));
  await database.own().kill();
  await expect(runGuarded(() => things().findOne({}).lean().exec())).rejects.toThrow(StoreUnavailable);
  await database.own().restart();
  expect(await runGuarded(() => things().findOne({}).lean().exec())).toMatchObject({ name: 'kept' });
});

test('[O12] a call that the driver never completes is StoreUnavailable too, and says how long it waited', async () => {
  const forgotten = () => new Promise<never>(() => undefined);
  await expect(runGuarded(forgotten, 50)).rejects.toThrow(StoreUnavailable);
  await expect(runGuarded(forgotten, 50)).rejects.toThrow('within 50 ms');
});

test('[O13] an operator from outside is a value, not an operator', async () => {
  await things().create([{ _id: 'a', name: 'secret', size: 1 }]);
  await expect(
    things()
      .findOne({ name: { $ne: 'x' } })
      .exec(),
  ).rejects.toThrow(/Cast/);
  expect(
    await things()
      .findOne({ size: trusted({ $gt: 0 }) })
      .lean()
      .exec(),
  ).toMatchObject({ name: 'secret' });
});

test('[O13] an unknown field is rejected, in a document and in a filter', async () => {
  await expect(things().create([{ _id: 'a', isAdmin: true }])).rejects.toThrow(/strict/);
  await expect(things().findOne({ isAdmin: true }).exec()).rejects.toThrow(/strict/i);
});

test('[O14] indexes are created at startup; a duplicate is a normal result that names the index', async () => {
  things();
  await ensureIndexes(connection, connection, silentLog());
  await ensureIndexes(connection, connection, silentLog());
  await things().create([{ _id: 'a', name: 'one' }]);
  const result = await runGuardedClaim(() => things().create([{ _id: 'b', name: 'one' }]));
  expect(result).toEqual({ duplicate: { name: 1 }, value: { name: 'one' } });
});

test('a document read is a plain value: moments for dates, id for _id, no nulls, and a copy', () => {
  const inner = { at: new Date(5), gone: null, list: [new Date(6), null], _id: 'kept as it is' };
  const plain = toPlain<{ inner: object }>({ _id: 'x', __v: 0, inner, missing: undefined });
  expect(plain).toEqual({ id: 'x', inner: { at: 5, list: [6, null], _id: 'kept as it is' } });
  expect(plain.inner).not.toBe(inner);
});

test('a stored __proto__ stays a field and changes no prototype', () => {
  const plain = toPlain<Record<string, unknown>>(JSON.parse('{"_id":"x","__proto__":{"isAdmin":true}}'));
  expect(plain['isAdmin']).toBeUndefined();
  expect(Object.hasOwn(plain, '__proto__')).toBe(true);
});
