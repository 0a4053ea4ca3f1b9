/**
 * Leads in the database. Every change is one conditional replacement of one document (`rev`, `state` and `epoch` must
 * still be what the decision was made on); the two unique indexes decide races between documents. Losing either is a
 * normal answer. Nothing here decides anything about leads.
 */
import type { Connection } from 'mongoose';
import type { LeadChange } from '../core/lead/step.ts';
import { HELD_STATES, type Lead } from '../core/lead/lead.ts';
import { slotKey } from '../core/agent/agent.ts';
import type { Lane } from '../core/routing/lanes.ts';
import type { LeadStore, Page, StoredEntry, SwapResult } from '../ports.ts';
import { isWhole, type SealedEntry } from './chain.ts';
import { SCHEMA_OPTIONS, trusted } from './connection.ts';
import {
  documentOf,
  entriesToArchive,
  fromDocument,
  LEAD_SCHEMA,
  NEW_ENVELOPE,
  type Envelope,
} from './leadDocument.ts';
import { after, searchFilter } from './searchFilter.ts';
import { modelOf, type AnyDocument, type Filter } from './model.ts';
import { guarded, guardedClaim, isDuplicate, toPlain, type Duplicate } from './plain.ts';
import { Schema } from 'mongoose';

/** Older entries of a lead's history, cut off the lead. */
const TIMELINE_SCHEMA = new Schema(
  {
    _id: String,
    leadId: String,
    seq: Number,
    at: Date,
    kind: String,
    by: Schema.Types.Mixed,
    data: Schema.Types.Mixed,
    salt: String,
    digest: String,
    hash: String,
  },
  SCHEMA_OPTIONS,
).index({ leadId: 1, seq: 1 }, { unique: true });

/** Slots that are asked for at once when one agent's leads are wanted; no agent has more. */
const MAX_CAPACITY = 16;

export function leadModel(connection: Connection) {
  return modelOf(connection, 'Lead', LEAD_SCHEMA, 'leads');
}

export function leadStore(connection: Connection): LeadStore {
  const leads = leadModel(connection);
  const native = connection.collection<AnyDocument>('leads');
  const archive = modelOf(connection, 'TimelineEntry', TIMELINE_SCHEMA, 'timeline');
  // What was read beside each lead, for the write that may follow. A lead that is not here is read again.
  const envelopes = new WeakMap<Lead, Envelope>();

  const remember = (document: unknown): Lead => {
    const { lead, envelope } = fromDocument(toPlain<Record<string, unknown>>(document));
    envelopes.set(lead, envelope);
    return lead;
  };
  const rememberAll = (documents: readonly unknown[]): readonly Lead[] => documents.map(remember);
  const one = async (filter: Record<string, unknown>, sort?: Record<string, 1 | -1>): Promise<Lead | null> => {
    const document = await guarded(() =>
      leads
        .findOne(filter)
        .sort(sort ?? {})
        .lean()
        .exec(),
    );
    return document ? remember(document) : null;
  };
  const many = async (
    filter: Record<string, unknown>,
    sort: Record<string, 1 | -1>,
    limit: number,
  ): Promise<readonly Lead[]> =>
    rememberAll(await guarded(() => leads.find(filter).sort(sort).limit(limit).lean().exec()));

  // For choosing and showing: without histories, and so not fit to be swapped.
  const light = async (filter: Filter, sort: Record<string, 1 | -1>, limit: number): Promise<readonly Lead[]> => {
    const documents = await guarded(() =>
      leads.find(filter).sort(sort).limit(limit).select({ timeline: 0 }).lean().exec(),
    );
    return documents.map((document) => fromDocument(toPlain<Record<string, unknown>>(document)).lead);
  };

  async function written(
    change: LeadChange,
    before: Envelope,
    write: (document: Record<string, unknown>) => Promise<unknown>,
  ): Promise<SwapResult> {
    const { document, envelope } = documentOf(change, before);
    const result = await guardedClaim(() => write(document));
    if (isDuplicate(result)) return { kind: 'taken', key: takenKey(result) };
    if (result === null) return { kind: 'stale' };
    envelopes.set(change.lead, envelope);
    return { kind: 'done', lead: change.lead };
  }

  return {
    create: (change) => written(change, NEW_ENVELOPE, (document) => native.insertOne(document as AnyDocument)),

    async swap(before, change) {
      const envelope = envelopes.get(before);
      if (!envelope) return { kind: 'stale' };
      const old = entriesToArchive(change, envelope);
      if (old.length > 0) {
        await guarded(() =>
          archive.bulkWrite(
            old.map((entry) => ({
              updateOne: {
                filter: { _id: `${before.id}:${entry.seq}` },
                update: { $setOnInsert: { leadId: before.id, ...entry } },
                upsert: true,
              },
            })),
          ),
        );
      }
      const unchanged = { _id: before.id, rev: envelope.rev, state: before.state, epoch: before.epoch };
      return written(change, envelope, (document) =>
        native.findOneAndReplace(unchanged, document, { projection: { _id: 1 } }),
      );
    },

    byId: (id) => one({ _id: id }),
    openByKey: (key) => one({ openKeys: key }),
    byEmail: (email, limit) => many({ 'person.email': email }, { createdAt: -1 }, limit),
    async lastClosedByTel(tel) {
      // Two ranges of two indexes: one sorted answer to both at once would be sorted in memory.
      const newest = (filter: Filter) => one({ ...filter, state: 'closed' }, { createdAt: -1 });
      const [calledAt, rangFrom] = await Promise.all([
        newest({ 'person.tel': tel }),
        newest({ 'person.otherTels': tel }),
      ]);
      return calledAt && rangFrom && rangFrom.createdAt > calledAt.createdAt ? rangFrom : (calledAt ?? rangFrom);
    },
    due: (now, limit, which) =>
      many(
        {
          ...(which === 'inHand' && { state: trusted({ $in: [...HELD_STATES] }) }),
          deadlineAt: trusted({ $lte: new Date(now) }),
        },
        { deadlineAt: 1 },
        limit,
      ),
    async nextDeadline() {
      const [first] = await guarded(() =>
        leads
          .find({ deadlineAt: trusted({ $exists: true }) })
          .sort({ deadlineAt: 1 })
          .limit(1)
          .select({ deadlineAt: 1 })
          .lean()
          .exec(),
      );
      return (first as { deadlineAt?: Date } | undefined)?.deadlineAt?.getTime() ?? null;
    },
    async waiting(limit, lanes) {
      if (!lanes) return light({ state: 'waiting' }, { 'wait.rankAt': 1 }, limit);
      const found = await Promise.all(
        lanes.map((lane) => light({ state: 'waiting', ...laneFilter(lane) }, { 'wait.rankAt': 1 }, limit)),
      );
      return merged(found, rankOf, limit);
    },
    async promisedBecause(why, limit, lanes) {
      const promised = { state: 'callback', 'promise.why': why };
      if (!lanes) return light(promised, {}, limit);
      const found = await Promise.all(
        lanes.map((lane) => light({ ...promised, ...laneFilter(lane) }, { 'promise.dueAt': 1 }, limit)),
      );
      return merged(found, ({ promise }) => promise?.dueAt ?? 0, limit);
    },
    countWaiting: () => guarded(() => leads.countDocuments({ state: 'waiting' }).exec()),
    held: () => light({ heldBy: trusted({ $exists: true }) }, {}, 10_000),
    heldBy(agentId) {
      const slots = Array.from({ length: MAX_CAPACITY }, (_, index) => slotKey(agentId, index + 1));
      return light({ heldBy: trusted({ $in: slots }) }, {}, MAX_CAPACITY);
    },

    async reservedFor(agentId, limit) {
      const [waiting, promised] = await Promise.all([
        light({ 'wait.forAgentId': agentId, state: 'waiting' }, { 'wait.rankAt': 1 }, limit),
        light({ 'promise.ownerId': agentId, state: 'callback' }, { 'promise.dueAt': 1 }, limit),
      ]);
      return [...waiting, ...promised];
    },
    async callbacks({ ownerId, cursor, limit }) {
      const filter: Record<string, unknown> = { state: 'callback' };
      if (ownerId !== undefined) filter['promise.ownerId'] = ownerId;
      if (cursor !== undefined) {
        filter['$or'] = after('promise.dueAt', '$gt', cursor);
        // Where the index is entered: without it every page would begin at the first one.
        filter['promise.dueAt'] = trusted({ $gte: new Date(Number.parseInt(cursor, 10)) });
      }
      const items = await light(filter, { 'promise.dueAt': 1, _id: 1 }, limit + 1);
      return page(items, limit, (last) => (last.state === 'callback' ? last.promise.dueAt : 0));
    },
    countCallbacks: () => guarded(() => leads.countDocuments({ state: 'callback' }).exec()),

    async search(query) {
      const filter = searchFilter(query);
      const items = await many(filter, { createdAt: -1, _id: -1 }, query.limit + 1);
      return page(items, query.limit, (last) => last.createdAt);
    },

    async timeline(leadId) {
      const { entries } = await history(leadId);
      return entries.map(({ salt: _salt, digest: _digest, ...entry }) => entry satisfies StoredEntry);
    },
    async verifyChain(leadId) {
      const { entries, headHash } = await history(leadId);
      return isWhole(entries, headHash);
    },
  };

  async function history(leadId: string): Promise<{ entries: readonly SealedEntry[]; headHash: string }> {
    const document = await guarded(() => leads.findById(leadId).select({ timeline: 1, headHash: 1 }).lean().exec());
    if (!document) return { entries: [], headHash: '' };
    const { envelope } = fromDocument(toPlain<Record<string, unknown>>(document));
    // Only a long history has older entries elsewhere.
    if ((envelope.timeline[0]?.seq ?? 1) === 1)
      return { entries: envelope.timeline.map(withData), headHash: envelope.headHash };
    const older = await guarded(() => archive.find({ leadId }).sort({ seq: 1 }).lean().exec());
    const bySeq = new Map<number, SealedEntry>();
    for (const entry of older) {
      const { id: _id, leadId: _leadId, ...rest } = toPlain<SealedEntry & { id: string; leadId: string }>(entry);
      bySeq.set(rest.seq, withData(rest));
    }
    for (const entry of envelope.timeline) bySeq.set(entry.seq, withData(entry));
    return { entries: [...bySeq.values()].sort((a, b) => a.seq - b.seq), headHash: envelope.headHash };
  }
}

function laneFilter({ campaignIds, languages }: Lane): Filter {
  return {
    campaignId: trusted({ $in: [...campaignIds] }),
    'person.language': trusted({ $in: [...languages] }),
  };
}

/** The first of several sorted lists, as one. */
function merged(lists: readonly (readonly Lead[])[], rank: (lead: Lead) => number, limit: number): readonly Lead[] {
  if (lists.length === 1) return lists.flat();
  return lists
    .flat()
    .sort((a, b) => rank(a) - rank(b))
    .slice(0, limit);
}

/** As the store ranks the queue: the earlier, the more urgent. */
function rankOf(lead: Lead): number {
  return lead.state === 'waiting' ? lead.wait.rankedFrom - lead.wait.bonusMs : 0;
}

/** An empty payload is stored as nothing by an erasure; it is read as an empty one. */
function withData(entry: Omit<SealedEntry, 'data'> & { readonly data?: SealedEntry['data'] }): SealedEntry {
  return { ...entry, data: entry.data ?? {} };
}

/** `cursorOf` is the moment that the list is sorted by; with the lead's identifier it names one place in it. */
function page(items: readonly Lead[], limit: number, cursorOf: (last: Lead) => number): Page<Lead> {
  const kept = items.slice(0, limit);
  const last = kept.at(-1);
  return { items: kept, next: items.length > limit && last ? `${cursorOf(last)}_${last.id}` : null };
}

function takenKey(duplicate: Duplicate): string {
  return Object.values(duplicate.value).map(String).join();
}
