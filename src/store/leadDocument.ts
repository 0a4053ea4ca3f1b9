/**
 * A lead as stored: the lead itself, plus what the laws require in the same document: who holds it (`openKeys`,
 * `heldBy`, each under a unique index), its deadline, the latest entries of its history with the head of the chain, and
 * pending effects.
 *
 * `openKeys`, `heldBy` and `effects` are absent when empty, never `[]`: MongoDB indexes an empty array.
 */
import { isDeepStrictEqual } from 'node:util';
import { Schema } from 'mongoose';
import { holding } from '../core/lead/holding.ts';
import { OPEN_STATES } from '../core/vocabulary/states.ts';
import type { Lead } from '../core/lead/lead.ts';
import type { LeadChange } from '../core/lead/step.ts';
import type { Effect } from '../core/lead/effects.ts';
import type { Loaded, SealedEntry, StoredChange } from '../ports/leads.ts';
import { decisionDocument, decisionOf } from './decisions.ts';
import { CHAIN_START, seal } from './chain.ts';
import { moveTouches } from './earlierTouches.ts';
import { EMBEDDED_OPTIONS, SCHEMA_OPTIONS } from './connection.ts';
import { datesOf, withDates } from './dates.ts';
import type { AnyDocument } from './model.ts';

/** History entries kept on the lead; older ones are copied to the timeline collection before they are removed. */
export const ENTRIES_ON_LEAD = 50;

const absent = { default: undefined };
const when = { type: Date };
const embedded = (fields: Record<string, unknown>) => new Schema(fields, EMBEDDED_OPTIONS);

const person = embedded({
  name: String,
  tel: String,
  telShown: String,
  telCountry: String,
  telType: String,
  otherTels: { type: [String], ...absent },
  email: String,
  otherEmails: { type: [String], ...absent },
  language: String,
  zones: [String],
  zoneFrom: String,
});
const actor = embedded({ kind: String, id: String });
const consent = embedded({
  inquiryId: String,
  at: when,
  call: Boolean,
  now: Boolean,
  text: Boolean,
  email: Boolean,
  wordingVersion: Number,
  basis: String,
  withdrawnAt: when,
});
const attempt = embedded({ at: when, agentId: String, result: String });
const inquiry = embedded({
  id: String,
  kind: { type: String },
  at: when,
  campaignId: String,
  interest: String,
  message: String,
  /** Of earlier versions (earlierTouches.ts). */
  page: String,
  source: Schema.Types.Mixed,
  callAt: when,
});
const promise = embedded({
  dueAt: when,
  windowUntil: when,
  expiresAt: when,
  promisedAt: when,
  why: String,
  since: when,
  ownerId: String,
  attemptsMade: Number,
  isLate: Boolean,
});
const tried = embedded({ agentId: String, how: String, at: when, reason: String });
const wait = embedded({
  startedAt: when,
  rankedFrom: when,
  since: when,
  bonusMs: Number,
  /** Queue order: the moment when the lead counts as having started to wait, bonus included. Earliest first. */
  rankAt: when,
  forAgentId: String,
  tried: [tried],
  askedBecause: { type: [String], ...absent },
});
const offered = embedded({ agentId: String, slot: Number, seenAt: when, idleMs: Number });
const sealed = embedded({
  seq: Number,
  at: when,
  kind: String,
  by: actor,
  data: Schema.Types.Mixed,
  salt: String,
  digest: String,
  hash: String,
});
const agentMoment = embedded({ agentId: String, at: when });
const absorbed = embedded({
  leadId: String,
  person,
  interest: String,
  inquiries: [inquiry],
  consents: [consent],
  attempts: [attempt],
  at: when,
  byId: String,
  promise,
  rankedFrom: when,
  holdsKey: Boolean,
  undoneAt: when,
});
type FieldOf<T> = T extends unknown ? keyof T : never;

const effect = embedded({
  id: String,
  kind: String,
  dueAt: when,
  tries: Number,
  agentId: String,
  offerId: String,
  at: when,
  missesToAway: Number,
  reason: String,
  tel: String,
  byId: String,
  intoLeadId: String,
  fromLeadId: String,
  inquiryId: String,
  promisedFor: when,
  missedAt: when,
  callId: String,
  onHold: Boolean,
  muted: Boolean,
} satisfies Record<FieldOf<Effect>, unknown>);

const IS_OPEN = { state: { $in: [...OPEN_STATES] } };

export const LEAD_SCHEMA = new Schema(
  {
    _id: String,
    campaignId: String,
    person,
    interest: String,
    message: String,
    answers: Schema.Types.Mixed,
    /** Of earlier versions (earlierTouches.ts). */
    source: Schema.Types.Mixed,
    inquiries: [inquiry],
    consents: [consent],
    attempts: [attempt],
    createdAt: when,
    changedAt: when,
    epoch: Number,
    seq: Number,
    promise,
    liveCall: embedded({ callId: String, direction: String, since: when }),
    pastCalls: { type: [String], ...absent },
    skills: { type: [String], ...absent },
    refusedBy: { type: [String], ...absent },
    previousLeadId: String,
    knownAgentId: String,
    firstTouch: embedded({ at: when, kind: { type: String }, source: Schema.Types.Mixed }),
    suspectedDuplicateIds: [String],
    note: String,
    tags: { type: [String], ...absent },
    clearedAt: when,
    continuedAs: String,
    mergedInto: embedded({ leadId: String, at: when, byId: String, promise, rankedFrom: when }),
    absorbed: { type: [absorbed], ...absent },
    lastAccept: agentMoment,
    firstTalk: agentMoment,
    lastTalk: agentMoment,

    state: String,
    wait,
    nextStepAt: when,
    offer: embedded({
      id: String,
      agents: [offered],
      offeredAt: when,
      expiresAt: when,
      seenBy: when,
      candidates: Number,
      order: String,
      declineReasons: Schema.Types.Mixed,
    }),
    owner: embedded({ agentId: String, slot: Number, offerId: String, acceptedAt: when, callId: String }),
    leg: String,
    connectBy: when,
    dialCallId: String,
    dials: Number,
    result: String,
    answer: String,
    talkingAt: when,
    checkBy: when,
    onHold: Boolean,
    muted: Boolean,
    consult: embedded({ agentId: String, slot: Number, callId: String, since: when, isThere: Boolean }),
    dialled: embedded({ wait, promise, dials: Number }),
    talkedAt: when,
    wrapUpAt: when,
    wrapUpBy: when,
    moreUntil: when,
    outcome: String,
    closedAt: when,
    ownerId: String,
    /** The person was erased: no personal data is left. */
    erased: Boolean,

    openKeys: { type: [String], ...absent },
    heldBy: { type: [String], ...absent },
    deadlineAt: when,
    /** Every number that identifies the person: dialed, or called from. Absent without any. */
    tels: { type: [String], ...absent },
    rev: Number,
    entryCount: Number,
    headHash: String,
    timeline: [sealed],
    effects: { type: [effect], ...absent },
    /** The choice of the last claim; copied to the decisions before another one replaces it. */
    decision: Schema.Types.Mixed,
  },
  SCHEMA_OPTIONS,
)
  .index(
    { openKeys: 1 },
    { unique: true, partialFilterExpression: { openKeys: { $exists: true } }, name: 'one_open_lead_per_person' },
  )
  .index(
    { heldBy: 1 },
    { unique: true, partialFilterExpression: { heldBy: { $exists: true } }, name: 'one_lead_per_slot' },
  )
  // Includes leads without a deadline, so that they are found.
  .index({ deadlineAt: 1 }, { partialFilterExpression: IS_OPEN, name: 'open_deadlines' })
  .index({ state: 1, 'wait.rankAt': 1 }, { partialFilterExpression: { state: 'waiting' }, name: 'waiting' })
  .index(
    { state: 1, campaignId: 1, 'person.language': 1, 'wait.rankAt': 1 },
    { partialFilterExpression: { state: 'waiting' }, name: 'lanes' },
  )
  .index({ state: 1, 'promise.dueAt': 1, _id: 1 }, { partialFilterExpression: { state: 'callback' }, name: 'promised' })
  .index(
    { state: 1, 'promise.why': 1, campaignId: 1, 'person.language': 1, 'promise.dueAt': 1 },
    { partialFilterExpression: { state: 'callback' }, name: 'promises_by_reason' },
  )
  .index({ state: 1, openKeys: 1 }, { name: 'keys_by_state' })
  .index({ closedAt: 1 }, { partialFilterExpression: { closedAt: { $exists: true } }, name: 'closed_at' })
  .index(
    { state: 1, 'promise.ownerId': 1, 'promise.dueAt': 1, _id: 1 },
    { partialFilterExpression: { 'promise.ownerId': { $exists: true } }, name: 'own_promises' },
  )
  .index(
    { 'wait.forAgentId': 1 },
    { partialFilterExpression: { 'wait.forAgentId': { $exists: true } }, name: 'reserved' },
  )
  .index(
    { 'effects.dueAt': 1 },
    { partialFilterExpression: { 'effects.dueAt': { $exists: true } }, name: 'effects_due' },
  )
  .index({ tels: 1, createdAt: -1 }, { partialFilterExpression: { tels: { $exists: true } }, name: 'tels' })
  .index(
    { 'person.email': 1, createdAt: -1 },
    { partialFilterExpression: { 'person.email': { $exists: true } }, name: 'emails' },
  );

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
    history: (plain['timeline'] ?? []) as readonly SealedEntry[],
    ...(plain['decision'] !== undefined && { decision: decisionOf(plain['decision']) }),
  };
}
