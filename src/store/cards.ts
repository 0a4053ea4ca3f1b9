/**
 * Cards: one small document per lead with what lists and searches need, so that writes to a lead touch no search index.
 * projections.ts writes them after each change; a sweep repairs them after a crash. A search returns identifiers, and
 * the leads themselves are read afterwards.
 */
import { Schema, type Connection } from 'mongoose';
import { cleanCode } from '../core/capture/cleanText.ts';
import { OPEN_STATES } from '../core/vocabulary/states.ts';
import { OUTCOMES } from '../core/vocabulary/outcomes.ts';
import type { Lead } from '../core/lead/lead.ts';
import type { Projections } from '../ports/facts.ts';
import type { CardStore, LeadQuery } from '../ports/leads.ts';
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
    campaignId: String,
    /** Agents who have or had the lead, or promised to call. */
    agents: { type: [String], default: undefined },
    /** See searchWords.ts. */
    words: [String],
  },
  SCHEMA_OPTIONS,
)
  .index({ createdAt: -1, _id: -1 }, { name: 'newest' })
  .index({ place: 1, campaignId: 1, createdAt: -1, _id: -1 }, { name: 'places' })
  .index(
    { agents: 1, place: 1, campaignId: 1, createdAt: -1, _id: -1 },
    { partialFilterExpression: { agents: { $exists: true } }, name: 'agents' },
  )
  .index({ words: 1 }, { name: 'words' });

const PLACES: readonly string[] = [...OPEN_STATES, ...OUTCOMES];
/** The database merges up to this many index ranges in order; above it, results are sorted. */
const MAX_MERGED = 200;
/** Words found on more leads are common: the newest leads contain enough of them. */
const COMMON = 4000;
/** Sorts after any continuation of a word. */
const LAST_LETTER = '\uffff';

export interface Cards extends CardStore {
  /** Newest first; one more than requested when there are more. */
  find(query: LeadQuery): Promise<readonly string[]>;
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

  return {
    async find(query) {
      await projections.settled();
      const text = query.q?.trim() ?? '';
      const wanted = text === '' ? [] : wordsToFind(text.includes('@') ? cleanCode(text) : text.toLowerCase());
      // A text without searchable words finds nothing, not everything.
      if (text !== '' && wanted.length === 0) return [];
      const { words, isRare } = wanted.length === 0 ? { words: [], isRare: false } : await rankWords(wanted);
      const filter = cardFilter(query, words, await campaignIds());
      if (!filter) return [];
      const documents = await runGuarded(() =>
        cards
          .find(filter, { _id: 1 }, { ...(isRare && { hint: 'words' }) })
          .sort({ createdAt: -1, _id: -1 })
          .limit(query.limit + 1)
          .lean()
          .exec(),
      );
      return documents.map(({ _id }) => _id);
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
  return {
    _id: lead.id,
    rev,
    createdAt: new Date(lead.createdAt),
    place: lead.state === 'closed' ? lead.outcome : lead.state,
    campaignId: lead.campaignId,
    ...(agents.length > 0 && { agents }),
    words: lead.erased ? [] : searchWordsOf(lead),
  };
}

/** null when nothing can match: no open lead has an outcome. */
export function cardFilter(query: LeadQuery, words: readonly string[], campaignIds: readonly string[]): Filter | null {
  const { state, outcome, campaignId, agentId } = query;
  if (outcome !== undefined && state !== undefined && state !== 'closed') return null;
  const place = outcome ?? (state === 'closed' ? undefined : state);
  const places = place === undefined ? (state === 'closed' ? OUTCOMES : PLACES) : [place];
  const isAsked = state !== undefined || outcome !== undefined || campaignId !== undefined || agentId !== undefined;
  // Lists every value, so that each is an index range in time order; words have their own index.
  const named = { places, campaigns: campaignId === undefined ? campaignIds : [campaignId] };
  const isMerged = isAsked && words.length === 0 && named.places.length * named.campaigns.length <= MAX_MERGED;
  const all = [
    ...(agentId === undefined ? [] : [{ agents: agentId }]),
    ...(isMerged || places !== PLACES ? [{ place: trusted({ $in: [...places] }) }] : []),
    ...(isMerged || campaignId !== undefined ? [{ campaignId: trusted({ $in: [...named.campaigns] }) }] : []),
    ...arrivalFilter(query),
    ...words.map(startingWith),
  ];
  return all.length === 0 ? {} : { $and: all };
}

function startingWith(word: string): Filter {
  return { words: trusted({ $elemMatch: { $gte: word, $lt: `${word}${LAST_LETTER}` } }) };
}

function arrivalFilter({ from, to, cursor }: LeadQuery): Filter[] {
  // A page starts where the last one ended; its moment bounds the index scan.
  const end = cursor === undefined ? undefined : Number(cursor.slice(0, cursor.indexOf('_')));
  return [
    ...(from === undefined ? [] : [{ createdAt: trusted({ $gte: new Date(from) }) }]),
    ...(to === undefined ? [] : [{ createdAt: trusted({ $lt: new Date(to) }) }]),
    ...(end === undefined ? [] : [{ createdAt: trusted({ $lte: new Date(end) }) }]),
    ...(cursor === undefined ? [] : [{ $or: after('createdAt', '$lt', cursor) }]),
  ];
}

/** Whatever follows the cursor in a list sorted by a moment and then by identifier, both in this direction. */
export function after(field: string, direction: '$gt' | '$lt', cursor: string): Filter[] {
  const at = new Date(Number(cursor.slice(0, cursor.indexOf('_'))));
  const id = cursor.slice(cursor.indexOf('_') + 1);
  return [{ [field]: trusted({ [direction]: at }) }, { [field]: at, _id: trusted({ [direction]: id }) }];
}

function agentsOf(lead: Lead): readonly string[] {
  const last = lead.state === 'closed' ? lead.ownerId : 'owner' in lead ? lead.owner.agentId : undefined;
  return [...new Set([last, lead.lastAccept?.agentId, lead.promise?.ownerId])].filter((id) => id !== undefined);
}
