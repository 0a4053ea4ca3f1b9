/**
 * Slots: one document per campaign and quarter hour, with its holders. A place is claimed by one conditional upsert: if
 * all are taken, its filter misses, the upsert inserts, and the primary key rejects it. The database deletes them a day
 * after their time.
 */
import { Schema, type Connection } from 'mongoose';
import { DAY, SECOND } from '../core/vocabulary/time.ts';
import type { Slot, SlotStore } from '../ports/slots.ts';
import { SCHEMA_OPTIONS, trusted } from './connection.ts';
import { modelOf } from './model.ts';
import { isDuplicate, runGuarded, runGuardedClaim } from './plain.ts';

const SLOT_SCHEMA = new Schema({ _id: String, campaignId: String, startAt: Date, holders: [String] }, SCHEMA_OPTIONS)
  .index({ campaignId: 1, startAt: 1 })
  .index({ startAt: 1 }, { expireAfterSeconds: DAY / SECOND, name: 'removal' });

export function slotStore(connection: Connection): SlotStore {
  const slots = modelOf(connection, 'Slot', SLOT_SCHEMA, 'slots');

  const store: SlotStore = {
    async claim(slot, holder, capacity) {
      const isFree = { [`holders.${capacity - 1}`]: trusted({ $exists: false }), holders: trusted({ $ne: holder }) };
      const { campaignId, startAt } = slot;
      const change = { $push: { holders: holder }, $setOnInsert: { campaignId, startAt: new Date(startAt) } };
      const result = await runGuardedClaim(() =>
        slots.updateOne({ _id: idOf(slot), ...isFree }, change, { upsert: true }).exec(),
      );
      return !isDuplicate(result) || store.holds(slot, holder);
    },
    async release(slot, holder) {
      await runGuarded(() => slots.updateOne({ _id: idOf(slot) }, { $pull: { holders: holder } }).exec());
    },
    async holds(slot, holder) {
      return (await runGuarded(() => slots.exists({ _id: idOf(slot), holders: holder }))) !== null;
    },
    async taken(campaignId, from, until) {
      const between = trusted({ $gte: new Date(from), $lt: new Date(until) });
      const fields = { startAt: 1, holders: 1 };
      const found = await runGuarded(() => slots.find({ campaignId, startAt: between }).select(fields).lean().exec());
      return new Map(
        found.map(({ startAt, holders }) => [(startAt as Date).getTime(), (holders as readonly string[]).length]),
      );
    },
  };
  return store;
}

function idOf({ campaignId, startAt }: Slot): string {
  return `${campaignId}:${startAt}`;
}
