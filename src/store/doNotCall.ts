/**
 * Numbers that must not be rung. Only a keyed hash of the number is kept, so that the entry outlives the erasure of the
 * person and says nothing about who it is. The key is made once, by whichever node is first, and kept in the settings:
 * without it the entries could never be matched again.
 */
import { Schema, type Connection } from 'mongoose';
import { createHmac, randomBytes } from 'node:crypto';
import type { DoNotCallStore, SettingsStore } from '../ports.ts';
import { EMBEDDED_OPTIONS, SCHEMA_OPTIONS } from './connection.ts';
import { modelOf } from './model.ts';
import { guarded, guardedClaim } from './plain.ts';

const DO_NOT_CALL_SCHEMA = new Schema(
  {
    _id: String,
    at: Date,
    reason: String,
    by: new Schema({ kind: String, id: String }, EMBEDDED_OPTIONS),
    leadId: String,
  },
  SCHEMA_OPTIONS,
);
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
    async add({ tel, at, by, leadId, reason }) {
      const _id = await hashOf(tel);
      const first = { by, reason, ...(leadId !== undefined && { leadId }) };
      await guarded(() =>
        entries.updateOne({ _id }, { $max: { at: new Date(at) }, $setOnInsert: first }, { upsert: true }).exec(),
      );
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
