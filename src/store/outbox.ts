/**
 * Effects are stored on their lead, in the document of the change that caused them. Leasing moves an effect's due time
 * to the end of the lease, so that it is retried when a worker dies; a delivered one is archived, once. A dead letter
 * stays on its lead, with a due time that never comes: the index of due effects finds it, and it goes with its lead.
 */
import { Schema, type Connection } from 'mongoose';
import type { Effect } from '../core/lead/effects.ts';
import { LAST_MOMENT } from '../core/vocabulary/time.ts';
import type { Outbox } from '../ports/leads.ts';
import { SCHEMA_OPTIONS, trusted } from './connection.ts';
import { leadModel } from './leads.ts';
import { modelOf } from './model.ts';
import { runGuarded, runGuardedClaim, toPlain } from './plain.ts';

/** When a dead letter is due. */
export const NEVER = new Date(LAST_MOMENT);

const DELIVERED_SCHEMA = new Schema(
  { _id: String, leadId: String, kind: String, agentId: String, deliveredAt: Date },
  SCHEMA_OPTIONS,
).index({ deliveredAt: 1 }, { name: 'oldest' });

export function deliveryModel(connection: Connection) {
  return modelOf(connection, 'DeliveredEffect', DELIVERED_SCHEMA, 'effects');
}

export function outbox(connection: Connection): Outbox {
  const leads = leadModel(connection);
  const deliveries = deliveryModel(connection);

  async function remove(leadId: string, effectId: string): Promise<void> {
    const onlyOne = { _id: leadId, effects: trusted({ $size: 1 }), 'effects.id': effectId };
    const { matchedCount } = await runGuarded(() => leads.updateOne(onlyOne, { $unset: { effects: 1 } }).exec());
    if (matchedCount > 0) return;
    const one = { _id: leadId, 'effects.id': effectId };
    await runGuarded(() => leads.updateOne(one, { $pull: { effects: { id: effectId } } }).exec());
  }

  return {
    async lease(now, until, limit) {
      const leased: { leadId: string; effect: Effect }[] = [];
      while (leased.length < limit) {
        const document = await runGuarded(() =>
          leads
            .findOneAndUpdate(
              {
                effects: trusted({ $elemMatch: { dueAt: { $lte: new Date(now) } } }),
                'effects.dueAt': trusted({ $lte: new Date(now) }),
              },
              { $set: { 'effects.$.dueAt': new Date(until) }, $inc: { 'effects.$.tries': 1 } },
              { returnDocument: 'before', projection: { effects: 1 } },
            )
            .lean()
            .exec(),
        );
        if (!document) break;
        const { id, effects } = toPlain<{ id: string; effects: readonly Effect[] }>(document);
        const effect = effects.find(({ dueAt }) => dueAt <= now);
        if (effect) leased.push({ leadId: id, effect: { ...effect, tries: (effect.tries ?? 0) + 1 } });
      }
      return leased;
    },

    async delivered(leadId, effect, at) {
      // Archived first: a crash in between delivers it again, which is harmless, and never loses it.
      await runGuardedClaim(() =>
        deliveries.create([
          {
            _id: effect.id,
            leadId,
            kind: effect.kind,
            deliveredAt: at,
            ...('agentId' in effect && { agentId: effect.agentId }),
          },
        ]),
      );
      await remove(leadId, effect.id);
    },

    drop: remove,

    async retry(leadId, effectId, { at, tries }) {
      const next = { 'effects.$.dueAt': new Date(at), 'effects.$.tries': tries };
      await runGuarded(() => leads.updateOne({ _id: leadId, 'effects.id': effectId }, { $set: next }).exec());
    },

    async keep(leadId, effectId) {
      const never = { 'effects.$.dueAt': NEVER };
      await runGuarded(() => leads.updateOne({ _id: leadId, 'effects.id': effectId }, { $set: never }).exec());
    },

    async revive(now) {
      const due = { 'effects.$.dueAt': new Date(now), 'effects.$.tries': 0 };
      let revived = 0;
      // One dead letter of each lead at a time.
      for (;;) {
        const dead = { 'effects.dueAt': NEVER };
        const { modifiedCount } = await runGuarded(() => leads.updateMany(dead, { $set: due }).exec());
        if (modifiedCount === 0) return revived;
        revived += modifiedCount;
      }
    },
  };
}
