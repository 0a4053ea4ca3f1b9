/** Small named values about the whole service, and leases for jobs that only one process may run. */
import { Schema, type Connection } from 'mongoose';
import type { SettingsStore } from '../ports/settings.ts';
import { SCHEMA_OPTIONS, trusted } from './connection.ts';
import { modelOf } from './model.ts';
import { runGuarded, runGuardedClaim, isDuplicate } from './plain.ts';

const SETTING_SCHEMA = new Schema({ _id: String, value: Schema.Types.Mixed }, SCHEMA_OPTIONS);
const LEASE_SCHEMA = new Schema({ _id: String, holder: String, until: Date }, SCHEMA_OPTIONS);

export function settingsStore(connection: Connection): SettingsStore {
  const settings = modelOf(connection, 'Setting', SETTING_SCHEMA, 'settings');
  const leases = modelOf(connection, 'Lease', LEASE_SCHEMA, 'leases');
  return {
    async get<T>(key: string) {
      const document = await runGuarded(() => settings.findOne({ _id: key }).lean().exec());
      return (document?.['value'] ?? null) as T | null;
    },
    async set(key, value) {
      await runGuarded(() => settings.updateOne({ _id: key }, { $set: { value } }, { upsert: true }).exec());
    },
    async replace(key, value, basedOn) {
      const version = basedOn === 0 ? trusted({ $exists: false }) : basedOn;
      const update = { $set: { value } };
      // If another writer was first, the filter misses, the upsert inserts, and the primary key rejects it.
      const result = await runGuardedClaim(() =>
        settings.updateOne({ _id: key, 'value.version': version }, update, { upsert: basedOn === 0 }).exec(),
      );
      if (isDuplicate(result)) return 'stale';
      return result.matchedCount + result.upsertedCount > 0 ? 'done' : 'stale';
    },
    async takeOnce(key, value) {
      const { deletedCount } = await runGuarded(() =>
        settings.deleteOne({ _id: key, value: trusted({ $eq: value }) }).exec(),
      );
      return deletedCount === 1;
    },
    async lease(name, holder, now, until) {
      // Mine already, or expired. If another holder's lease is valid, the filter misses, the upsert inserts, and the
      // primary key rejects it.
      const filter = { _id: name, $or: [{ holder }, { until: trusted({ $lte: new Date(now) }) }] };
      const update = { $set: { holder, until: new Date(until) } };
      const result = await runGuardedClaim(() => leases.updateOne(filter, update, { upsert: true }).exec());
      return !isDuplicate(result);
    },
    async release(name, holder) {
      await runGuarded(() => leases.deleteOne({ _id: name, holder }).exec());
    },
  };
}
