/**
 * Slots: one document per campaign and quarter hour, with its holders. A place is claimed by one conditional upsert: if
 * all are taken, its filter misses, the upsert inserts, and the primary key rejects it. The database deletes them a day
 * after their time.
 */
import { Schema, type Connection } from 'mongoose';
import { DAY, SECOND, type Moment } from '../core/vocabulary/time.ts';
import type { Slot, SlotStore } from '../ports/slots.ts';
import { SCHEMA_OPTIONS, trusted } from './connection.ts';
import { modelOf } from './model.ts';
import { isDuplicate, runGuarded, runGuardedClaim } from './plain.ts';

const SLOT_SCHEMA = new Schema({ _id: String, campaignId: String, startAt: Date, holders: [String] }, SCHEMA_OPTIONS)
  .index({ campaignId: 1, startAt: 1 })
  .index({ startAt: 1 }, { expireAfterSeconds: DAY / SECOND, name: 'removal' });

interface SlotDocument {
  readonly campaignId: string;
  readonly startAt: Date;
  readonly holders: readonly string[];
}

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
    async taken(campaignIds, from, until) {
      const filter = {
        campaignId: trusted({ $in: [...campaignIds] }),
        startAt: trusted({ $gte: new Date(from), $lt: new Date(until) }),
      };
      const fields = { campaignId: 1, startAt: 1, holders: 1 };
      const found = await runGuarded(() => slots.find(filter).select(fields).lean<SlotDocument[]>().exec());
      const taken = new Map(campaignIds.map((id) => [id, new Map<Moment, number>()]));
      for (const { campaignId, startAt, holders } of found)
        taken.get(campaignId)?.set(startAt.getTime(), holders.length);
      return taken;
    },
  };
  return store;
}

function idOf({ campaignId, startAt }: Slot): string {
  return `${campaignId}:${startAt}`;
}
