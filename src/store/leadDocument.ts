/**
 * A lead as stored: the lead itself, plus what the laws require in the same document: who holds it (`openKeys`,
 * `heldBy`, each under a unique index), its deadline, the latest entries of its history with the head of the chain, and
 * pending effects.
 *
 * `openKeys`, `heldBy` and `effects` are absent when empty, never `[]`: MongoDB indexes an empty array.
 */
import { isDeepStrictEqual } from 'node:util';
import { holding } from '../core/lead/holding.ts';
import type { Lead } from '../core/lead/lead.ts';
import type { LeadChange } from '../core/lead/step.ts';
import type { Loaded, SealedEntry, StoredChange } from '../ports/leads.ts';
import { decisionDocument, decisionOf } from './decisions.ts';
import { CHAIN_START, seal } from '../evidence/chain.ts';
import { moveTouches } from './earlierTouches.ts';
import { datesOf, withDates } from './dates.ts';
import type { AnyDocument } from './model.ts';
import { LEAD_SCHEMA } from './leadSchema.ts';

/** History entries kept on the lead; older ones are copied to the timeline collection before they are removed. */
export const ENTRIES_ON_LEAD = 50;

const LEAD_DATES = datesOf(LEAD_SCHEMA);

const WRITTEN_APART = ['_id', 'rev', 'entryCount', 'headHash', 'timeline', 'effects', 'decision'];
/** The fields derived from the lead alone. */
const LEAD_FIELDS = Object.keys(LEAD_SCHEMA.paths).filter((field) => !WRITTEN_APART.includes(field));

type Fields = Readonly<Record<string, unknown>>;

/** The document of a new lead, with all derived fields. */
export function newDocument(change: LeadChange): { readonly document: AnyDocument; readonly loaded: Loaded } {
  const loaded = afterChange(NEW, change);
  const { lead } = change;
  const { effects } = change;
  const document = {
    _id: lead.id,
    ...fieldsOf(lead),
    ...bookkeepingOf(loaded),
    timeline: loaded.history,
    ...(effects.length > 0 && { effects }),
  };
  return { document: withDates(document, LEAD_DATES) as AnyDocument, loaded };
}

/**
 * What one change writes: changed fields, new history entries, new effects. Everything else stays as it is in the
 * database, so delivering an effect and changing the lead never overwrite each other.
 */
export function updateOf(
  before: Loaded,
  change: StoredChange,
  how: 'differences' | 'everything' = 'differences',
): { readonly update: Fields; readonly loaded: Loaded } {
  const loaded = afterChange(before, change);
  const { set, unset } = how === 'everything' ? allFields(change.lead) : differences(before.lead, change.lead);
  const entries = loaded.history.slice(loaded.history.length - change.entries.length);
  const { effects } = change;
  const push = {
    ...(entries.length > 0 && {
      timeline: { $each: withDateFields({ timeline: entries }).timeline, $slice: -ENTRIES_ON_LEAD },
    }),
    ...(effects.length > 0 && { effects: { $each: withDateFields({ effects }).effects } }),
  };
  const { _id: _key, ...decision } = change.decision ? decisionDocument(change.decision) : { _id: '' };
  const update = {
    $set: { ...withDateFields({ ...set, ...bookkeepingOf(loaded) }), ...(change.decision && { decision }) },
    ...(unset.length > 0 && { $unset: Object.fromEntries(unset.map((field) => [field, 1])) }),
    ...(Object.keys(push).length > 0 && { $push: push }),
  };
  return { update, loaded };
}

/** Entries that no longer fit in the document; they are archived before the write. */
export function entriesToArchive(before: Loaded, change: LeadChange): readonly SealedEntry[] {
  const overflow = before.history.length + change.entries.length - ENTRIES_ON_LEAD;
  return overflow > 0 ? before.history.slice(0, overflow) : [];
}

type Bookkeeping = Omit<Loaded, 'lead'>;
const NEW: Bookkeeping = { rev: 0, entryCount: 0, headHash: CHAIN_START, history: [] };

function afterChange(before: Bookkeeping, { lead, entries, decision = before.decision }: StoredChange): Loaded {
  const sealed = seal(entries, before.headHash, before.entryCount);
  return {
    ...(decision && { decision }),
    lead,
    rev: before.rev + 1,
    history: [...before.history, ...sealed.entries].slice(-ENTRIES_ON_LEAD),
    entryCount: before.entryCount + entries.length,
    headHash: sealed.headHash,
  };
}

function bookkeepingOf({ rev, entryCount, headHash }: Bookkeeping): Fields {
  return { rev, entryCount, headHash };
}

/** The lead's fields and those derived from its state. */
function fieldsOf(lead: Lead): Fields {
  const { id: _id, ...own } = lead;
  const tels = telsOf(lead);
  return {
    ...own,
    ...holding(lead),
    ...(tels.length > 0 && { tels }),
    ...('wait' in lead && { wait: { ...lead.wait, rankAt: lead.wait.rankedFrom - lead.wait.bonusMs } }),
  };
}

export function telsOf({ person }: Pick<Lead, 'person'>): readonly string[] {
  return [...(person.tel === undefined ? [] : [person.tel]), ...(person.otherTels ?? [])];
}

function differences(before: Lead, after: Lead): { readonly set: Fields; readonly unset: readonly string[] } {
  const [old, next] = [fieldsOf(before), fieldsOf(after)];
  const set = Object.fromEntries(
    Object.entries(next).filter(([field, value]) => value !== undefined && !isSame(old[field], value)),
  );
  const unset = Object.keys(old).filter((field) => old[field] !== undefined && next[field] === undefined);
  return { set, unset };
}

/** For a document that doesn't match its lead: writes every field. */
function allFields(lead: Lead): { readonly set: Fields; readonly unset: readonly string[] } {
  const set = fieldsOf(lead);
  return { set, unset: LEAD_FIELDS.filter((field) => set[field] === undefined) };
}

/** Changes share unchanged values, so most fields are identical. */
function isSame(one: unknown, other: unknown): boolean {
  return one === other || isDeepStrictEqual(one, other);
}

function withDateFields<T extends Fields>(fields: T): T {
  return withDates(fields, LEAD_DATES) as T;
}

const BESIDE_THE_LEAD = [
  'openKeys',
  'heldBy',
  'deadlineAt',
  'tels',
  'rev',
  'entryCount',
  'headHash',
  'timeline',
  'effects',
  'decision',
] as const;

/** Erasure keeps no payload, and an empty one isn’t stored. */
type StoredSealed = Omit<SealedEntry, 'data'> & { readonly data?: SealedEntry['data'] };

export function withData(entry: StoredSealed): SealedEntry {
  return { ...entry, data: entry.data ?? {} };
}

/** The lead and the data stored with it, from a plain document. */
export function toLoaded(plain: Readonly<Record<string, unknown>>): Loaded {
  const fields = { ...plain };
  for (const key of BESIDE_THE_LEAD) Reflect.deleteProperty(fields, key);
  moveTouches(fields);
  return {
    lead: fields as unknown as Lead,
    rev: Number(plain['rev'] ?? 0),
    entryCount: Number(plain['entryCount'] ?? 0),
    headHash: typeof plain['headHash'] === 'string' ? plain['headHash'] : CHAIN_START,
    history: ((plain['timeline'] ?? []) as readonly StoredSealed[]).map(withData),
    ...(plain['decision'] !== undefined && { decision: decisionOf(plain['decision']) }),
  };
}
