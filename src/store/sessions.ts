/** Sessions, stored under the digest of their token, so that read access to the database isn't enough to sign in. */
import { Schema, type Connection } from 'mongoose';
import type { Moment } from '../core/vocabulary/time.ts';
import type { Session, SessionStore } from '../ports/people.ts';
import { SCHEMA_OPTIONS, trusted } from './connection.ts';
import { inGroups } from './inGroups.ts';
import { modelOf } from './model.ts';
import { runGuarded, toPlain } from './plain.ts';
import { readsById } from './readsById.ts';

const MAX_TOUCHES = 100;

// The database deletes ended sessions eventually; readers check whether they have ended.
const SESSION_SCHEMA = new Schema(
  { _id: String, userId: String, createdAt: Date, seenAt: Date, expiresAt: Date, closed: Boolean },
  SCHEMA_OPTIONS,
)
  .index({ userId: 1 })
  .index({ expiresAt: 1 }, { expireAfterSeconds: 0 });

export function sessionStore(connection: Connection): SessionStore {
  const sessions = modelOf(connection, 'Session', SESSION_SCHEMA, 'sessions');
  const read = readsById(sessions);
  // To the millisecond doesn't matter: the latest use of a group counts for all of it.
  const touch = inGroups<Pick<Session, 'tokenHash'> & { readonly at: Moment }, null>(MAX_TOUCHES, async (used) => {
    const hashes = used.map(({ tokenHash }) => tokenHash);
    const seenAt = new Date(Math.max(...used.map(({ at }) => at)));
    await runGuarded(() => sessions.updateMany({ _id: trusted({ $in: hashes }) }, { $max: { seenAt } }).exec());
    return hashes.map(() => null);
  });
  return {
    async add({ tokenHash, ...fields }) {
      await runGuarded(() => sessions.create([{ _id: tokenHash, ...fields }]));
    },
    async find(tokenHash) {
      const document = await read(tokenHash);
      if (!document || document['closed'] === true) return null;
      const { id, ...fields } = toPlain<Omit<Session, 'tokenHash'> & { id: string }>(document);
      return { tokenHash: id, ...fields };
    },
    async touch(tokenHash, at) {
      await touch({ tokenHash, at });
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
