/**
 * Deletes old data by kind, each in index order. None of them touches an open lead, its inquiries or its decisions, and
 * the do-not-call list isn't among the kinds.
 */
import type { Connection } from 'mongoose';
import type { DeletedKind } from '../core/administration/retention.ts';
import type { Moment } from '../core/vocabulary/time.ts';
import type { RemovalStep, RetentionStore } from '../ports/operations.ts';
import type { SettingsStore } from '../ports/settings.ts';
import { trusted } from './connection.ts';
import { decisionModel } from './decisions.ts';
import { eraseLead } from './eraseLead.ts';
import { inquiryModel } from './inquiries.ts';
import { leadModel } from './leads.ts';
import { deliveryModel } from './outbox.ts';
import { runGuarded } from './plain.ts';

interface Range {
  /** Exclusive. */
  readonly before: Moment;
  /** Inclusive. */
  readonly after: Moment;
  readonly limit: number;
}

/** Up to when closed leads have been erased: they stay in their index, but aren't checked twice. */
const ERASED_UNTIL = 'retention.erasedUntil';
/** Up to when closed leads have lost the record of their last routing choice. */
const UNDECIDED_UNTIL = 'retention.undecidedUntil';

export function retentionStore(connection: Connection, settings: SettingsStore): RetentionStore {
  const inquiries = inquiryModel(connection);
  const deliveries = deliveryModel(connection);
  const decisions = decisionModel(connection);
  const leads = leadModel(connection);
  const between = ({ before, after }: Range) => trusted({ $gte: new Date(after), $lt: new Date(before) });

  const closedIn = (range: Range) =>
    runGuarded(() =>
      leads
        .find({ closedAt: between(range) })
        .sort({ closedAt: 1 })
        .limit(range.limit)
        .select({ closedAt: 1 })
        .lean()
        .exec(),
    );

  /** The last choice of a closed lead is stored on the lead. */
  async function lastDecisions(range: Range): Promise<RemovalStep> {
    const until = (await settings.get<number>(UNDECIDED_UNTIL)) ?? 0;
    const from = { ...range, after: Math.max(range.after, until) };
    const found = await closedIn(from);
    const those = {
      _id: trusted({ $in: found.map(({ _id }) => _id) }),
      state: 'closed',
      decision: trusted({ $exists: true }),
    };
    const { modifiedCount } = await runGuarded(() => leads.updateMany(those, { $unset: { decision: 1 } }).exec());
    const last = found.at(-1)?.['closedAt'] as Date | undefined;
    if (last) await settings.set(UNDECIDED_UNTIL, last.getTime());
    return { count: modifiedCount, reached: reachedAt(found, 'closedAt', from) };
  }

  const removers: Readonly<Record<DeletedKind, (range: Range) => Promise<RemovalStep>>> = {
    async rawBodies(range) {
      const filter = { rawBody: trusted({ $exists: true }), receivedAt: between(range) };
      const found = await runGuarded(() =>
        inquiries.find(filter).sort({ receivedAt: 1 }).limit(range.limit).select({ receivedAt: 1 }).lean().exec(),
      );
      const ids = found.map(({ _id }) => _id);
      const { modifiedCount } = await runGuarded(() =>
        inquiries.updateMany({ _id: trusted({ $in: ids }) }, { $unset: { rawBody: 1 } }).exec(),
      );
      return { count: modifiedCount, reached: reachedAt(found, 'receivedAt', range) };
    },

    async deliveredEffects(range) {
      const found = await runGuarded(() =>
        deliveries
          .find({ deliveredAt: between(range) })
          .sort({ deliveredAt: 1 })
          .limit(range.limit)
          .select({ deliveredAt: 1 })
          .lean()
          .exec(),
      );
      const { deletedCount } = await runGuarded(() =>
        deliveries.deleteMany({ _id: trusted({ $in: found.map(({ _id }) => _id) }) }).exec(),
      );
      return { count: deletedCount, reached: reachedAt(found, 'deliveredAt', range) };
    },

    async decisions(range) {
      const found = await runGuarded(() =>
        decisions
          .find({ at: between(range) })
          .sort({ at: 1 })
          .limit(range.limit)
          .select({ at: 1, leadId: 1 })
          .lean()
          .exec(),
      );
      const leadIds = [...new Set(found.map((decision) => String(decision['leadId'])))];
      const closed = await runGuarded(() =>
        leads
          .find({ _id: trusted({ $in: leadIds }), state: 'closed' })
          .select({ _id: 1 })
          .lean()
          .exec(),
      );
      const isClosed = new Set(closed.map(({ _id }) => _id));
      const ids = found.filter((decision) => isClosed.has(String(decision['leadId']))).map(({ _id }) => _id);
      const { deletedCount } = await runGuarded(() => decisions.deleteMany({ _id: trusted({ $in: ids }) }).exec());
      if (found.length === range.limit) return { count: deletedCount, reached: reachedAt(found, 'at', range) };
      const onLeads = await lastDecisions(range);
      return { ...onLeads, count: onLeads.count + deletedCount };
    },

    async closedLeads(range) {
      const until = (await settings.get<number>(ERASED_UNTIL)) ?? 0;
      const from = { ...range, after: Math.max(range.after, until) };
      const found = await closedIn(from);
      let count = 0;
      for (const { _id } of found) if (await eraseLead(connection, _id)) count += 1;
      const reached = reachedAt(found, 'closedAt', from);
      const last = found.at(-1)?.['closedAt'] as Date | undefined;
      if (last) await settings.set(ERASED_UNTIL, last.getTime());
      return { count, reached };
    },
  };

  return { removeSome: (kind, range) => removers[kind](range) };
}

/** Where to continue; null when finished. A batch with a single moment is skipped; the next run handles the rest. */
function reachedAt(found: readonly object[], field: string, { after, limit }: Range): Moment | null {
  if (found.length < limit) return null;
  const last = (found.at(-1) as Record<string, Date> | undefined)?.[field]?.getTime() ?? after;
  return last === after ? last + 1 : last;
}
