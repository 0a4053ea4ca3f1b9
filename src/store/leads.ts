/**
 * Leads in the database. Every change is one conditional update of one document (`rev`, `state` and `epoch` must still
 * be what the decision used); the two unique indexes decide races between documents. Losing either is a normal result.
 * Nothing here makes decisions about leads.
 *
 * Open leads are cached as last read or written here, so that a lead's next step needs no read.
 */
import type { Connection } from 'mongoose';
import { HELD_STATES, OPEN_STATES } from '../core/vocabulary/states.ts';
import type { Lead } from '../core/lead/lead.ts';
import type { Lane } from '../core/routing/lanes.ts';
import { LANGUAGES } from '../core/vocabulary/language.ts';
import { COMES_FORWARD } from '../core/vocabulary/promise.ts';
import type { Moment } from '../core/vocabulary/time.ts';
import type { Page } from '../ports/basics.ts';
import type { Projections } from '../ports/facts.ts';
import type {
  DecisionStore,
  LeadOfNumber,
  LeadStore,
  Loaded,
  SealedEntry,
  StoredEntry,
  SwapResult,
} from '../ports/leads.ts';
import { isWhole } from '../evidence/chain.ts';
import { SCHEMA_OPTIONS, trusted } from './connection.ts';
import { entriesToArchive, toLoaded, newDocument, updateOf, withData } from './leadDocument.ts';
import { LEAD_SCHEMA } from './leadSchema.ts';
import { isWellShaped, queueMemory, rankOf, WHOLE_QUEUE } from './routingQueue.ts';
import { inBatches } from './batches.ts';
import { after } from './cardFilter.ts';
import type { Cards } from './cards.ts';
import { inquiryDocument } from './inquiries.ts';
import { groupedUpdates } from './groupedUpdates.ts';
import { groupedInserts } from './groupedInserts.ts';
import { heldReads } from './heldReads.ts';
import type { Notices } from './notices.ts';
import type { NumberReads } from './numbers.ts';
import { dueAt, promiseReads } from './promiseReads.ts';
import { readsById } from './readsById.ts';
import { modelOf, type AnyDocument, type Filter } from './model.ts';
import { runGuarded, runGuardedClaim, toPlain, type Duplicate } from './plain.ts';
import { Schema } from 'mongoose';

/** Older history entries, removed from the lead. */
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

/** More than any floor has. */
const MAX_HELD = 10_000;

export function leadModel(connection: Connection) {
  return modelOf(connection, 'Lead', LEAD_SCHEMA, 'leads');
}

export function leadStore(
  connection: Connection,
  decisions: DecisionStore,
  cards: Cards,
  projections: Projections,
  numbers: NumberReads,
  notices: Notices,
): LeadStore {
  const leads = leadModel(connection);
  const native = connection.collection<AnyDocument>('leads');
  const archive = modelOf(connection, 'TimelineEntry', TIMELINE_SCHEMA, 'timeline');
  const updateLead = groupedUpdates(connection, 'leads');
  const insertTogether = groupedInserts(connection);
  const memory = recentLeads();
  const queue = queueMemory(async (wasWhole) => {
    const [inQueue, callbacks] = await Promise.all([
      (wasWhole && (await readShortQueue())) || readLongQueue(),
      light({ state: 'callback' }, { 'promise.dueAt': 1, _id: 1 }, 1),
    ]);
    const whenFree = { state: 'callback', 'promise.why': trusted({ $in: [...COMES_FORWARD] }) };
    const promised = callbacks.length > 0 ? await light(whenFree, {}, 1) : [];
    const nextCallback = callbacks[0]?.promise?.dueAt ?? null;
    return { ...inQueue, nextCallback, owesWhenFree: promised.length > 0 };
  });
  // L74: no node keeps in memory a person that another one erased.
  notices.listen('erased', () => {
    memory.clear();
    queue.doubt();
  });
  const remember = (loaded: Loaded): Loaded => {
    queue.saw(loaded.lead);
    return memory.keep(loaded);
  };

  const loaded = (document: AnyDocument | null) =>
    document && remember(toLoaded(toPlain<Record<string, unknown>>(document)));
  const readById = readsById(leads);
  const load = async (id: string): Promise<Loaded | null> => loaded(await readById(id));
  // For choosing and displaying: without histories.
  const light = async (filter: Filter, sort: Record<string, 1 | -1>, limit: number): Promise<readonly Lead[]> => {
    const documents = await runGuarded(() =>
      leads.find(filter).sort(sort).limit(limit).select({ timeline: 0, decision: 0 }).lean().exec(),
    );
    return documents.map((document) => toLoaded(toPlain<Record<string, unknown>>(document)).lead);
  };
  const heldBy = heldReads((slots) => light({ heldBy: trusted({ $in: [...slots] }) }, {}, slots.length));
  const ownPromises = promiseReads((ownerIds, limit, isSorted) => {
    const [only] = ownerIds;
    const owner = ownerIds.length === 1 ? only : trusted({ $in: [...ownerIds] });
    const sort: Record<string, 1> = isSorted ? { 'promise.dueAt': 1, _id: 1 } : {};
    return light({ state: 'callback', 'promise.ownerId': owner }, sort, limit);
  });

  /** `missed`: no document matched the condition of the write. */
  async function writeOrForget(loaded: Loaded, write: () => Promise<'done' | 'missed'>): Promise<SwapResult> {
    // Whatever the result, the cached lead may be outdated.
    memory.forget(loaded.lead.id);
    const result = await runGuardedClaim(write);
    if (result === 'done') {
      projections.add({ kind: 'card', lead: loaded.lead, rev: loaded.rev });
      return { kind: 'done', loaded: remember(loaded) };
    }
    queue.doubt();
    return result === 'missed' ? { kind: 'stale' } : { kind: 'taken', key: takenKey(result) };
  }

  return {
    async create(change, inquiry) {
      const { document, loaded } = newDocument(change);
      const insertions = [
        ...(inquiry ? [{ collection: 'inquiries', document: inquiryDocument(inquiry) }] : []),
        { collection: 'leads', document },
      ];
      const inserting = insertTogether(insertions);
      const result = await writeOrForget(loaded, async () => ((await inserting) === 'done' ? 'done' : 'missed'));
      if (result.kind === 'done') return result;
      const inserted = await inserting;
      const isReplay = inserted !== 'done' && inserted.refused < insertions.length - 1;
      return isReplay ? { kind: 'replay' } : { kind: 'taken', key: '' };
    },

    async swap(before, change, how) {
      const old = entriesToArchive(before, change);
      if (old.length > 0) {
        await runGuarded(() =>
          archive.bulkWrite(
            old.map((entry) => ({
              updateOne: {
                filter: { _id: `${before.lead.id}:${entry.seq}` },
                update: { $setOnInsert: { leadId: before.lead.id, ...entry } },
                upsert: true,
              },
            })),
          ),
        );
      }
      const { id, state, epoch } = before.lead;
      const { update, loaded } = updateOf(before, change, how);
      if (before.decision && before.decision !== loaded.decision) await decisions.put(before.decision);
      return writeOrForget(loaded, async () => {
        const isMatched = await updateLead({ _id: id, rev: before.rev, state, epoch }, update);
        return isMatched ? 'done' : 'missed';
      });
    },

    load,
    remembered: (id) => memory.get(id),
    byIds: (ids) => light({ _id: trusted({ $in: [...ids] }) }, {}, ids.length),
    byId: async (id) => (await load(id))?.lead ?? null,
    openByKey: async (key) => loaded(await runGuarded(() => native.findOne({ openKeys: key })))?.lead ?? null,
    byEmail: (email, limit) => light({ 'person.email': email }, { createdAt: -1 }, limit),
    async ofNumber(tel) {
      const { newest, ...asked } = await numbers.atInquiry(tel);
      return { newest: newest && remember(toLoaded(toPlain<Record<string, unknown>>(newest))).lead, ...asked };
    },
    ofTel: (tel, limit) => light({ tels: tel }, { createdAt: -1 }, limit),
    async lastClosedByTel(tel) {
      return (await light({ tels: tel, state: 'closed' }, { createdAt: -1 }, 1)).at(0) ?? null;
    },
    due: (now, limit, which) =>
      light(
        {
          ...(which === 'inHand'
            ? { heldBy: trusted({ $exists: true }) }
            : { state: trusted({ $in: [...OPEN_STATES] }) }),
          deadlineAt: trusted({ $lte: new Date(now) }),
        },
        { deadlineAt: 1 },
        limit,
      ),
    knownWaiting: () => queue.knownWaiting(),
    routingQueue: (isFresh) => queue.get(isFresh),
    async waiting(limit, among) {
      if (!among) return light({ state: 'waiting' }, { 'wait.rankAt': 1 }, limit);
      const waiting = { state: 'waiting', deadlineAt: trusted({ $gt: new Date(among.now) }) };
      const found = await Promise.all(
        among.lanes.map((lane) => light({ ...waiting, ...laneFilter(lane) }, { 'wait.rankAt': 1 }, limit)),
      );
      return mergeSorted(found, rankOf, limit);
    },
    async promisedBecause(why, limit, lanes) {
      const promised = { state: 'callback', 'promise.why': trusted({ $in: [...why] }) };
      if (!lanes) return light(promised, {}, limit);
      const found = await Promise.all(
        lanes.map((lane) => light({ ...promised, ...laneFilter(lane) }, { 'promise.dueAt': 1 }, limit)),
      );
      return mergeSorted(found, ({ promise }) => promise?.dueAt ?? 0, limit);
    },
    async latestPromised(why, campaignId) {
      const promised = { state: 'callback', 'promise.why': why, campaignId };
      const latest = await Promise.all(
        LANGUAGES.map((language) => light({ ...promised, 'person.language': language }, { 'promise.dueAt': -1 }, 1)),
      );
      return Math.max(0, ...latest.flat().map(({ promise }) => promise?.dueAt ?? 0));
    },
    countWaiting: () => runGuarded(() => leads.countDocuments({ state: 'waiting' }).exec()),
    held: () => light({ heldBy: trusted({ $exists: true }) }, {}, MAX_HELD),
    heldBy,

    async reservedFor(agentId, limit) {
      const [waiting, promised] = await Promise.all([
        light({ 'wait.forAgentId': agentId, state: 'waiting' }, { 'wait.rankAt': 1 }, limit),
        light({ 'promise.ownerId': agentId, state: 'callback' }, { 'promise.dueAt': 1 }, limit),
      ]);
      return [...waiting, ...promised];
    },
    async callbacks({ ownerId, seenBy, isToAnyone = false, cursor, limit }) {
      const isOwnHead = ownerId !== undefined && !seenBy && !isToAnyone && cursor === undefined;
      if (isOwnHead) return page(await ownPromises({ ownerId, limit: limit + 1 }), limit, dueAt);
      const filter: Record<string, unknown> = { state: 'callback' };
      if (ownerId !== undefined) filter['promise.ownerId'] = ownerId;
      if (isToAnyone) filter['promise.ownerId'] = trusted({ $exists: false });
      if (seenBy && isToAnyone) filter['campaignId'] = trusted({ $in: seenBy.campaignIds });
      else if (seenBy) {
        const toAnyone = {
          'promise.ownerId': trusted({ $exists: false }),
          campaignId: trusted({ $in: seenBy.campaignIds }),
        };
        filter['$and'] = [{ $or: [{ 'promise.ownerId': seenBy.agentId }, toAnyone] }];
      }
      if (cursor !== undefined) {
        filter['$or'] = after('promise.dueAt', '$gt', cursor);
        // Where to start in the index: otherwise every page would begin at the first entry.
        filter['promise.dueAt'] = trusted({ $gte: new Date(Number.parseInt(cursor, 10)) });
      }
      const items = await light(filter, { 'promise.dueAt': 1, _id: 1 }, limit + 1);
      return page(items, limit, dueAt);
    },
    async closedSince(at, limit) {
      const filter = { closedAt: trusted({ $gte: new Date(at) }) };
      const documents = await runGuarded(() => leads.find(filter).sort({ closedAt: 1 }).limit(limit).lean().exec());
      return documents.map((document) => toLoaded(toPlain<Record<string, unknown>>(document)));
    },
    countCallbacks: () => runGuarded(() => leads.countDocuments({ state: 'callback' }).exec()),

    async search(query) {
      const found = await cards.find(query);
      const shown = found.slice(0, query.limit);
      const ids = shown.map(({ id }) => id);
      const leadsFound = await light({ _id: trusted({ $in: ids }) }, {}, ids.length);
      const byId = new Map(leadsFound.map((lead) => [lead.id, lead]));
      const last = found.length > shown.length ? shown.at(-1) : undefined;
      return {
        items: ids.map((id) => byId.get(id)).filter((lead) => lead !== undefined),
        // A lead may have moved since its card was read; the next page continues from the card.
        next: last ? `${last.at}_${last.id}` : null,
      };
    },

    async ofNumbers(tels) {
      const known = new Map<string, LeadOfNumber>();
      const fields = { tels: 1, state: 1, createdAt: 1, outcome: 1 };
      const found = await runGuarded(() => native.find({ tels: { $in: [...tels] } }, { projection: fields }).toArray());
      for (const document of found) {
        const lead = toPlain<LeadOfNumber & { tels: string[]; state: string }>(document);
        const isOpen = lead.state !== 'closed';
        for (const tel of lead.tels) {
          const before = known.get(tel);
          if (before && (before.isOpen || (!isOpen && before.createdAt > lead.createdAt))) continue;
          const { id, createdAt, outcome } = lead;
          known.set(tel, { id, isOpen, createdAt, ...(outcome && { outcome }) });
        }
      }
      return known;
    },
    async remove({ lead: { id }, rev, history }) {
      // What is still to be written of it would otherwise be written afterward.
      await projections.settled();
      const { deletedCount } = await runGuarded(() => native.deleteOne({ _id: id, rev }));
      memory.forget(id);
      queue.doubt();
      if (deletedCount === 0) return false;
      await runGuarded(() => connection.collection<AnyDocument>('cards').deleteOne({ _id: id }));
      const ids = history.map(({ seq }) => `${id}:${seq}`);
      await runGuarded(() => connection.collection<AnyDocument>('facts').deleteMany({ _id: { $in: ids } }));
      return true;
    },

    async *openRevisions(batch) {
      const cursor = native.find(
        { state: { $in: [...OPEN_STATES] } },
        { projection: { rev: 1 }, hint: 'open_deadlines', batchSize: batch },
      );
      for await (const documents of inBatches(cursor, batch))
        yield documents.map((document) => ({ id: document._id, rev: Number(document['rev']) }));
    },
    async renewCard(id) {
      const found = await load(id);
      if (found) projections.add({ kind: 'card', lead: found.lead, rev: found.rev });
    },

    async timeline(leadId) {
      const { entries } = await history(leadId);
      return entries.map(({ salt: _salt, digest: _digest, hash: _hash, ...entry }) => entry satisfies StoredEntry);
    },
    sealedTimeline: history,
    async verifyChain(leadId) {
      const { entries, headHash } = await history(leadId);
      return isWhole(entries, headHash);
    },
  };

  type InQueue = Pick<Awaited<ReturnType<Parameters<typeof queueMemory>[0]>>, 'waiting' | 'held' | 'nextDeadline'>;

  /** All waiting and held leads in one query; null when there are too many for that. */
  async function readShortQueue(): Promise<InQueue | null> {
    const states = ['waiting', ...HELD_STATES];
    const all = await light({ state: trusted({ $in: states }) }, {}, WHOLE_QUEUE + 1);
    if (all.length > WHOLE_QUEUE) return null;
    const sound = all.filter(isWellShaped);
    const waiting = sound.filter(({ state }) => state === 'waiting').sort((a, b) => rankOf(a) - rankOf(b));
    return { waiting, held: sound.filter(({ state }) => state !== 'waiting'), nextDeadline: null };
  }

  async function readLongQueue(): Promise<InQueue> {
    const [waiting, held, nextDeadline] = await Promise.all([
      light({ state: 'waiting' }, { 'wait.rankAt': 1 }, WHOLE_QUEUE + 1),
      light({ heldBy: trusted({ $exists: true }) }, {}, MAX_HELD),
      nearestDeadline(),
    ]);
    return { waiting, held, nextDeadline };
  }

  async function nearestDeadline(): Promise<Moment | null> {
    const [first] = await runGuarded(() =>
      leads
        .find({ state: trusted({ $in: [...OPEN_STATES] }), deadlineAt: trusted({ $exists: true }) })
        .sort({ deadlineAt: 1 })
        .limit(1)
        .select({ deadlineAt: 1 })
        .lean()
        .exec(),
    );
    return (first as { deadlineAt?: Date } | undefined)?.deadlineAt?.getTime() ?? null;
  }

  async function history(leadId: string): Promise<{ entries: readonly SealedEntry[]; headHash: string }> {
    const document = await runGuarded(() => leads.findById(leadId).select({ timeline: 1, headHash: 1 }).lean().exec());
    if (!document) return { entries: [], headHash: '' };
    const { history: newest, headHash } = toLoaded(toPlain<Record<string, unknown>>(document));
    // Only a long history has older entries elsewhere.
    if ((newest[0]?.seq ?? 1) === 1) return { entries: newest, headHash };
    const older = await runGuarded(() => archive.find({ leadId }).sort({ seq: 1 }).lean().exec());
    const bySeq = new Map<number, SealedEntry>();
    for (const entry of older) {
      const { id: _id, leadId: _leadId, ...rest } = toPlain<SealedEntry & { id: string; leadId: string }>(entry);
      bySeq.set(rest.seq, withData(rest));
    }
    for (const entry of newest) bySeq.set(entry.seq, entry);
    return { entries: [...bySeq.values()].sort((a, b) => a.seq - b.seq), headHash };
  }
}

/** Maximum size of the cache; the least recently used lead is dropped. */
const REMEMBERED = 2000;

interface RecentLeads {
  get(id: string): Loaded | null;
  /** Caches an open lead, drops a closed one; returns it. */
  keep(loaded: Loaded): Loaded;
  forget(id: string): void;
  clear(): void;
}

function recentLeads(): RecentLeads {
  // A map keeps insertion order: setting a key again moves it to the end.
  const known = new Map<string, Loaded>();
  return {
    get: (id) => known.get(id) ?? null,
    keep(loaded) {
      const { id, state } = loaded.lead;
      // A read overtaken by a write of this process doesn't restore the older revision.
      if ((known.get(id)?.rev ?? -1) > loaded.rev) return loaded;
      known.delete(id);
      if (state !== 'closed') known.set(id, loaded);
      if (known.size > REMEMBERED) known.delete(known.keys().next().value ?? '');
      return loaded;
    },
    forget: (id) => void known.delete(id),
    clear: () => known.clear(),
  };
}

function laneFilter({ campaignIds, languages }: Lane): Filter {
  return {
    campaignId: trusted({ $in: [...campaignIds] }),
    'person.language': trusted({ $in: [...languages] }),
  };
}

/** Merges sorted lists and returns the first items. */
function mergeSorted(
  lists: readonly (readonly Lead[])[],
  rank: (lead: Lead) => number,
  limit: number,
): readonly Lead[] {
  if (lists.length === 1) return lists.flat();
  return lists
    .flat()
    .sort((a, b) => rank(a) - rank(b))
    .slice(0, limit);
}

/** `cursorOf` is the moment that the list is sorted by; with the lead's identifier it marks one position. */
function page(items: readonly Lead[], limit: number, cursorOf: (last: Lead) => number): Page<Lead> {
  const kept = items.slice(0, limit);
  const last = kept.at(-1);
  return { items: kept, next: items.length > limit && last ? `${cursorOf(last)}_${last.id}` : null };
}

function takenKey(duplicate: Duplicate): string {
  return Object.values(duplicate.value).map(String).join();
}
