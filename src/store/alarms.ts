/** Alarms: raised once per key, cleared when their cause is gone, kept for a month. */
import { Schema, type Connection } from 'mongoose';
import { DAY, SECOND } from '../core/vocabulary/time.ts';
import type { Alarm, AlarmStore } from '../ports/operations.ts';
import { EMBEDDED_OPTIONS, SCHEMA_OPTIONS, trusted } from './connection.ts';
import { modelOf } from './model.ts';
import { runGuarded, runGuardedClaim, isDuplicate, toPlain } from './plain.ts';

const ALARM_SCHEMA = new Schema(
  {
    _id: String,
    kind: String,
    since: Date,
    leadId: String,
    agentId: String,
    campaignId: String,
    raisedAt: Date,
    mailedAt: Date,
    clearedAt: Date,
    /** Present until cleared, so that the few open ones have their own index. */
    openSince: Date,
    seenBy: new Schema({ userId: String, at: Date }, EMBEDDED_OPTIONS),
  },
  SCHEMA_OPTIONS,
)
  .index({ openSince: 1 }, { partialFilterExpression: { openSince: { $exists: true } }, name: 'open' })
  .index({ clearedAt: 1 }, { expireAfterSeconds: (30 * DAY) / SECOND });

const MOST = 1000;

export function alarmStore(connection: Connection): AlarmStore {
  const alarms = modelOf(connection, 'Alarm', ALARM_SCHEMA, 'alarms');
  return {
    async raise({ key, ...found }, at) {
      const isKnown = await runGuarded(() =>
        alarms.findOne({ _id: key }).select({ _id: 1, clearedAt: 1 }).lean().exec(),
      );
      if (!isKnown) {
        const made = await runGuardedClaim(() => alarms.create([{ _id: key, ...found, raisedAt: at, openSince: at }]));
        return !isDuplicate(made);
      }
      if (isKnown['clearedAt'] === undefined) return false;
      // Occurs again: raised as a new alarm that no one has seen.
      const again = {
        $set: { ...found, raisedAt: at, openSince: at },
        $unset: { clearedAt: 1, seenBy: 1, mailedAt: 1 },
      };
      const { modifiedCount } = await runGuarded(() =>
        alarms.updateOne({ _id: key, clearedAt: trusted({ $exists: true }) }, again).exec(),
      );
      return modifiedCount === 1;
    },
    async clear(keys, at) {
      const those = { _id: trusted({ $in: [...keys] }), openSince: trusted({ $exists: true }) };
      await runGuarded(() => alarms.updateMany(those, { $set: { clearedAt: at }, $unset: { openSince: 1 } }).exec());
    },
    async open() {
      const isOpen = { openSince: trusted({ $exists: true }) };
      const documents = await runGuarded(() => alarms.find(isOpen).sort({ openSince: -1 }).limit(MOST).lean().exec());
      return documents.map((document) => {
        const {
          id,
          openSince: _openSince,
          ...alarm
        } = toPlain<Omit<Alarm, 'key'> & { id: string; openSince: number }>(document);
        return { ...alarm, key: id };
      });
    },
    async see(key, userId, at) {
      const unseen = { _id: key, seenBy: trusted({ $exists: false }) };
      await runGuarded(() => alarms.updateOne(unseen, { $set: { seenBy: { userId, at } } }).exec());
      return (await runGuarded(() => alarms.findOne({ _id: key }).select({ _id: 1 }).lean().exec())) !== null;
    },
    async mailed(keys, at) {
      await runGuarded(() =>
        alarms.updateMany({ _id: trusted({ $in: [...keys] }) }, { $set: { mailedAt: at } }).exec(),
      );
    },
  };
}
