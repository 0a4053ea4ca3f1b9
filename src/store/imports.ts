/**
 * Imports and the rows of their files, some hundred in a document. A row’s cells are deleted with the write that records
 * what became of it; only those that failed are kept, until the whole document expires.
 */
import { Schema, type Connection } from 'mongoose';
import { DAY, SECOND } from '../core/vocabulary/time.ts';
import type { ImportPart, ImportRun, ImportStore } from '../ports/imports.ts';
import { SCHEMA_OPTIONS, trusted } from './connection.ts';
import { modelOf, type AnyDocument } from './model.ts';
import { runGuarded, runGuardedClaim, toPlain } from './plain.ts';

/** Figures, and the name of the file. */
const KEPT_MS = 90 * DAY;

const RUN_SCHEMA = new Schema(
  {
    _id: String,
    by: String,
    at: Date,
    state: String,
    fileName: String,
    digest: String,
    kind: String,
    encoding: String,
    rows: Number,
    first: [String],
    settings: Schema.Types.Mixed,
    country: String,
    position: Number,
    counts: Schema.Types.Mixed,
    checked: Schema.Types.Mixed,
    releaseAt: Date,
    heldBy: String,
    endedAt: Date,
  },
  SCHEMA_OPTIONS,
)
  .index({ at: 1 }, { expireAfterSeconds: KEPT_MS / SECOND, name: 'removal' })
  .index({ state: 1, at: 1 });

const PART_SCHEMA = new Schema(
  {
    _id: String,
    importId: String,
    n: Number,
    rows: { type: [Schema.Types.Mixed], default: undefined },
    hasRows: Boolean,
    made: [Number],
    failed: [Schema.Types.Mixed],
    result: Schema.Types.Mixed,
    keptUntil: Date,
  },
  SCHEMA_OPTIONS,
)
  .index({ importId: 1, n: 1 }, { unique: true })
  .index({ importId: 1, hasRows: 1, n: 1 })
  .index({ keptUntil: 1 }, { expireAfterSeconds: 0, name: 'removal' });

/** Of a file without a heading, it is a person’s. */
const FIRST_ROW = 1;

const partId = (id: string, n: number) => `${id}:${n}`;

export function importStore(connection: Connection): ImportStore {
  const runs = modelOf(connection, 'Import', RUN_SCHEMA, 'imports');
  const parts = modelOf(connection, 'ImportPart', PART_SCHEMA, 'importParts');
  const native = connection.collection<AnyDocument>('importParts');
  const incremented = (counts: ImportRun['counts']) =>
    Object.fromEntries(Object.entries(counts).map(([fate, count]) => [`counts.${fate}`, count]));
  return {
    async add({ id, ...run }) {
      await runGuardedClaim(() => runs.create([{ _id: id, ...run }]));
    },
    async byId(id) {
      const document = await runGuarded(() => runs.findOne({ _id: id }).lean().exec());
      return document && toPlain<ImportRun>(document);
    },
    async latest(limit) {
      const documents = await runGuarded(() => runs.find({}).sort({ at: -1 }).limit(limit).lean().exec());
      return documents.map((document) => toPlain<ImportRun>(document));
    },
    async inState(states, limit) {
      const documents = await runGuarded(() =>
        runs
          .find({ state: trusted({ $in: [...states] }) })
          .sort({ at: 1 })
          .limit(limit)
          .lean()
          .exec(),
      );
      return documents.map((document) => toPlain<ImportRun>(document));
    },
    async move(id, from, change) {
      const filter = { _id: id, state: trusted({ $in: [...from] }) };
      const result = await runGuarded(() => runs.updateOne(filter, { $set: change }).exec());
      return result.matchedCount === 1;
    },
    async addPart(id, n, rows, keptUntil) {
      const part = { _id: partId(id, n), importId: id, n, rows, hasRows: true, made: [], failed: [], keptUntil };
      await runGuardedClaim(() => parts.create([part]));
    },
    async part(id, n) {
      const document = await runGuarded(() =>
        parts
          .findOne({ _id: partId(id, n) })
          .lean()
          .exec(),
      );
      return document && partOf(document);
    },
    async pendingParts(id, limit) {
      const documents = await runGuarded(() =>
        parts.find({ importId: id, hasRows: true }).sort({ n: 1 }).limit(limit).lean().exec(),
      );
      return documents.map(partOf);
    },
    async settlePart(id, { n, made, failed, result }, keepsRows) {
      const update = {
        $set: { made, failed, result, ...(!keepsRows && { hasRows: false }) },
        ...(!keepsRows && { $unset: { rows: 1 } }),
      };
      await runGuarded(() => parts.updateOne({ _id: partId(id, n) }, update).exec());
    },
    async settleRow(id, n, row, what) {
      const filter = { _id: partId(id, n), 'rows.row': row };
      // A check had its own reasons; what the run finds replaces them. Cells are literal: they may begin with a $.
      const others = (field: string) => ({ $filter: { input: field, cond: { $ne: ['$$this.row', row] } } });
      const failed = what && 'failed' in what ? [{ $literal: what.failed }] : [];
      const made = what && 'made' in what ? [row] : [];
      const update = {
        rows: others('$rows'),
        failed: { $concatArrays: [others('$failed'), failed] },
        made: { $concatArrays: ['$made', made] },
      };
      const result = await runGuarded(() => native.updateOne(filter, [{ $set: update }]));
      const none = { _id: partId(id, n), rows: trusted({ $size: 0 }) };
      await runGuarded(() => parts.updateOne(none, { $set: { hasRows: false } }).exec());
      return result.modifiedCount === 1;
    },
    async eraseRow(id, n, row) {
      const gone = { rows: { row }, failed: { row } };
      await runGuarded(() => parts.updateOne({ _id: partId(id, n) }, { $pull: gone }).exec());
      const none = { _id: partId(id, n), rows: trusted({ $size: 0 }) };
      await runGuarded(() => parts.updateOne(none, { $set: { hasRows: false } }).exec());
      if (row !== FIRST_ROW) return;
      const run = await this.byId(id);
      const first = run?.first.map(() => '') ?? [];
      await runGuarded(() => runs.updateOne({ _id: id }, { $set: { first } }).exec());
    },
    async step(id, state, position, counts) {
      const update = { $set: { position: position + 1 }, $inc: incremented(counts) };
      const document = await runGuarded(() =>
        runs.findOneAndUpdate({ _id: id, state, position }, update, { returnDocument: 'after' }).lean().exec(),
      );
      return document && toPlain<ImportRun>(document);
    },
    async count(id, counts) {
      await runGuarded(() => runs.updateOne({ _id: id }, { $inc: incremented(counts) }).exec());
    },
    async *failed(id) {
      for (let n = 0; ; n += 1) {
        const part = await this.part(id, n);
        if (!part) return;
        yield* part.failed.toSorted((one, other) => one.row - other.row);
      }
    },
    async keepUntil(id, at) {
      await runGuarded(() => parts.updateMany({ importId: id }, { $set: { keptUntil: at } }).exec());
    },
    async dropRows(id) {
      const update = { $unset: { rows: 1 }, $set: { hasRows: false } };
      await runGuarded(() => parts.updateMany({ importId: id, hasRows: true }, update).exec());
    },
  };
}

function partOf(document: unknown): ImportPart {
  const { rows = [], ...part } = toPlain<Omit<ImportPart, 'rows'> & Partial<Pick<ImportPart, 'rows'>>>(document);
  return { ...part, rows };
}
