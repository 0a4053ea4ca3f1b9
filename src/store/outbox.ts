/**
 * Effects are stored on their lead, in the document of the change that caused them. Leasing moves an effect's due time
 * to the end of the lease, so that it is retried when a worker dies; a delivered one is archived, once.
 */
import { Schema, type Connection } from 'mongoose';
import type { Effect } from '../core/lead/effects.ts';
import type { Outbox } from '../ports/leads.ts';
import { SCHEMA_OPTIONS, trusted } from './connection.ts';
import { leadModel } from './leads.ts';
import { modelOf } from './model.ts';
import { runGuarded, runGuardedClaim, toPlain } from './plain.ts';

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
              { $set: { 'effects.$.dueAt': new Date(until) } },
              { returnDocument: 'before', projection: { effects: 1 } },
            )
            .lean()
            .exec(),
        );
        if (!document) break;
        const { id, effects } = toPlain<{ id: string; effects: readonly Effect[] }>(document);
        const effect = effects.find(({ dueAt }) => dueAt <= now);
        if (effect) leased.push({ leadId: id, effect });
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
      const onlyOne = { _id: leadId, effects: trusted({ $size: 1 }), 'effects.id': effect.id };
      const { matchedCount } = await runGuarded(() => leads.updateOne(onlyOne, { $unset: { effects: 1 } }).exec());
      if (matchedCount > 0) return;
      await runGuarded(() =>
        leads.updateOne({ _id: leadId, 'effects.id': effect.id }, { $pull: { effects: { id: effect.id } } }).exec(),
      );
    },

    async retry(leadId, effectId, at) {
      await runGuarded(() =>
        leads.updateOne({ _id: leadId, 'effects.id': effectId }, { $set: { 'effects.$.dueAt': new Date(at) } }).exec(),
      );
    },
  };
}
