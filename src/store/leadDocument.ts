/**
 * A lead as it is stored: the lead itself, and beside it what the laws need in the same document: who holds it
 * (`openKeys`, `heldBy`, each under a unique index), its deadline, the last entries of its history with the head of
 * the chain, and the effects that are still to happen.
 *
 * `openKeys`, `heldBy` and `effects` are absent when empty, never `[]`: MongoDB indexes an empty array.
 */
import { Schema } from 'mongoose';
import type { Effect } from '../core/lead/effects.ts';
import { searchKeysOf } from './searchKeys.ts';
import { holding } from '../core/lead/holding.ts';
import { isSuperseded, type Lead } from '../core/lead/lead.ts';
import type { LeadChange } from '../core/lead/step.ts';
import { CHAIN_START, seal, type SealedEntry } from './chain.ts';
import { EMBEDDED_OPTIONS, SCHEMA_OPTIONS } from './connection.ts';
import { datesOf, withDates } from './dates.ts';

/** History entries kept on the lead; older ones are copied to the timeline collection before they are cut off. */
export const ENTRIES_ON_LEAD = 50;

/** What the store keeps beside the lead. */
export interface Envelope {
  /** Grows with every write of the document, deliveries of effects included; the compare-and-set compares it. */
  readonly rev: number;
  readonly entryCount: number;
  readonly headHash: string;
  readonly timeline: readonly SealedEntry[];
  readonly effects: readonly Effect[];
}

export const NEW_ENVELOPE: Envelope = { rev: 0, entryCount: 0, headHash: CHAIN_START, timeline: [], effects: [] };

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
});
const attempt = embedded({ at: when, agentId: String, result: String });
const inquiry = embedded({
  id: String,
  kind: { type: String },
  at: when,
  campaignId: String,
  interest: String,
  message: String,
  page: String,
});
const promise = embedded({
  dueAt: when,
  windowUntil: when,
  expiresAt: when,
  promisedAt: when,
  why: String,
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
  /** The queue's order: the moment from which the lead counts as waiting, bonus included. Earliest first. */
  rankAt: when,
  forAgentId: String,
  tried: [tried],
  askedBecause: { type: [String], ...absent },
});
const offered = embedded({ agentId: String, slot: Number, seenAt: when });
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
const effect = embedded({
  id: String,
  kind: String,
  dueAt: when,
  at: when,
  agentId: String,
  offerId: String,
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
});

export const LEAD_SCHEMA = new Schema(
  {
    _id: String,
    campaignId: String,
    person,
    interest: String,
    message: String,
    answers: Schema.Types.Mixed,
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
    previousLeadId: String,
    suspectedDuplicateIds: [String],
    note: String,
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
    offer: embedded({ id: String, agents: [offered], offeredAt: when, expiresAt: when, seenBy: when }),
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
    outcome: String,
    closedAt: when,
    ownerId: String,
    /** The person was erased: nothing of who it was is left. */
    erased: Boolean,

    openKeys: { type: [String], ...absent },
    heldBy: { type: [String], ...absent },
    deadlineAt: when,
    /** What it held is another lead's by now: such leads are left out of the day's counts. */
    isSuperseded: Boolean,
    /** See searchKeys.ts. */
    searchKeys: [String],
    rev: Number,
    entryCount: Number,
    headHash: String,
    timeline: [sealed],
    effects: { type: [effect], ...absent },
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
  .index({ deadlineAt: 1 }, { partialFilterExpression: { deadlineAt: { $exists: true } }, name: 'deadlines' })
  .index({ state: 1, 'wait.rankAt': 1 }, { name: 'queue' })
  .index(
    { state: 1, campaignId: 1, 'person.language': 1, 'wait.rankAt': 1 },
    { partialFilterExpression: { state: 'waiting' }, name: 'lanes' },
  )
  .index({ state: 1, 'promise.dueAt': 1, _id: 1 }, { name: 'promises' })
  .index(
    { state: 1, 'promise.why': 1, campaignId: 1, 'person.language': 1, 'promise.dueAt': 1 },
    { partialFilterExpression: { state: 'callback' }, name: 'promises_by_reason' },
  )
  .index({ state: 1, openKeys: 1 }, { name: 'keys_by_state' })
  .index({ state: 1, deadlineAt: 1 }, { name: 'state_deadline' })
  .index({ state: 1, closedAt: 1 }, { name: 'closed' })
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
  .index({ 'lastAccept.agentId': 1, 'lastAccept.at': 1 }, { name: 'accepted' })
  .index(
    { 'firstTalk.agentId': 1, 'firstTalk.at': 1 },
    { partialFilterExpression: { 'firstTalk.agentId': { $exists: true } }, name: 'talked_by' },
  )
  .index(
    { 'lastTalk.agentId': 1, 'lastTalk.at': 1 },
    { partialFilterExpression: { 'lastTalk.agentId': { $exists: true } }, name: 'talked_last_by' },
  )
  .index({ outcome: 1, closedAt: 1 }, { partialFilterExpression: { outcome: { $exists: true } }, name: 'outcomes' })
  .index({ 'firstTalk.at': 1 }, { partialFilterExpression: { 'firstTalk.at': { $exists: true } }, name: 'talked' })
  .index({ ownerId: 1, closedAt: 1 }, { partialFilterExpression: { ownerId: { $exists: true } }, name: 'closed_by' })
  .index(
    { isSuperseded: 1, createdAt: 1 },
    { partialFilterExpression: { isSuperseded: { $exists: true } }, name: 'superseded_opened' },
  )
  .index(
    { isSuperseded: 1, closedAt: 1 },
    { partialFilterExpression: { isSuperseded: { $exists: true } }, name: 'superseded_closed' },
  )
  .index({ 'person.tel': 1, createdAt: -1 }, { name: 'tel' })
  .index(
    { 'person.otherTels': 1, createdAt: -1 },
    { partialFilterExpression: { 'person.otherTels': { $exists: true } }, name: 'other_tels' },
  )
  .index({ 'person.email': 1, createdAt: -1 }, { name: 'email' })
  .index({ searchKeys: 1, createdAt: -1, _id: -1 }, { name: 'search' })
  .index({ createdAt: -1, _id: -1 }, { name: 'newest' });

const LEAD_DATES = datesOf(LEAD_SCHEMA);

/** The document after a change, with everything that is derived from it. */
export function documentOf(
  { lead, entries, effects }: LeadChange,
  before: Envelope,
): { document: Record<string, unknown>; envelope: Envelope } {
  const sealedEntries = seal(entries, before.headHash, before.entryCount);
  const timeline = [...before.timeline, ...sealedEntries].slice(-ENTRIES_ON_LEAD);
  const envelope: Envelope = {
    rev: before.rev + 1,
    entryCount: before.entryCount + sealedEntries.length,
    headHash: sealedEntries.at(-1)?.hash ?? before.headHash,
    timeline,
    effects: [...before.effects, ...effects],
  };
  const { id, ...rest } = lead;
  const { effects: pending, ...kept } = envelope;
  const document = {
    _id: id,
    ...rest,
    ...holding(lead),
    ...('wait' in lead && { wait: { ...lead.wait, rankAt: lead.wait.rankedFrom - lead.wait.bonusMs } }),
    ...(isSuperseded(lead) && { isSuperseded: true }),
    searchKeys: searchKeysOf(lead),
    ...kept,
    ...(pending.length > 0 && { effects: pending }),
  };
  return { document: withDates(document, LEAD_DATES) as Record<string, unknown>, envelope };
}

/** Entries that the change pushes out of the document; they are copied away before the write. */
export function entriesToArchive(change: LeadChange, before: Envelope): readonly SealedEntry[] {
  const overflow = before.timeline.length + change.entries.length - ENTRIES_ON_LEAD;
  return overflow > 0 ? before.timeline.slice(0, overflow) : [];
}

const DERIVED = [
  'openKeys',
  'heldBy',
  'deadlineAt',
  'isSuperseded',
  'searchKeys',
  'rev',
  'entryCount',
  'headHash',
  'timeline',
  'effects',
] as const;

/** The lead and what is kept beside it, from a plain document. */
export function fromDocument(plain: Record<string, unknown>): { lead: Lead; envelope: Envelope } {
  const fields = { ...plain };
  const envelope: Envelope = {
    rev: Number(plain['rev'] ?? 0),
    entryCount: Number(plain['entryCount'] ?? 0),
    headHash: typeof plain['headHash'] === 'string' ? plain['headHash'] : CHAIN_START,
    timeline: (plain['timeline'] ?? []) as readonly SealedEntry[],
    effects: (plain['effects'] ?? []) as readonly Effect[],
  };
  for (const key of DERIVED) Reflect.deleteProperty(fields, key);
  return { lead: fields as unknown as Lead, envelope };
}
