/** Bulk actions and their progress. They hold identifiers of leads and no data of customers, and are removed after a month. */
import { Schema, type Connection } from 'mongoose';
import { DAY, SECOND } from '../core/vocabulary/time.ts';
import type { BulkRun, BulkStore } from '../ports/bulk.ts';
import { SCHEMA_OPTIONS } from './connection.ts';
import { modelOf } from './model.ts';
import { isDuplicate, runGuarded, runGuardedClaim, toPlain } from './plain.ts';

const KEPT_MS = 30 * DAY;

const BULK_SCHEMA = new Schema(
  {
    _id: String,
    by: String,
    at: Date,
    action: Schema.Types.Mixed,
    leadIds: [String],
    state: String,
    position: Number,
    changed: { type: [Schema.Types.Mixed], default: [] },
    skipped: Schema.Types.Mixed,
    refused: { type: [Schema.Types.Mixed], default: undefined },
    undoneBy: String,
  },
  { ...SCHEMA_OPTIONS, minimize: false },
)
  .index({ at: 1 }, { expireAfterSeconds: KEPT_MS / SECOND, name: 'removal' })
  .index({ at: 1, state: 1 }, { partialFilterExpression: { state: 'running' }, name: 'running' });

export function bulkStore(connection: Connection): BulkStore {
  const runs = modelOf(connection, 'BulkAction', BULK_SCHEMA, 'bulkActions');
  return {
    async add({ id, ...fields }) {
      return !isDuplicate(await runGuardedClaim(() => runs.create([{ _id: id, ...fields }])));
    },
    async byId(id) {
      const document = await runGuarded(() => runs.findOne({ _id: id }).lean().exec());
      return document && runOf(document);
    },
    async step(id, position, result) {
      // Two nodes may run it at once after a pause: only the first result of a lead counts.
      const update = {
        $inc: { position: 1, ...('reason' in result && { [`skipped.${result.reason}`]: 1 }) },
        ...('change' in result && { $push: { changed: result.change } }),
        ...('reason' in result &&
          result.leadId !== undefined && { $push: { refused: { leadId: result.leadId, reason: result.reason } } }),
      };
      const document = await runGuarded(() =>
        runs
          .findOneAndUpdate({ _id: id, state: 'running', position }, update, { returnDocument: 'after' })
          .lean()
          .exec(),
      );
      return document && runOf(document);
    },
    async finish(id) {
      await runGuarded(() => runs.updateOne({ _id: id, state: 'running' }, { $set: { state: 'done' } }).exec());
    },
    async cancel(id) {
      const canceled = { $set: { state: 'canceled' } };
      const result = await runGuarded(() => runs.updateOne({ _id: id, state: 'running' }, canceled).exec());
      return result.matchedCount === 1;
    },
    async markUndone(id, by) {
      const filter = { _id: id, undoneBy: null };
      const result = await runGuarded(() => runs.updateOne(filter, { $set: { undoneBy: by } }).exec());
      return result.matchedCount === 1;
    },
    async running(limit) {
      const documents = await runGuarded(() =>
        runs.find({ state: 'running' }).sort({ at: 1 }).limit(limit).lean().exec(),
      );
      return documents.map(runOf);
    },
  };
}

function runOf(document: unknown): BulkRun {
  return toPlain<BulkRun>(document);
}
