/**
 * Records kept under seal after an erasure (L77). Each is one document, encrypted with AES-256-GCM under a key of the
 * service, so that no query, search or export finds anyone in it; only its erasure and the date on which it is deleted
 * are readable. A TTL index deletes it, and nothing reads it after that date.
 */
import { Schema, type Connection } from 'mongoose';
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import type { Moment } from '../core/vocabulary/time.ts';
import type { Kept, SealedRecord, SealStore } from '../ports/persons.ts';
import type { SettingsStore } from '../ports/settings.ts';
import { SCHEMA_OPTIONS } from './connection.ts';
import { modelOf, type AnyDocument } from './model.ts';
import { runGuarded, runGuardedClaim } from './plain.ts';
import { serviceKey } from './serviceKey.ts';

const SCHEMA = new Schema({ _id: String, erasureId: String, until: Date, box: String }, SCHEMA_OPTIONS)
  .index({ erasureId: 1 }, { name: 'of_erasure' })
  .index({ until: 1 }, { expireAfterSeconds: 0, name: 'removal' });
const KEY = 'sealKey';
const CIPHER = 'aes-256-gcm';
const IV_BYTES = 12;
const TAG_BYTES = 16;

export function sealStore(connection: Connection, settings: SettingsStore): SealStore {
  modelOf(connection, 'SealedRecord', SCHEMA, 'sealedRecords');
  const native = () => connection.collection<AnyDocument>('sealedRecords');
  let key: Buffer | undefined;
  const keyOf = async () => (key ??= Buffer.from(await serviceKey(connection, settings, KEY), 'base64'));

  return {
    async add(erasureId, records) {
      const secret = await keyOf();
      for (const { id, record } of records) {
        const _id = `${erasureId}:${id}`;
        const document = { _id, erasureId, until: new Date(record.until), box: closed(secret, _id, record) };
        // The first one stays: a run after a crash may find less than the one before.
        await runGuardedClaim(() => native().insertOne(document));
      }
    },
    async kept(erasureId, now) {
      const inForce = { erasureId, until: { $gt: new Date(now) } };
      const found = await runGuarded(() =>
        native()
          .find(inForce, { projection: { until: 1 } })
          .toArray(),
      );
      return keptOf(found.map(({ until }) => (until as Date).getTime()));
    },
    async open(erasureId, now) {
      const secret = await keyOf();
      const found = await runGuarded(() =>
        native()
          .find({ erasureId, until: { $gt: new Date(now) } })
          .toArray(),
      );
      return found.map(({ _id, box }) => opened(secret, _id, String(box))).sort((a, b) => a.at - b.at);
    },
    async remove(erasureId) {
      await runGuarded(() => native().deleteMany({ erasureId }));
    },
  };
}

function keptOf(untils: readonly Moment[]): Kept {
  return { records: untils.length, until: untils.length === 0 ? null : Math.max(...untils) };
}

/** The ID is authenticated with it, so that no record can be put in another's place. */
function closed(key: Buffer, id: string, record: SealedRecord): string {
  const iv = randomBytes(IV_BYTES);
  const cipher = createCipheriv(CIPHER, key, iv).setAAD(Buffer.from(id));
  const body = [cipher.update(JSON.stringify(record), 'utf8'), cipher.final()];
  return Buffer.concat([iv, cipher.getAuthTag(), ...body]).toString('base64');
}

/** Throws if it was changed. */
function opened(key: Buffer, id: string, box: string): SealedRecord {
  const bytes = Buffer.from(box, 'base64');
  const cipher = createDecipheriv(CIPHER, key, bytes.subarray(0, IV_BYTES)).setAAD(Buffer.from(id));
  cipher.setAuthTag(bytes.subarray(IV_BYTES, IV_BYTES + TAG_BYTES));
  const text = Buffer.concat([cipher.update(bytes.subarray(IV_BYTES + TAG_BYTES)), cipher.final()]).toString('utf8');
  return JSON.parse(text) as SealedRecord;
}
