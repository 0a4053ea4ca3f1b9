/**
 * The filter of a search: keys that a lead must all have, one for each word or run of digits and one for where the lead
 * is, whatever is combined there. All are in one index, newest first, in whose order they are met.
 */
import { cleanCode } from '../core/capture/cleanText.ts';
import type { LeadQuery } from '../ports.ts';
import { trusted } from './connection.ts';
import type { Filter } from './model.ts';
import { facetKey, keysToFind } from './searchKeys.ts';

export function searchFilter(query: LeadQuery): Filter {
  const text = query.q?.trim().toLowerCase() ?? '';
  const all = [...arrivedIn(query), ...(text === '' ? [] : found(text)), ...facets(query)];
  return all.length === 0 ? {} : { $and: all };
}

/** What comes after the cursor in a list sorted by a moment and then by the identifier, both in this direction. */
export function after(field: string, direction: '$gt' | '$lt', cursor: string): Filter[] {
  const at = new Date(Number(cursor.slice(0, cursor.indexOf('_'))));
  const id = cursor.slice(cursor.indexOf('_') + 1);
  return [{ [field]: trusted({ [direction]: at }) }, { [field]: at, _id: trusted({ [direction]: id }) }];
}

function arrivedIn({ from, to, cursor }: LeadQuery): Filter[] {
  // A page goes on where the last one ended; the moment of it bounds what the index has to walk over.
  const end = cursor === undefined ? undefined : Number(cursor.slice(0, cursor.indexOf('_')));
  return [
    ...(from === undefined ? [] : [{ createdAt: trusted({ $gte: new Date(from) }) }]),
    ...(to === undefined ? [] : [{ createdAt: trusted({ $lt: new Date(to) }) }]),
    ...(end === undefined ? [] : [{ createdAt: trusted({ $lte: new Date(end) }) }]),
    ...(cursor === undefined ? [] : [{ $or: after('createdAt', '$lt', cursor) }]),
  ];
}

function facets({ state, outcome, campaignId, agentId }: LeadQuery): Filter[] {
  const place = outcome ?? state;
  // No open lead has an outcome: such a combination finds nothing.
  if (outcome !== undefined && state !== undefined && state !== 'closed') return [{ _id: '' }];
  if (place === undefined && campaignId === undefined && agentId === undefined) return [];
  const asked = {
    ...(place !== undefined && { place }),
    ...(campaignId !== undefined && { campaignId }),
    ...(agentId !== undefined && { agentId }),
  };
  return [{ searchKeys: facetKey(asked) }];
}

/** Sorts behind whatever a mail address may go on with. */
const LAST_LETTER = '\uffff';

function found(text: string): Filter[] {
  const email = cleanCode(text);
  if (email.includes('@')) return [{ 'person.email': trusted({ $gte: email, $lt: `${email}${LAST_LETTER}` }) }];
  const keys = keysToFind(text);
  // Nothing that can be searched by finds nothing, not everything.
  return keys.length === 0 ? [{ _id: '' }] : keys.map((key) => ({ searchKeys: key }));
}
