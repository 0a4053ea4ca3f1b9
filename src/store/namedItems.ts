/** Small named lists that administrators manage: teams, skills and sites. A name is unique in its list. */
import { Schema, type Connection } from 'mongoose';
import type { NamedItem, NamedItemStore } from '../ports/business.ts';
import { SCHEMA_OPTIONS } from './connection.ts';
import { modelOf } from './model.ts';
import { runGuarded, runGuardedClaim, isDuplicate, toPlain } from './plain.ts';

const NAMED_SCHEMA = new Schema(
  { _id: String, name: String, nameKey: String, version: Number, changedAt: Date, changedBy: String },
  SCHEMA_OPTIONS,
).index({ nameKey: 1 }, { unique: true });

export function namedItemStore(
  connection: Connection,
  model: 'Team' | 'Skill' | 'Site',
  collection: 'teams' | 'skills' | 'sites',
): NamedItemStore {
  const list = modelOf(connection, model, NAMED_SCHEMA.clone(), collection);
  return {
    all: async () => (await runGuarded(() => list.find({}).sort({ nameKey: 1 }).lean().exec())).map(namedOf),
    async add(named) {
      const result = await runGuardedClaim(() => list.create([documentOf(named)]));
      return isDuplicate(result) ? 'taken' : 'added';
    },
    async replace(named, basedOn) {
      const result = await runGuardedClaim(() =>
        list.replaceOne({ _id: named.id, version: basedOn }, documentOf(named)).exec(),
      );
      if (isDuplicate(result)) return 'taken';
      return result.matchedCount > 0 ? 'done' : 'stale';
    },
    async remove(id) {
      const { deletedCount } = await runGuarded(() => list.deleteOne({ _id: id }).exec());
      return deletedCount === 1;
    },
  };
}

/** Names that differ only in case are the same to people. */
function documentOf({ id, ...fields }: NamedItem): Record<string, unknown> & { _id: string } {
  return { _id: id, ...fields, nameKey: fields.name.normalize('NFKC').toLowerCase() };
}

function namedOf(document: unknown): NamedItem {
  const { nameKey: _key, ...named } = toPlain<NamedItem & { nameKey: string }>(document);
  return named;
}
