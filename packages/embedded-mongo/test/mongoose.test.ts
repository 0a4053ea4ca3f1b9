/**
 * mongoose, unmodified, over the embedded database: what the whole product stands on. Everything here runs against a real
 * MongoDB too (TEST_MONGODB_URI).
 */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import mongoose, { Schema, type Connection } from 'mongoose';
import { startDatabase, type TestDatabase } from './support/database.ts';

interface LeadRow {
  state: string;
  epoch: number;
  phone?: string;
  openKeys?: string[];
  heldBy?: string[];
  nextStepAt?: Date;
}
const leadSchema = new Schema<LeadRow>({}, { collection: 'leads' });
const fields: Record<keyof LeadRow, object> = {
  state: { type: String, required: true },
  epoch: { type: Number, default: 0 },
  phone: { type: String },
  nextStepAt: { type: Date },
  // Without a default mongoose stores [], which a unique multikey index holds once only.
  openKeys: { type: [String], default: undefined },
  heldBy: { type: [String], default: undefined },
};
for (const [path, field] of Object.entries(fields)) leadSchema.add({ [path]: field });
leadSchema.index({ openKeys: 1 }, { unique: true, partialFilterExpression: { openKeys: { $exists: true } } });
leadSchema.index({ heldBy: 1 }, { unique: true, partialFilterExpression: { heldBy: { $exists: true } } });
leadSchema.index({ state: 1, nextStepAt: 1 });

describe.each(['socket', 'tcp'] as const)('mongoose over a %s', (over) => {
  let database: TestDatabase;
  let connection: Connection;
  const Lead = () => connection.model('Lead', leadSchema);

  beforeAll(async () => {
    database = await startDatabase({ over });
    connection = await mongoose.createConnection(database.uri, { serverSelectionTimeoutMS: 3000 }).asPromise();
    await Lead().init();
  });
  afterAll(async () => {
    await connection.close();
    await database.stop();
  });

  test('creates its indexes', async () => {
    const indexes = await Lead().listIndexes();
    expect(indexes.map(({ name }) => name)).toEqual(['_id_', 'openKeys_1', 'heldBy_1', 'state_1_nextStepAt_1']);
  });

  test('stores, finds, sorts, limits and counts', async () => {
    await Lead().insertMany([
      { state: 'waiting', phone: '1', nextStepAt: new Date(3) },
      { state: 'waiting', phone: '2', nextStepAt: new Date(1) },
      { state: 'closed', phone: '3', nextStepAt: new Date(2) },
    ]);
    const waiting = await Lead().find({ state: 'waiting' }).sort({ nextStepAt: 1 }).lean();
    expect(waiting.map(({ phone }) => phone)).toEqual(['2', '1']);
    expect(await Lead().findOne({ state: 'waiting' }).sort({ nextStepAt: -1 }).limit(1).lean()).toMatchObject({
      phone: '1',
    });
    expect(await Lead().countDocuments({ state: 'waiting' })).toBe(2);
    expect(await Lead().estimatedDocumentCount()).toBe(3);
  });

  test('claims both sides of a lead in one conditional update', async () => {
    const lead = await Lead().create({ state: 'waiting', openKeys: ['tel:+15550001'] });
    const claim = { $set: { state: 'offered', heldBy: ['ana#1', 'ben#1'] }, $inc: { epoch: 1 } };
    const claimed = await Lead()
      .findOneAndUpdate({ _id: lead._id, state: 'waiting', epoch: 0 }, claim, { returnDocument: 'after' })
      .lean();
    expect(claimed).toMatchObject({ state: 'offered', epoch: 1, heldBy: ['ana#1', 'ben#1'] });
    const again = await Lead().findOneAndUpdate({ _id: lead._id, state: 'waiting', epoch: 0 }, claim).lean();
    expect(again).toBeNull();

    const second = await Lead().create({ state: 'waiting', openKeys: ['tel:+15550002'] });
    await expect(
      Lead().updateOne({ _id: second._id }, { $set: { heldBy: ['chloe#1', 'ben#1'] } }),
    ).rejects.toMatchObject({
      code: 11000,
      keyPattern: { heldBy: 1 },
      keyValue: { heldBy: 'ben#1' },
    });
    await Lead().updateOne({ _id: lead._id }, { $unset: { heldBy: 1 } });
    expect(await Lead().updateOne({ _id: second._id }, { $set: { heldBy: ['ben#1'] } })).toMatchObject({
      modifiedCount: 1,
    });
  });

  test('keeps one open lead per telephone number, and any number of closed ones', async () => {
    await Lead().create({ state: 'waiting', openKeys: ['tel:+15550003', 'mail:a@b.c'] });
    await expect(Lead().create({ state: 'waiting', openKeys: ['tel:+15550003'] })).rejects.toMatchObject({
      code: 11000,
    });
    await Lead().create({ state: 'closed' });
    await Lead().create({ state: 'closed' });
  });

  test('replaces, removes and updates many', async () => {
    const one = await Lead().create({ state: 'wrapUp', phone: '9' });
    const replaced = await Lead()
      .findOneAndReplace(
        { _id: one._id, state: 'wrapUp' },
        { state: 'closed', phone: '10' },
        { returnDocument: 'after' },
      )
      .lean();
    expect(replaced).toMatchObject({ _id: one._id, state: 'closed', phone: '10' });
    expect(await Lead().updateMany({ state: 'closed' }, { $set: { phone: 'none' } })).toMatchObject({
      acknowledged: true,
    });
    expect(await Lead().deleteOne({ _id: one._id })).toMatchObject({ deletedCount: 1 });
    await Lead().deleteMany({});
    expect(await Lead().countDocuments()).toBe(0);
  });
});
