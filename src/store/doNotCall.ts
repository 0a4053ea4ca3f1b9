/**
 * Numbers that must not be called, one document each. The identifier is a keyed hash of the number, so that the entry
 * survives the erasure of the person, when the number itself is deleted. The first node creates the key and stores it
 * in the settings: without it the entries could never be matched again.
 *
 * `marks` record who added or lifted the number, when and how; entries of earlier versions have none, and no number. A
 * lifted entry has `liftedAt` until the number is added again.
 */
import { Schema, type Connection } from 'mongoose';
import { createHmac, randomBytes } from 'node:crypto';
import type { DoNotCallMark } from '../core/law/doNotCall.ts';
import type { DoNotCallStore, SettingsStore } from '../ports.ts';
import { EMBEDDED_OPTIONS, SCHEMA_OPTIONS } from './connection.ts';
import type { Moment } from '../core/time.ts';
import { modelOf } from './model.ts';
import { guarded, guardedClaim, isDuplicate } from './plain.ts';

const BY = new Schema({ kind: String, id: String }, EMBEDDED_OPTIONS);
const DO_NOT_CALL_SCHEMA = new Schema(
  {
    _id: String,
    /** E.164. Absent on entries of earlier versions, and after the person was erased. */
    tel: String,
    /** When it was last added. */
    at: Date,
    /** Set while the entry isn't in force. */
    liftedAt: Date,
    /** How an entry of an earlier version was added: `outcome` or `askedByPerson`. */
    reason: String,
    by: BY,
    leadId: String,
    marks: [
      new Schema(
        { id: String, kind: String, at: Date, by: BY, source: String, leadId: String, reason: String },
        EMBEDDED_OPTIONS,
      ),
    ],
  },
  SCHEMA_OPTIONS,
).index({ tel: 1 }, { partialFilterExpression: { tel: { $exists: true } }, name: 'by_number' });
const KEY = 'doNotCallKey';
const KEY_BYTES = 32;

/** Maximum number of briefly cached answers. */
const REMEMBERED = 2000;

export const DO_NOT_CALL = 'doNotCall';
/** The fields that `since` needs. */
export const DO_NOT_CALL_FIELDS = { at: 1, liftedAt: 1 } as const;

/** Lets other stores read an entry as part of their own query. */
export interface DoNotCallReads {
  readonly idOf: (tel: string) => Promise<string>;
  /** From the entry as read; null when there is none. */
  readonly answerOf: (id: string, entry: Pick<Stored, 'at' | 'liftedAt'> | null) => Moment | null;
}

export function doNotCallStore(connection: Connection, settings: SettingsStore): DoNotCallStore & DoNotCallReads {
  modelOf(connection, 'DoNotCall', DO_NOT_CALL_SCHEMA, 'doNotCall');
  // Bypasses mongoose, which costs more than this query that runs at every contact.
  const native = connection.collection<Stored>(DO_NOT_CALL);
  const answers = new Map<string, { readonly since: Moment | null; readonly readAt: number }>();
  const answerOf: DoNotCallReads['answerOf'] = (id, entry) => {
    const since = entry && !entry.liftedAt ? entry.at.getTime() : null;
    answers.delete(id);
    answers.set(id, { since, readAt: performance.now() });
    if (answers.size > REMEMBERED) answers.delete(answers.keys().next().value ?? '');
    return since;
  };
  let key: string | null = null;
  const hashOf = async (tel: string): Promise<string> => {
    key ??= await makeKey(connection, settings);
    return createHmac('sha256', Buffer.from(key, 'base64')).update(tel).digest('base64url');
  };

  return {
    async add({ tel, leadId, ...act }) {
      const _id = await hashOf(tel);
      const mark = withDate({ ...act, kind: 'added', ...(leadId !== undefined && { leadId }) });
      const { at, by } = mark;
      // A repeated action adds no mark; one from before the entry was lifted doesn't restore it.
      const isNews = { _id, 'marks.id': { $ne: act.id }, liftedAt: { $not: { $gt: at } } };
      const first = { by, ...(leadId !== undefined && { leadId }) };
      const change = {
        $max: { at },
        $set: { tel },
        $push: { marks: mark },
        $unset: { liftedAt: '' as const },
        $setOnInsert: first,
      };
      const before = await guardedClaim(() => native.findOneAndUpdate(isNews, change, { upsert: true }));
      answers.delete(_id);
      if (!isDuplicate(before)) return before === null || before.liftedAt ? 'added' : 'known';
      // The entry exists and needs no such mark; or another writer just created it, and it does.
      const then = await guarded(() => native.findOneAndUpdate(isNews, change));
      return then?.liftedAt ? 'added' : 'known';
    },
    async lift({ tel, ...act }) {
      const _id = await hashOf(tel);
      const mark = withDate({ ...act, kind: 'lifted' });
      const isInForce = { _id, 'marks.id': { $ne: act.id }, liftedAt: { $exists: false } };
      const change = { $set: { liftedAt: mark.at }, $push: { marks: mark } };
      const { modifiedCount } = await guarded(() => native.updateOne(isInForce, change));
      answers.delete(_id);
      return modifiedCount === 1;
    },
    async since(tel, maxAgeMs = 0) {
      const _id = await hashOf(tel);
      const known = answers.get(_id);
      if (known && performance.now() - known.readAt < maxAgeMs) return known.since;
      const entry = await guarded(() => native.findOne({ _id }, { projection: DO_NOT_CALL_FIELDS }));
      return answerOf(_id, entry);
    },
    idOf: hashOf,
    answerOf,
  };
}

interface Stored {
  readonly _id: string;
  readonly tel?: string;
  readonly at: Date;
  readonly liftedAt?: Date;
  readonly marks?: readonly ReturnType<typeof withDate>[];
}

function withDate(mark: DoNotCallMark) {
  return { ...mark, at: new Date(mark.at) };
}

async function makeKey(connection: Connection, settings: SettingsStore): Promise<string> {
  const known = await settings.get<string>(KEY);
  if (known !== null) return known;
  // Insert only: two nodes that start at once get the same key.
  const made = { _id: KEY, value: randomBytes(KEY_BYTES).toString('base64') };
  await guardedClaim(() => connection.collection<typeof made>('settings').insertOne(made));
  return (await settings.get<string>(KEY)) ?? made.value;
}
