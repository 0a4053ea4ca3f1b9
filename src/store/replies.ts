/** Responses to requests with an idempotency key, so that a repeated request gets the same response. */
import { Schema, type Connection } from 'mongoose';
import { DAY, SECOND } from '../core/vocabulary/time.ts';
import type { ReplyStore } from '../ports/settings.ts';
import { SCHEMA_OPTIONS } from './connection.ts';
import { modelOf } from './model.ts';
import { runGuarded, runGuardedClaim, isDuplicate, toPlain } from './plain.ts';

// Responses contain personal data: the database deletes each a day after its request, together with its key.
const REPLY_SCHEMA = new Schema(
  { _id: String, bodyHash: String, state: String, at: Date, status: Number, body: String },
  SCHEMA_OPTIONS,
).index({ at: 1 }, { expireAfterSeconds: DAY / SECOND });

interface StoredReply {
  readonly bodyHash: string;
  readonly state: 'pending' | 'kept';
  readonly at: number;
  readonly status?: number;
  readonly body?: string;
}

export function replyStore(connection: Connection): ReplyStore {
  const replies = modelOf(connection, 'Reply', REPLY_SCHEMA, 'replies');
  // A claim that was taken over has another `at`, so its previous holder can neither save nor release it.
  const claimed = (id: string, at: number) => ({ _id: id, state: 'pending', at: new Date(at) });
  return {
    async claim(id, bodyHash, now, lostBefore) {
      const result = await runGuardedClaim(() => replies.create([{ ...claimed(id, now), bodyHash }]));
      if (!isDuplicate(result)) return { kind: 'claimed' };
      const document = await runGuarded(() => replies.findOne({ _id: id }).lean().exec());
      // Released since: the next try will succeed.
      if (!document) return { kind: 'pending' };
      const reply = toPlain<StoredReply>(document);
      if (reply.bodyHash !== bodyHash) return { kind: 'other-body' };
      if (reply.state === 'kept')
        return { kind: 'kept', answer: { status: reply.status ?? 0, body: reply.body ?? '' } };
      if (reply.at > lostBefore) return { kind: 'pending' };
      const { modifiedCount } = await runGuarded(() =>
        replies.updateOne(claimed(id, reply.at), { $set: { at: new Date(now) } }).exec(),
      );
      return { kind: modifiedCount === 1 ? 'claimed' : 'pending' };
    },
    async keep(id, at, { status, body }) {
      await runGuarded(() => replies.updateOne(claimed(id, at), { $set: { state: 'kept', status, body } }).exec());
    },
    async release(id, at) {
      await runGuarded(() => replies.deleteOne(claimed(id, at)).exec());
    },
  };
}
