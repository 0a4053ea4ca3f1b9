/** A search among cards as the database is asked it: every filter with every order, from an index. */
import { detailsWanted, type WantedDetails } from '../core/lead/details.ts';
import { OUTCOMES } from '../core/vocabulary/outcomes.ts';
import { BAND_FROM, MOST_SCORE, SCORE_BANDS } from '../core/vocabulary/score.ts';
import { OPEN_STATES } from '../core/vocabulary/states.ts';
import type { LeadQuery, LeadSort } from '../ports/leads.ts';
import { SUSPECTED } from './cardDocument.ts';
import { trusted } from './connection.ts';
import type { Filter } from './model.ts';

const PLACES: readonly string[] = [...OPEN_STATES, ...OUTCOMES];
/** In which a customer waits. */
const WAITING_PLACES: readonly string[] = ['waiting', 'offered', 'connecting'];
/** The field that each order sorts by; leads without it aren't in the list. */
export const ORDERS = {
  created: { field: 'createdAt', direction: -1 },
  oldest: { field: 'createdAt', direction: 1 },
  waiting: { field: 'waitsSince', direction: 1 },
  due: { field: 'dueAt', direction: 1 },
  score: { field: 'score', direction: -1 },
} as const satisfies Readonly<Record<LeadSort, { readonly field: string; readonly direction: 1 | -1 }>>;
/** The database merges up to this many index ranges in order; above it, results are sorted. */
const MAX_MERGED = 200;
/** Sorts after any continuation of a word. */
const LAST_LETTER = '\uffff';

/** `isUnscored`: only leads without a score. */
export type Criteria = Omit<LeadQuery, 'limit'> & { readonly isUnscored?: boolean };
/** A campaign that leads can belong to. */
export type ListedCampaign = WantedDetails & { readonly id: string };

/** The sort of a query, for the database. */
export function orderOf({ sort = 'created' }: Pick<LeadQuery, 'sort'>): Record<string, 1 | -1> {
  const { field, direction } = ORDERS[sort];
  return { [field]: direction, _id: direction };
}

/** null when nothing can match: no open lead has an outcome. */
export function cardFilter(
  query: Criteria,
  words: readonly string[],
  campaigns: readonly ListedCampaign[],
): Filter | null {
  const { campaignId, agentId, source, cameFrom, tag, isSuspected, outcomeId, sort = 'created' } = query;
  const places = placesOf(query);
  const lacking = lackFilter(query, campaigns);
  if (places.length === 0 || lacking === null) return null;
  const isTimed = ORDERS[sort].field !== 'createdAt';
  const isAsked = places !== PLACES || campaignId !== undefined || agentId !== undefined || isTimed;
  const hasRarer = [tag, query.band, cameFrom].some((one) => one !== undefined);
  // Lists every value, so that each is an index range in time order; words have their own index.
  const named = { places, campaigns: campaignId === undefined ? campaigns.map(({ id }) => id) : [campaignId] };
  const isMerged = isAsked && words.length === 0 && named.places.length * named.campaigns.length <= MAX_MERGED;
  const all = [
    ...(agentId === undefined ? [] : [{ agents: agentId }]),
    ...(isMerged || places !== PLACES ? [{ place: trusted({ $in: [...places] }) }] : []),
    ...(isMerged || campaignId !== undefined ? [{ campaignId: trusted({ $in: [...named.campaigns] }) }] : []),
    // An own outcome is among the few places of its meaning.
    ...(outcomeId === undefined ? [] : [{ outcomeId }]),
    // Other labels are rarer than ways of arrival, and an index range can only be of one label.
    ...(source === undefined ? [] : [hasRarer ? { source } : { labels: `source:${source}` }]),
    ...(tag === undefined ? [] : [{ labels: `tag:${tag}` }]),
    ...bandFilter(query),
    ...(cameFrom === undefined ? [] : [{ labels: `from:${cameFrom}` }]),
    ...(query.isUnscored ? [{ score: trusted({ $exists: false }) }] : []),
    ...(isSuspected ? [{ labels: SUSPECTED }] : []),
    ...timeFilter('createdAt', query),
    ...timeFilter('dueAt', { from: query.dueFrom, to: query.dueTo }),
    ...lacking,
    ...orderFilter(query),
    ...words.map(startingWith),
  ];
  return all.length === 0 ? {} : { $and: all };
}

/**
 * V334: the order of scores in two parts, the second beginning where the first ends: leads with a score, then the other
 * open ones, newest first. A negative moment in a cursor is of the second.
 */
export function partsOf(query: Criteria): readonly Criteria[] {
  const { sort, band, state = 'open', cursor, ...others } = query;
  if (sort !== 'score' || band !== undefined || state === 'closed') return [query];
  const unscored: Criteria = { ...others, state, sort: 'created', isUnscored: true };
  if (cursor?.startsWith('-')) return [{ ...unscored, cursor: cursor.slice(1) }];
  return [query, unscored];
}

/** What the pages of a query have together, to be counted. */
export function wholeOf(query: Criteria): Criteria {
  return partsOf(query).length === 1 ? query : { ...query, state: query.state ?? 'open', sort: 'created' };
}

/** In the order of scores, a band is a range of that index. */
function bandFilter({ band, sort }: Criteria): Filter[] {
  if (band === undefined) return [];
  if (sort !== 'score') return [{ labels: `band:${band}` }];
  const above = SCORE_BANDS[SCORE_BANDS.indexOf(band) - 1];
  const most = above === undefined ? MOST_SCORE : BAND_FROM[above] - 1;
  return [{ score: trusted({ $gte: BAND_FROM[band], $lte: most }) }];
}

/**
 * Leads that lack a detail which their campaign wants, as it is now; null when no campaign wants it. In no index: what is rare
 * needs another filter.
 */
function lackFilter({ lacks, campaignId }: Criteria, campaigns: readonly ListedCampaign[]): Filter[] | null {
  if (lacks === undefined) return [];
  const { detail, audience } = lacks;
  const among = campaigns.filter(({ id }) => campaignId === undefined || id === campaignId);
  const groups = new Map<string, { readonly details: readonly string[]; readonly ids: string[] }>();
  for (const campaign of among) {
    const details = detailsWanted(campaign, audience).filter((one) => detail === 'any' || detail === one);
    const group = groups.get(details.join());
    if (group) group.ids.push(campaign.id);
    else if (details.length > 0) groups.set(details.join(), { details, ids: [campaign.id] });
  }
  if (groups.size === 0) return null;
  const ofGroups = [...groups.values()].map(({ details, ids }) => ({
    known: trusted({ $exists: true, $not: { $all: [...details] } }),
    ...(ids.length < among.length && { campaignId: trusted({ $in: ids }) }),
  }));
  return [ofGroups.length === 1 ? (ofGroups[0] ?? {}) : { $or: ofGroups }];
}

export function startingWith(word: string): Filter {
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
