/** Small named lists that administrators manage: teams and skills. A name is unique in its list. */
import { Schema, type Connection } from 'mongoose';
import type { Named, NamedStore } from '../ports/business.ts';
import { SCHEMA_OPTIONS } from './connection.ts';
import { modelOf } from './model.ts';
import { guarded, guardedClaim, isDuplicate, toPlain } from './plain.ts';

const NAMED_SCHEMA = new Schema(
  { _id: String, name: String, nameKey: String, version: Number, changedAt: Date, changedBy: String },
  SCHEMA_OPTIONS,
).index({ nameKey: 1 }, { unique: true });

export function namedStore(
  connection: Connection,
  model: 'Team' | 'Skill',
  collection: 'teams' | 'skills',
): NamedStore {
  const list = modelOf(connection, model, NAMED_SCHEMA.clone(), collection);
  return {
    all: async () => (await guarded(() => list.find({}).sort({ nameKey: 1 }).lean().exec())).map(namedOf),
    async add(named) {
      const result = await guardedClaim(() => list.create([documentOf(named)]));
      return isDuplicate(result) ? 'taken' : 'added';
    },
    async replace(named, basedOn) {
      const result = await guardedClaim(() =>
        list.replaceOne({ _id: named.id, version: basedOn }, documentOf(named)).exec(),
      );
      if (isDuplicate(result)) return 'taken';
      return result.matchedCount > 0 ? 'done' : 'stale';
    },
    async remove(id) {
      const { deletedCount } = await guarded(() => list.deleteOne({ _id: id }).exec());
      return deletedCount === 1;
    },
  };
}

/** Names that differ only in case are the same to people. */
function documentOf({ id, ...fields }: Named): Record<string, unknown> & { _id: string } {
  return { _id: id, ...fields, nameKey: fields.name.normalize('NFKC').toLowerCase() };
}

function namedOf(document: unknown): Named {
  const { nameKey: _key, ...named } = toPlain<Named & { nameKey: string }>(document);
  return named;
}
