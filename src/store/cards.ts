/**
 * Cards: one small document per lead with what lists and searches need, so that writes to a lead touch no search index.
 * projections.ts writes them after each change; a sweep repairs them after a crash. A search returns identifiers, and
 * the leads themselves are read afterwards.
 */
import { Schema, type Connection } from 'mongoose';
import { cleanCode } from '../core/capture/cleanText.ts';
import { OPEN_STATES } from '../core/vocabulary/states.ts';
import { OUTCOMES } from '../core/vocabulary/outcomes.ts';
import { waitsSince, type Lead } from '../core/lead/lead.ts';
import type { Projections } from '../ports/facts.ts';
import { SearchTooBroad, type CardStore, type LeadQuery, type LeadSort } from '../ports/leads.ts';
import { SCHEMA_OPTIONS, trusted } from './connection.ts';
import { modelOf, type AnyDocument, type Filter } from './model.ts';
import { runGuarded } from './plain.ts';
import { searchWordsOf, wordsToFind } from './searchWords.ts';

const CARD_SCHEMA = new Schema(
  {
    _id: String,
    /** The lead's revision that the card reflects. */
    rev: Number,
    createdAt: Date,
    /** The outcome of a closed lead, or the state of an open one. */
    place: String,
    /** The business's own outcome of a closed lead, if it isn't a built-in one. */
    outcomeId: String,
    campaignId: String,
    /** Agents who have or had the lead, or promised to call. */
    agents: { type: [String], default: undefined },
    /** How the first inquiry arrived. In no index: see labels. */
    source: String,
    /** The source, the lead's tags, and that it may be a duplicate: `source:form`, `tag:vip`, `is:suspected`. */
    labels: { type: [String], default: undefined },
    /** Only while the customer waits: since when. */
    waitsSince: Date,
    /** Only of callbacks: when they are due. */
    dueAt: Date,
    /** Only of open leads: 0–100. */
    score: Number,
    /** See searchWords.ts. */
    words: [String],
  },
  SCHEMA_OPTIONS,
)
  .index({ createdAt: -1, _id: -1 }, { name: 'newest' })
  .index({ labels: 1, createdAt: -1, _id: -1 }, { name: 'labels' })
  .index(
    { place: 1, campaignId: 1, waitsSince: 1, _id: 1 },
    { partialFilterExpression: { waitsSince: { $exists: true } }, name: 'waits' },
  )
  .index(
    { campaignId: 1, dueAt: 1, _id: 1 },
    { partialFilterExpression: { dueAt: { $exists: true } }, name: 'callbacks' },
  )
  .index({ place: 1, campaignId: 1, createdAt: -1, _id: -1 }, { name: 'places' })
  .index(
    { agents: 1, place: 1, campaignId: 1, createdAt: -1, _id: -1 },
    { partialFilterExpression: { agents: { $exists: true } }, name: 'agents' },
  )
  .index({ score: -1, _id: -1 }, { partialFilterExpression: { score: { $exists: true } }, name: 'scores' })
  .index({ words: 1 }, { name: 'words' });

const PLACES: readonly string[] = [...OPEN_STATES, ...OUTCOMES];
const SUSPECTED = 'is:suspected';
/** In which a customer waits. */
const WAITING_PLACES: readonly string[] = ['waiting', 'offered', 'connecting'];
/** The field that each order sorts by; leads without it aren't in the list. */
const ORDERS = {
  created: { field: 'createdAt', direction: -1 },
  oldest: { field: 'createdAt', direction: 1 },
  waiting: { field: 'waitsSince', direction: 1 },
  due: { field: 'dueAt', direction: 1 },
  score: { field: 'score', direction: -1 },
} as const satisfies Readonly<Record<LeadSort, { readonly field: string; readonly direction: 1 | -1 }>>;
/** A search that takes longer reads far more than it finds: it needs another filter. */
const LONGEST_SEARCH_MS = 2000;
/** A count is worth less. */
const LONGEST_COUNT_MS = 1000;
const MAX_TIME_EXPIRED = 50;
/** The database merges up to this many index ranges in order; above it, results are sorted. */
const MAX_MERGED = 200;
/** Words found on more leads are common: the newest leads contain enough of them. */
const COMMON = 4000;
/** Sorts after any continuation of a word. */
const LAST_LETTER = '\uffff';

type Criteria = Omit<LeadQuery, 'limit'>;

/** A lead in a list, and the moment or score that the list is sorted by. */
export interface Found {
  readonly id: string;
  readonly at: number;
}

export interface Cards extends CardStore {
  /** In the order of `query.sort`; one more than requested when there are more. Throws SearchTooBroad. */
  find(query: LeadQuery): Promise<readonly Found[]>;
}

export function cardModel(connection: Connection) {
  return modelOf(connection, 'Card', CARD_SCHEMA, 'cards');
}

/** `campaignIds`: of every campaign that a lead can belong to. */
export function cardStore(
  connection: Connection,
  projections: Projections,
  campaignIds: () => Promise<readonly string[]>,
): Cards {
  const cards = cardModel(connection);

  /** The words to find, rarest first, and whether the first is rare enough to read every match. */
  async function rankWords(words: readonly string[]): Promise<{ words: readonly string[]; isRare: boolean }> {
    const counts = await Promise.all(
      words.map((word) =>
        runGuarded(() => cards.countDocuments(startingWith(word), { limit: COMMON, hint: 'words' }).exec()),
      ),
    );
    const order = words.map((word, at) => ({ word, count: counts[at] ?? 0 })).sort((a, b) => a.count - b.count);
    return { words: order.map(({ word }) => word), isRare: (order[0]?.count ?? 0) < COMMON };
  }

  /** The filter of a query, and whether its words are rare; null when nothing can match. */
  async function plan(query: Criteria): Promise<{ readonly filter: Filter; readonly isRare: boolean } | null> {
    await projections.settled();
    const text = query.q?.trim() ?? '';
    const wanted = text === '' ? [] : wordsToFind(text.includes('@') ? cleanCode(text) : text.toLowerCase());
    // A text without searchable words finds nothing, not everything.
    if (text !== '' && wanted.length === 0) return null;
    const { words, isRare } = wanted.length === 0 ? { words: [], isRare: false } : await rankWords(wanted);
    const filter = cardFilter(query, words, await campaignIds());
    return filter && { filter, isRare };
  }

  return {
    async find(query) {
      const planned = await plan(query);
      if (!planned) return [];
      const { field } = ORDERS[query.sort ?? 'created'];
      const documents = await inTime(() =>
        cards
          .find(planned.filter, { [field]: 1 }, { ...(planned.isRare && { hint: 'words' }) })
          .sort(orderOf(query))
          .limit(query.limit + 1)
          .maxTimeMS(LONGEST_SEARCH_MS)
          .lean()
          .exec(),
      );
      return documents.map((document) => ({ id: document._id, at: Number(document[field]) }));
    },

    async count(query, atMost) {
      const planned = await plan(query);
      if (!planned) return 0;
      const options = { limit: atMost, maxTimeMS: LONGEST_COUNT_MS, ...(planned.isRare && { hint: 'words' }) };
      try {
        return await inTime(() => cards.countDocuments(planned.filter, options).exec());
      } catch (error) {
        if (error instanceof SearchTooBroad) return null;
        throw error;
      }
    },

    async outdated(leads) {
      await projections.settled();
      const filter = { _id: trusted({ $in: leads.map(({ id }) => id) }) };
      const known = await runGuarded(() => cards.find(filter).select({ rev: 1 }).lean().exec());
      const revs = new Map(known.map((card) => [card._id, Number(card['rev'])]));
      return leads.filter(({ id, rev }) => (revs.get(id) ?? -1) < rev).map(({ id }) => id);
    },
  };
}

/** The card as it is stored. */
export function cardDocument(lead: Lead, rev: number): AnyDocument {
  const agents = agentsOf(lead);
  const [first] = lead.inquiries;
  const labels = labelsOf(lead);
  return {
    _id: lead.id,
    rev,
    createdAt: new Date(lead.createdAt),
    place: lead.state === 'closed' ? lead.outcome : lead.state,
    ...(lead.state === 'closed' && lead.outcomeId !== undefined && { outcomeId: lead.outcomeId }),
    campaignId: lead.campaignId,
    ...(agents.length > 0 && { agents }),
    ...(first && { source: first.kind }),
    ...(labels.length > 0 && { labels }),
    ...('wait' in lead && { waitsSince: new Date(waitsSince(lead.wait)) }),
    ...(lead.state === 'callback' && { dueAt: new Date(lead.promise.dueAt) }),
    ...(lead.state !== 'closed' && lead.score && { score: lead.score.points }),
    words: lead.erased ? [] : searchWordsOf(lead),
  };
}

/** Runs a query with a time limit of its own; SearchTooBroad when it passed. */
async function inTime<T>(call: () => PromiseLike<T>): Promise<T> {
  return runGuarded(async () => {
    try {
      return await call();
    } catch (error) {
      throw (error as { code?: unknown }).code === MAX_TIME_EXPIRED ? new SearchTooBroad() : error;
    }
  });
}

/** The sort of a query, for the database. */
export function orderOf({ sort = 'created' }: Pick<LeadQuery, 'sort'>): Record<string, 1 | -1> {
  const { field, direction } = ORDERS[sort];
  return { [field]: direction, _id: direction };
}

/** null when nothing can match: no open lead has an outcome. */
export function cardFilter(query: Criteria, words: readonly string[], campaignIds: readonly string[]): Filter | null {
  const { campaignId, agentId, source, tag, isSuspected, outcomeId, sort = 'created' } = query;
  const places = placesOf(query);
  if (places.length === 0) return null;
  const isTimed = ORDERS[sort].field !== 'createdAt';
  const isAsked = places !== PLACES || campaignId !== undefined || agentId !== undefined || isTimed;
  // Lists every value, so that each is an index range in time order; words have their own index.
  const named = { places, campaigns: campaignId === undefined ? campaignIds : [campaignId] };
  const isMerged = isAsked && words.length === 0 && named.places.length * named.campaigns.length <= MAX_MERGED;
  const all = [
    ...(agentId === undefined ? [] : [{ agents: agentId }]),
    ...(isMerged || places !== PLACES ? [{ place: trusted({ $in: [...places] }) }] : []),
    ...(isMerged || campaignId !== undefined ? [{ campaignId: trusted({ $in: [...named.campaigns] }) }] : []),
    // An own outcome is among the few places of its meaning.
    ...(outcomeId === undefined ? [] : [{ outcomeId }]),
    // Tags are rarer than sources, and an index range can only be of one label.
    ...(source === undefined ? [] : [tag === undefined ? { labels: `source:${source}` } : { source }]),
    ...(tag === undefined ? [] : [{ labels: `tag:${tag}` }]),
    ...(isSuspected ? [{ labels: SUSPECTED }] : []),
    ...timeFilter('createdAt', query),
    ...timeFilter('dueAt', { from: query.dueFrom, to: query.dueTo }),
    ...orderFilter(query),
    ...words.map(startingWith),
  ];
  return all.length === 0 ? {} : { $and: all };
}

function startingWith(word: string): Filter {
  return { words: trusted({ $elemMatch: { $gte: word, $lt: `${word}${LAST_LETTER}` } }) };
}

/** Where the leads of a query can be; PLACES if anywhere. */
function placesOf({ state, outcome, sort, dueFrom, dueTo }: Criteria): readonly string[] {
  const asked = outcome !== undefined ? [outcome] : PLACES;
  const among = state === undefined ? PLACES : state === 'open' ? OPEN_STATES : state === 'closed' ? OUTCOMES : [state];
  const isDue = sort === 'due' || dueFrom !== undefined || dueTo !== undefined;
  const sorted = sort === 'score' ? OPEN_STATES : PLACES;
  const ordered = isDue ? ['callback'] : sort === 'waiting' ? WAITING_PLACES : sorted;
  const wanted = [asked, among, ordered].filter((places) => places !== PLACES);
  return wanted.length === 0 ? PLACES : PLACES.filter((place) => wanted.every((places) => places.includes(place)));
}

function timeFilter(field: string, { from, to }: { from?: number | undefined; to?: number | undefined }): Filter[] {
  return [
    ...(from === undefined ? [] : [{ [field]: trusted({ $gte: new Date(from) }) }]),
    ...(to === undefined ? [] : [{ [field]: trusted({ $lt: new Date(to) }) }]),
  ];
}

/** Where in the order the page begins. The moment or score of the cursor bounds the index scan. */
function orderFilter({ sort = 'created', cursor }: Criteria): Filter[] {
  const { field, direction } = ORDERS[sort];
  const beyond = direction === 1 ? '$gt' : '$lt';
  // Every lead has a creation time; the other fields exist only while they mean something.
  if (cursor === undefined) return field === 'createdAt' ? [] : [{ [field]: trusted({ $gte: valueIn(field, 0) }) }];
  const end = valueIn(field, cursorValue(cursor));
  return [{ [field]: trusted({ [`${beyond}e`]: end }) }, { $or: after(field, beyond, cursor) }];
}

/** Whatever follows the cursor in a list sorted by a moment or score and then by identifier, both in this direction. */
export function after(field: string, direction: '$gt' | '$lt', cursor: string): Filter[] {
  const at = valueIn(field, cursorValue(cursor));
  const id = cursor.slice(cursor.indexOf('_') + 1);
  return [{ [field]: trusted({ [direction]: at }) }, { [field]: at, _id: trusted({ [direction]: id }) }];
}

function cursorValue(cursor: string): number {
  return Number(cursor.slice(0, cursor.indexOf('_')));
}

function valueIn(field: string, value: number): Date | number {
  return field === ORDERS.score.field ? value : new Date(value);
}

function labelsOf(lead: Lead): readonly string[] {
  const {
    inquiries: [first],
    tags = [],
    erased,
  } = lead;
  return [
    ...(first ? [`source:${first.kind}`] : []),
    ...(erased ? [] : tags.map((tag) => `tag:${tag}`)),
    ...(mayBeDuplicate(lead) ? [SUSPECTED] : []),
  ];
}

/** Only open leads can be merged, and only those have the label: any other costs the lists no index key. */
export function mayBeDuplicate({ state, suspectedDuplicateIds }: Lead): boolean {
  return state !== 'closed' && suspectedDuplicateIds.length > 0;
}

function agentsOf(lead: Lead): readonly string[] {
  const last = lead.state === 'closed' ? lead.ownerId : 'owner' in lead ? lead.owner.agentId : undefined;
  return [...new Set([last, lead.lastAccept?.agentId, lead.promise?.ownerId])].filter((id) => id !== undefined);
}
