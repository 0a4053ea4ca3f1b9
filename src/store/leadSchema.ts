/** The lead document as mongoose stores it, with its indexes. What is written when: leadDocument.ts. */
import { Schema } from 'mongoose';
import type { Effect } from '../core/lead/effects.ts';
import { OPEN_STATES } from '../core/vocabulary/states.ts';
import { EMBEDDED_OPTIONS, SCHEMA_OPTIONS } from './connection.ts';

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
  regions: { type: [String], ...absent },
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
  until: when,
  withdrawnAt: when,
});

const attempt = embedded({ at: when, agentId: String, result: String });

const act = embedded({ at: when, to: when });

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
  acts: { type: [act], ...absent },
});

const promise = embedded({
  dueAt: when,
  windowUntil: when,
  expiresAt: when,
  promisedAt: when,
  why: String,
  since: when,
  ownerId: String,
  agreedFor: when,
  attemptsMade: Number,
  isLate: Boolean,
});

const appointment = embedded({ id: String, sequence: Number, at: when, ownerId: String, place: String });
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
  appointment,
  isAppointmentOver: Boolean,
  later: promise,
  given: Schema.Types.Mixed,
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
  appointmentId: String,
  sequence: Number,
  isOver: Boolean,
  isForAgent: Boolean,
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
    appointment,
    liveCall: embedded({ callId: String, direction: String, since: when }),
    pastCalls: { type: [String], ...absent },
    skills: { type: [String], ...absent },
    refusedBy: { type: [String], ...absent },
    previousLeadId: String,
    knownAgentId: String,
    firstTouch: embedded({ at: when, kind: { type: String }, source: Schema.Types.Mixed }),
    suspectedDuplicateIds: [String],
    differentFromIds: { type: [String], ...absent },
    note: String,
    survey: Schema.Types.Mixed,
    score: Schema.Types.Mixed,
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
    outcomeId: String,
    saleValue: Number,
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
