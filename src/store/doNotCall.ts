/**
 * Numbers that must not be called, one document each. Its identifier is a keyed hash of the number, so that the entry
 * outlives the erasure of the person, when the number itself goes. The key is made once, by whichever node is first, and
 * kept in the settings: without it the entries could never be matched again.
 *
 * `marks` say who entered the number when, by which way; entries of earlier versions have none, and no number.
 */
import { Schema, type Connection } from 'mongoose';
import { createHmac, randomBytes } from 'node:crypto';
import type { DoNotCallStore, SettingsStore } from '../ports.ts';
import { EMBEDDED_OPTIONS, SCHEMA_OPTIONS } from './connection.ts';
import { modelOf } from './model.ts';
import { guarded, guardedClaim } from './plain.ts';

const BY = new Schema({ kind: String, id: String }, EMBEDDED_OPTIONS);
const DO_NOT_CALL_SCHEMA = new Schema(
  {
    _id: String,
    /** E.164. Absent on entries of earlier versions, and once the person was erased. */
    tel: String,
    /** When it was entered last. */
    at: Date,
    /** Of an entry of an earlier version, its way: `outcome` or `askedByPerson`. */
    reason: String,
    by: BY,
    leadId: String,
    marks: [new Schema({ at: Date, by: BY, source: String, leadId: String }, EMBEDDED_OPTIONS)],
  },
  SCHEMA_OPTIONS,
).index({ tel: 1 }, { partialFilterExpression: { tel: { $exists: true } }, name: 'by_number' });
const KEY = 'doNotCallKey';
const KEY_BYTES = 32;

export function doNotCallStore(connection: Connection, settings: SettingsStore): DoNotCallStore {
  const entries = modelOf(connection, 'DoNotCall', DO_NOT_CALL_SCHEMA, 'doNotCall');
  const native = connection.collection<{ _id: string; at: Date }>('doNotCall');
  let key: string | null = null;
  const hashOf = async (tel: string): Promise<string> => {
    key ??= await makeKey(connection, settings);
    return createHmac('sha256', Buffer.from(key, 'base64')).update(tel).digest('base64url');
  };

  return {
    async add({ tel, at, by, leadId, source }) {
      const _id = await hashOf(tel);
      const whose = { by, ...(leadId !== undefined && { leadId }) };
      // An act that comes again is the same mark, and grows nothing.
      const grown = {
        $max: { at: new Date(at) },
        $set: { tel },
        $addToSet: { marks: { at: new Date(at), source, ...whose } },
      };
      await guarded(() => entries.updateOne({ _id }, { ...grown, $setOnInsert: whose }, { upsert: true }).exec());
    },
    async since(tel) {
      const _id = await hashOf(tel);
      // Asked at every contact: past mongoose, which costs more here than the question.
      const entry = await guarded(() => native.findOne({ _id }, { projection: { at: 1 } }));
      return entry ? entry.at.getTime() : null;
    },
  };
}

async function makeKey(connection: Connection, settings: SettingsStore): Promise<string> {
  const known = await settings.get<string>(KEY);
  if (known !== null) return known;
  // Inserting only: two nodes that start at once end up with the same key.
  const made = { _id: KEY, value: randomBytes(KEY_BYTES).toString('base64') };
  await guardedClaim(() => connection.collection<typeof made>('settings').insertOne(made));
  return (await settings.get<string>(KEY)) ?? made.value;
}
