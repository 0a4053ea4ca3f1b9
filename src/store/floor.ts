/** Counts for the floor and the law of conservation: all from an index, none from memory. */
import { Schema, type Connection } from 'mongoose';
import { HELD_STATES, OPEN_STATES } from '../core/vocabulary/states.ts';
import { slotOf } from '../core/agent/agent.ts';
import { holding } from '../core/lead/holding.ts';
import { MINUTE, SECOND } from '../core/vocabulary/time.ts';
import { longOverdueBefore, type SweepMark } from '../core/lead/overdue.ts';
import type { FactStore, Projections } from '../ports/facts.ts';
import type { FloorStore } from '../ports/operations.ts';
import type { SettingsStore } from '../ports/settings.ts';
import { arrivals } from './arrivals.ts';
import { SCHEMA_OPTIONS, trusted } from './connection.ts';
import type { Cards } from './cards.ts';
import { inquiryModel } from './inquiries.ts';
import { toLoaded } from './leadDocument.ts';
import { leadModel } from './leads.ts';
import { modelOf, type AnyDocument, type Filter } from './model.ts';
import { NEVER } from './outbox.ts';
import { runGuarded, toPlain } from './plain.ts';

/** Of the newest leads closed as spam; agents closed some of them. */
const SPAM_LOOKED_AT = 200;
const ORPHAN_MS = 30 * SECOND;
const EFFECT_MS = MINUTE;

/** With more inconsistent leads the figure says "at least"; they are repaired in batches anyway. */
const COUNTED_AT_MOST = 1000;

const REPAIR_SCHEMA = new Schema({ _id: String, count: Number, lastAt: Date }, SCHEMA_OPTIONS);

/**
 * Combinations that contradict a lead's state, each found through an index; bounded by the floor, or normally empty.
 */
const MISSHAPES: Readonly<Record<string, Filter>> = {
  waitingWithoutWait: { state: 'waiting', 'wait.rankAt': null },
  callbackWithoutPromise: { state: 'callback', 'promise.dueAt': null },
  openWithoutDeadline: { state: trusted({ $in: [...OPEN_STATES] }), deadlineAt: null },
  openWithoutKey: { state: trusted({ $in: [...OPEN_STATES] }), openKeys: null },
  closedWithKey: { state: 'closed', openKeys: trusted({ $gt: '' }) },
  offeredWithoutOffer: { state: 'offered', 'offer.id': null },
  engagedWithoutOwner: { state: trusted({ $in: ['connecting', 'talking', 'wrapUp'] }), 'owner.agentId': null },
  engagedWithoutSlot: { state: trusted({ $in: [...HELD_STATES] }), heldBy: null },
  slotWithoutHolder: { state: trusted({ $in: ['waiting', 'callback', 'closed'] }), heldBy: trusted({ $exists: true }) },
};

/** The sweep's progress. */
const SWEEP_MARK = 'sweepMark';

export function floorStore(
  connection: Connection,
  settings: SettingsStore,
  facts: FactStore,
  cards: Cards,
  projections: Projections,
): FloorStore {
  const leads = leadModel(connection);
  const inquiries = inquiryModel(connection);
  const agents = connection.collection<AnyDocument>('agents');
  const repairs = modelOf(connection, 'Repair', REPAIR_SCHEMA, 'repairs');

  const count = (filter: Filter) => runGuarded(() => leads.countDocuments(filter).exec());
  const countSome = (filter: Filter) =>
    runGuarded(() => leads.countDocuments(filter, { limit: COUNTED_AT_MOST }).exec());
  // Both are counted by keys alone, which a count of all other kinds could not be.
  const received = arrivals(async (from, to) => {
    const receivedAt = trusted({ $gte: new Date(from), ...(to !== null && { $lt: new Date(to) }) });
    const countInquiries = (filter: Filter) => runGuarded(() => inquiries.countDocuments(filter).exec());
    const [all, imported] = await Promise.all([
      countInquiries({ receivedAt }),
      countInquiries({ receivedAt, kind: 'import' }),
    ]);
    return Math.max(0, all - imported);
  });

  async function inconsistentLeads(limit: number): Promise<readonly { leadId: string; exception: string }[]> {
    const found = new Map<string, string>();
    for (const [exception, filter] of Object.entries(MISSHAPES)) {
      const documents = await runGuarded(() => leads.find(filter).select({ _id: 1 }).limit(limit).lean().exec());
      for (const { _id } of documents) if (!found.has(_id)) found.set(_id, exception);
    }
    for (const { leadId, exception } of await inconsistentHolders())
      if (!found.has(leadId)) found.set(leadId, exception);
    return [...found].slice(0, limit).map(([leadId, exception]) => ({ leadId, exception }));
  }

  // At most as many leads hold slots as the floor has agents, so each is checked.
  async function inconsistentHolders(): Promise<readonly { leadId: string; exception: string }[]> {
    const [held, known] = await Promise.all([
      runGuarded(() =>
        leads
          .find({ heldBy: trusted({ $exists: true }) })
          .select({ timeline: 0 })
          .lean()
          .exec(),
      ),
      runGuarded(() => agents.find({}, { projection: { _id: 1 } }).toArray()),
    ]);
    const agentIds = new Set(known.map(({ _id }) => _id));
    return held.flatMap((document) => {
      const stored = [...((document['heldBy'] ?? []) as readonly string[])].sort();
      const leadId = document._id;
      if (stored.some((key) => !agentIds.has(slotOf(key).agentId))) return [{ leadId, exception: 'holderIsGone' }];
      return stored.join() === heldKeysOf(document).join() ? [] : [{ leadId, exception: 'slotsDiffer' }];
    });
  }

  return {
    async today(at, now) {
      const [day, inquiriesToday] = await Promise.all([facts.floorDay(at, now), received(at, now)]);
      return { ...day, inquiries: inquiriesToday };
    },

    async suspectedSpam(at, limit) {
      // Spam is closed on arrival. Without an owner, no agent chose the outcome; cleared leads continue elsewhere.
      const found = await cards.find({ outcome: 'spam', from: at, limit: SPAM_LOOKED_AT });
      const filter = {
        _id: trusted({ $in: found.map(({ id }) => id) }),
        outcome: 'spam',
        ownerId: null,
        clearedAt: null,
      };
      const documents = await runGuarded(() =>
        leads.find(filter).sort({ closedAt: -1 }).limit(limit).select({ person: 1, closedAt: 1 }).lean().exec(),
      );
      return documents.map((document) => {
        const { id, person, closedAt } = toPlain<{ id: string; person: { name: string }; closedAt: number }>(document);
        return { leadId: id, name: person.name, at: closedAt };
      });
    },

    async conservation(now) {
      await projections.settled();
      const before = (ms: number) => trusted({ $lt: new Date(now - ms) });
      const forgotten = longOverdueBefore(now, await settings.get<SweepMark>(SWEEP_MARK));
      const [open, orphanInquiry, overdue, staleEffect, deadEffect, broken] = await Promise.all([
        count({ state: trusted({ $in: [...OPEN_STATES] }) }),
        runGuarded(() =>
          inquiries.countDocuments({ orphanSince: before(ORPHAN_MS) }, { limit: COUNTED_AT_MOST }).exec(),
        ),
        countSome({ state: trusted({ $in: [...OPEN_STATES] }), deadlineAt: trusted({ $lt: new Date(forgotten) }) }),
        countSome({ 'effects.dueAt': before(EFFECT_MS) }),
        countSome({ 'effects.dueAt': NEVER }),
        inconsistentLeads(COUNTED_AT_MOST),
      ]);
      const exceptions: Record<string, number> = { orphanInquiry, overdue, staleEffect, deadEffect };
      for (const { exception } of broken) exceptions[exception] = (exceptions[exception] ?? 0) + 1;
      return { open, exceptions };
    },

    markSweep: (mark) => settings.set(SWEEP_MARK, mark),
    misshapen: (_now, limit) => inconsistentLeads(limit),
    async countRepair(exception, at) {
      await runGuarded(() =>
        repairs
          .updateOne({ _id: exception }, { $inc: { count: 1 }, $set: { lastAt: new Date(at) } }, { upsert: true })
          .exec(),
      );
    },
    async repaired() {
      const documents = await runGuarded(() => repairs.find({}).lean().exec());
      return documents.reduce((sum, document) => sum + Number(document['count'] ?? 0), 0);
    },
  };
}

/** The slots that the lead should hold by its state; nothing when the state's own fields are missing. */
function heldKeysOf(document: AnyDocument): readonly string[] {
  const { lead } = toLoaded(toPlain<Record<string, unknown>>(document));
  try {
    return [...(holding(lead).heldBy ?? [])].sort();
  } catch {
    return [];
  }
}
