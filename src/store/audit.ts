/**
 * The audit log: what administrators changed. Entries are only added. A pending change is stored separately until its
 * result is known.
 */
import { Schema, type Connection } from 'mongoose';
import type { AuditIntent, AuditRecord, AuditStore } from '../ports/audit.ts';
import { SCHEMA_OPTIONS, trusted } from './connection.ts';
import { modelOf, type Filter } from './model.ts';
import { runGuarded, runGuardedClaim, toPlain } from './plain.ts';

const RECORD = {
  _id: String,
  at: Date,
  by: String,
  what: String,
  subjectId: String,
  action: String,
  before: Schema.Types.Mixed,
  after: Schema.Types.Mixed,
};
const AUDIT_SCHEMA = new Schema(RECORD, SCHEMA_OPTIONS)
  .index({ at: -1, _id: -1 }, { name: 'newest' })
  .index({ what: 1, subjectId: 1, at: -1, _id: -1 }, { name: 'of_one_thing' })
  .index({ by: 1, at: -1, _id: -1 }, { name: 'by_one_person' });

const INTENT_SCHEMA = new Schema({ ...RECORD, version: Number }, SCHEMA_OPTIONS);

export function auditStore(connection: Connection): AuditStore {
  const entries = modelOf(connection, 'Audit', AUDIT_SCHEMA, 'audit');
  const intents = modelOf(connection, 'AuditIntent', INTENT_SCHEMA, 'auditIntents');
  return {
    async add({ id, ...fields }) {
      await runGuardedClaim(() => entries.create([{ _id: id, ...fields }]));
    },
    async list({ what, subjectId, by, from, to, cursor, limit }) {
      const filter: Filter = {
        ...(what !== undefined && { what }),
        ...(subjectId !== undefined && { subjectId }),
        ...(by !== undefined && { by }),
        ...((from !== undefined || to !== undefined) && { at: between(from, to) }),
        ...(cursor !== undefined && { $or: before(cursor) }),
      };
      const documents = await runGuarded(() =>
        entries
          .find(filter)
          .sort({ at: -1, _id: -1 })
          .limit(limit + 1)
          .lean()
          .exec(),
      );
      const items = documents.slice(0, limit).map(recordOf);
      const last = items.at(-1);
      return { items, next: documents.length > limit && last ? `${last.at}_${last.id}` : null };
    },
    async intend({ id, ...fields }) {
      await runGuarded(() => intents.replaceOne({ _id: id }, fields, { upsert: true }).exec());
    },
    async intended(which) {
      const filter: Filter = 'before' in which ? { at: between(undefined, which.before) } : { ...which };
      const documents = await runGuarded(() => intents.find(filter).sort({ at: 1 }).lean().exec());
      return documents.map((document) => toPlain<AuditIntent>(document));
    },
    async settle(id) {
      await runGuarded(() => intents.deleteOne({ _id: id }).exec());
    },
  };
}

function between(from: number | undefined, to: number | undefined): unknown {
  return trusted({
    ...(from !== undefined && { $gte: new Date(from) }),
    ...(to !== undefined && { $lt: new Date(to) }),
  });
}

function before(cursor: string): Filter[] {
  const at = new Date(Number(cursor.slice(0, cursor.indexOf('_'))));
  const id = cursor.slice(cursor.indexOf('_') + 1);
  return [{ at: trusted({ $lt: at }) }, { at, _id: trusted({ $lt: id }) }];
}

function recordOf(document: unknown): AuditRecord {
  return toPlain<AuditRecord>(document);
}
