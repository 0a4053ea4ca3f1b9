/** Sessions, stored under the digest of their token, so that read access to the database isn't enough to sign in. */
import { Schema, type Connection } from 'mongoose';
import type { Session, SessionStore } from '../ports/people.ts';
import { SCHEMA_OPTIONS } from './connection.ts';
import { modelOf } from './model.ts';
import { runGuarded, toPlain } from './plain.ts';

// The database deletes ended sessions eventually; readers check whether they have ended.
const SESSION_SCHEMA = new Schema(
  { _id: String, userId: String, createdAt: Date, seenAt: Date, expiresAt: Date, closed: Boolean },
  SCHEMA_OPTIONS,
)
  .index({ userId: 1 })
  .index({ expiresAt: 1 }, { expireAfterSeconds: 0 });

export function sessionStore(connection: Connection): SessionStore {
  const sessions = modelOf(connection, 'Session', SESSION_SCHEMA, 'sessions');
  return {
    async add({ tokenHash, ...fields }) {
      await runGuarded(() => sessions.create([{ _id: tokenHash, ...fields }]));
    },
    async find(tokenHash) {
      const document = await runGuarded(() => sessions.findOne({ _id: tokenHash }).lean().exec());
      if (!document || document['closed'] === true) return null;
      const { id, ...fields } = toPlain<Omit<Session, 'tokenHash'> & { id: string }>(document);
      return { tokenHash: id, ...fields };
    },
    async touch(tokenHash, at) {
      await runGuarded(() => sessions.updateOne({ _id: tokenHash }, { $max: { seenAt: new Date(at) } }).exec());
    },
    async remove(tokenHash) {
      await runGuarded(() => sessions.deleteOne({ _id: tokenHash }).exec());
    },
    async removeOf(userId) {
      await runGuarded(() => sessions.deleteMany({ userId }).exec());
    },
    async closeOf(userId) {
      await runGuarded(() => sessions.updateMany({ userId }, { $set: { closed: true } }).exec());
    },
    async closedOf(tokenHash) {
      const document = await runGuarded(() => sessions.findOne({ _id: tokenHash, closed: true }).lean().exec());
      return document ? toPlain<Pick<Session, 'userId'>>(document).userId : null;
    },
  };
}
