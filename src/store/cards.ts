/**
 * Cards: one small document per lead with what lists and searches need, so that writes to a lead touch no search index.
 * projections.ts writes them after each change; a sweep repairs them after a crash. A search returns identifiers, and
 * the leads themselves are read afterwards.
 */
import { Schema, type Connection } from 'mongoose';
import { cleanCode } from '../core/capture/cleanText.ts';
import type { Projections } from '../ports/facts.ts';
import { SearchTooBroad, type CardStore, type LeadQuery } from '../ports/leads.ts';
import {
  cardFilter,
  ORDERS,
  orderOf,
  partsOf,
  startingWith,
  wholeOf,
  type Criteria,
  type ListedCampaign,
} from './cardFilter.ts';
import { SCHEMA_OPTIONS, trusted } from './connection.ts';
import { modelOf } from './model.ts';
import { runGuarded } from './plain.ts';
import { wordsToFind } from './searchWords.ts';

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
    /**
     * How it arrived, the sources that brought it, tags, band of the score, and that it may be a duplicate: `source:form`,
     * `from:google`, `tag:vip`, `band:high`, `is:suspected`.
     */
    labels: { type: [String], default: undefined },
    /** Only while the customer waits: since when. */
    waitsSince: Date,
    /** Only of callbacks: when they are due. */
    dueAt: Date,
    /** Only of open leads: 0–100. */
    score: Number,
    /** The details that are known (details.ts). Only of leads whose details can be completed. In no index. */
    known: { type: [String], default: undefined },
    /** Only of open leads: see identity.ts. */
    identity: String,
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
  .index(
    { identity: 1, createdAt: -1 },
    { partialFilterExpression: { identity: { $exists: true } }, name: 'identities' },
  )
  .index({ words: 1 }, { name: 'words' });

/** A search that takes longer reads far more than it finds: it needs another filter. */
const LONGEST_SEARCH_MS = 2000;
/** A count is worth less. */
const LONGEST_COUNT_MS = 1000;
const MAX_TIME_EXPIRED = 50;
/** Words found on more leads are common: the newest leads contain enough of them. */
const COMMON = 4000;
const ASKED_AT_ONCE = 25;

/** A lead in a list, and the moment or score that the list is sorted by; negative for those after the scored ones. */
export interface Found {
  readonly id: string;
  readonly at: number;
}

/** Words, rarest first, and whether the first is rare enough to read every match. */
interface Ranked {
  readonly words: readonly string[];
  readonly isRare: boolean;
}

export interface Cards extends CardStore {
  /** In the order of `query.sort`; one more than requested when there are more. Throws SearchTooBroad. */
  find(query: LeadQuery): Promise<readonly Found[]>;
}

export function cardModel(connection: Connection) {
  return modelOf(connection, 'Card', CARD_SCHEMA, 'cards');
}

/** `campaigns`: every one that a lead can belong to. */
export function cardStore(
  connection: Connection,
  projections: Projections,
  campaigns: () => Promise<readonly ListedCampaign[]>,
): Cards {
  const cards = cardModel(connection);

  async function rankWords(words: readonly string[]): Promise<Ranked> {
    const counts = await Promise.all(
      words.map((word) =>
        runGuarded(() => cards.countDocuments(startingWith(word), { limit: COMMON, hint: 'words' }).exec()),
      ),
    );
    const order = words.map((word, at) => ({ word, count: counts[at] ?? 0 })).sort((a, b) => a.count - b.count);
    return { words: order.map(({ word }) => word), isRare: (order[0]?.count ?? 0) < COMMON };
  }

  /** What to find by words; null when nothing can match. */
  async function wordsOf({ q }: Criteria): Promise<Ranked | null> {
    await projections.settled();
    const text = q?.trim() ?? '';
    const wanted = text === '' ? [] : wordsToFind(text.includes('@') ? cleanCode(text) : text.toLowerCase());
    // A text without searchable words finds nothing, not everything.
    if (text !== '' && wanted.length === 0) return null;
    return wanted.length === 0 ? { words: [], isRare: false } : rankWords(wanted);
  }

  async function findPart(query: Criteria, { words, isRare }: Ranked, limit: number): Promise<readonly Found[]> {
    const filter = cardFilter(query, words, await campaigns());
    if (!filter) return [];
    const { field } = ORDERS[query.sort ?? 'created'];
    const documents = await inTime(() =>
      cards
        .find(filter, { [field]: 1 }, { ...(isRare && { hint: 'words' }) })
        .sort(orderOf(query))
        .limit(limit)
        .maxTimeMS(LONGEST_SEARCH_MS)
        .lean()
        .exec(),
    );
    const sign = query.isUnscored ? -1 : 1;
    return documents.map((document) => ({ id: document._id, at: sign * Number(document[field]) }));
  }

  return {
    async find({ limit, ...query }) {
      const ranked = await wordsOf(query);
      const found: Found[] = [];
      if (!ranked) return found;
      for (const part of partsOf(query)) {
        if (found.length > limit) break;
        try {
          found.push(...(await findPart(part, ranked, limit + 1 - found.length)));
        } catch (error) {
          // Those with a score were found in time.
          if (!(error instanceof SearchTooBroad && part.isUnscored && found.length > 0)) throw error;
        }
      }
      return found;
    },

    async count(query, atMost) {
      const whole = wholeOf(query);
      const ranked = await wordsOf(whole);
      const filter = ranked && cardFilter(whole, ranked.words, await campaigns());
      if (!filter) return 0;
      const options = { limit: atMost, maxTimeMS: LONGEST_COUNT_MS, ...(ranked.isRare && { hint: 'words' }) };
      try {
        return await inTime(() => cards.countDocuments(filter, options).exec());
      } catch (error) {
        if (error instanceof SearchTooBroad) return null;
        throw error;
      }
    },

    async created({ cursor, to, limit }) {
      await projections.settled();
      const query = { sort: 'oldest', cursor, to } as const;
      const documents = await inTime(() =>
        cards
          .find(cardFilter(query, [], []) ?? {}, { createdAt: 1, identity: 1 })
          .sort(orderOf(query))
          .limit(limit)
          .maxTimeMS(LONGEST_SEARCH_MS)
          .lean()
          .exec(),
      );
      const last = documents.at(-1);
      const found = documents.map(({ _id: id, identity }) => ({
        id,
        ...(typeof identity === 'string' && { identity }),
      }));
      return { found, next: last ? `${Number(last['createdAt'])}_${last._id}` : null };
    },

    async namesakes(identities, limit) {
      await projections.settled();
      const newest = (identity: string) =>
        cards.find({ identity }, { _id: 1 }).sort({ createdAt: -1 }).limit(limit).maxTimeMS(LONGEST_SEARCH_MS).lean();
      const found = new Map<string, readonly string[]>();
      for (let start = 0; start < identities.length; start += ASKED_AT_ONCE)
        await Promise.all(
          identities.slice(start, start + ASKED_AT_ONCE).map(async (identity) => {
            const documents = await inTime(() => newest(identity).exec());
            found.set(
              identity,
              documents.map(({ _id }) => _id),
            );
          }),
        );
      return found;
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
