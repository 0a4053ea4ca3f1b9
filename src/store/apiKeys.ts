/** API keys, stored under the digest of their token. Revoked keys are kept for the record. */
import { Schema, type Connection } from 'mongoose';
import type { ApiKey, ApiKeyStore } from '../ports/apiKeys.ts';
import { SCHEMA_OPTIONS, trusted } from './connection.ts';
import { modelOf } from './model.ts';
import { runGuarded, toPlain } from './plain.ts';

const KEY_SCHEMA = new Schema(
  {
    _id: String,
    name: String,
    scopes: [String],
    digest: String,
    createdAt: Date,
    createdBy: String,
    lastUsedAt: Date,
    revokedAt: Date,
  },
  SCHEMA_OPTIONS,
).index({ digest: 1 }, { unique: true });

export function apiKeyStore(connection: Connection): ApiKeyStore {
  const keys = modelOf(connection, 'ApiKey', KEY_SCHEMA, 'apiKeys');
  return {
    all: async () =>
      (await runGuarded(() => keys.find({}).sort({ createdAt: -1, _id: -1 }).lean().exec())).map((key) =>
        toPlain<ApiKey>(key),
      ),
    async add({ id, ...fields }) {
      await runGuarded(() => keys.create([{ _id: id, ...fields }]));
    },
    async byDigest(digest) {
      const document = await runGuarded(() => keys.findOne({ digest }).lean().exec());
      return document ? toPlain<ApiKey>(document) : null;
    },
    async touch(id, at) {
      await runGuarded(() => keys.updateOne({ _id: id }, { $max: { lastUsedAt: new Date(at) } }).exec());
    },
    async revoke(id, at) {
      const document = await runGuarded(() =>
        keys
          .findOneAndUpdate(
            { _id: id, revokedAt: trusted({ $exists: false }) },
            { $set: { revokedAt: new Date(at) } },
            { returnDocument: 'after' },
          )
          .lean()
          .exec(),
      );
      return document ? toPlain<ApiKey>(document) : null;
    },
  };
}
