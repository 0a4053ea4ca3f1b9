/**
 * Calls: one document per leg, changed by one conditional write at a time. Every query on the way to a webhook's
 * response is a bounded index range.
 */
import { Schema, type Connection } from 'mongoose';
import { blockOf } from '../core/call/admitCaller.ts';
import type { Call } from '../core/call/call.ts';
import { MINUTE, SECOND } from '../core/vocabulary/time.ts';
import type { CallStore } from '../ports/calls.ts';
import { EMBEDDED_OPTIONS, SCHEMA_OPTIONS, trusted } from './connection.ts';
import { datesOf, withDates } from './dates.ts';
import { modelOf, type AnyDocument, type Filter } from './model.ts';
import { runGuarded, runGuardedClaim, isDuplicate, toPlain } from './plain.ts';

const SOUND_SCHEMA = new Schema({ recordingSid: String, seconds: Number, at: Date }, EMBEDDED_OPTIONS);

const CALL_SCHEMA = new Schema(
  {
    _id: String,
    sid: String,
    role: String,
    campaignId: String,
    leadId: String,
    agentId: String,
    coach: String,
    from: String,
    to: String,
    person: Schema.Types.Mixed,
    typed: Schema.Types.Mixed,
    language: String,
    welcome: Schema.Types.Mixed,
    interest: String,
    skills: [String],
    answers: Schema.Types.Mixed,
    startedAt: Date,
    lineSince: Date,
    talkingAt: Date,
    saidGoodbye: Boolean,
    isUnheard: Boolean,
    isDropped: Boolean,
    isListed: Boolean,
    mayStopCalls: Boolean,
    awaitsCode: Boolean,
    onlyCode: Boolean,
    step: Number,
    rev: Number,
    sequence: Number,
    checkAt: Date,
    textAskedAt: Date,
    messages: [SOUND_SCHEMA],
    recordings: [SOUND_SCHEMA],
    erasesSounds: Boolean,

    place: String,
    tries: Number,
    index: Number,
    isLoop: Boolean,
    isGivenUp: Boolean,
    ask: String,
    back: String,
    what: String,
    /** In milliseconds. */
    times: [Number],
    isTaken: Boolean,
    why: String,
    how: String,
    endedAt: Date,
    isSettled: Boolean,

    /** Derived: the caller's number and block, for the limits; the length of an ended call, for the budget. */
    tel: String,
    prefix: String,
    seconds: Number,
  },
  SCHEMA_OPTIONS,
)
  .index({ sid: 1 }, { unique: true, partialFilterExpression: { sid: { $exists: true } }, name: 'network_identifier' })
  .index({ leadId: 1 }, { partialFilterExpression: { leadId: { $exists: true } }, name: 'of_lead' })
  .index({ checkAt: 1 }, { partialFilterExpression: { checkAt: { $exists: true } }, name: 'silent' })
  .index({ campaignId: 1, lineSince: 1 }, { partialFilterExpression: { lineSince: { $exists: true } }, name: 'line' })
  .index(
    { campaignId: 1, talkingAt: 1 },
    { partialFilterExpression: { talkingAt: { $exists: true } }, name: 'answered' },
  )
  .index({ tel: 1, startedAt: 1 }, { partialFilterExpression: { tel: { $exists: true } }, name: 'of_caller' })
  .index({ prefix: 1, startedAt: 1 }, { partialFilterExpression: { prefix: { $exists: true } }, name: 'of_block' })
  .index({ campaignId: 1, startedAt: 1 }, { name: 'of_campaign' })
  .index(
    { campaignId: 1, 'messages.at': 1 },
    { partialFilterExpression: { 'messages.at': { $exists: true } }, name: 'messages_kept' },
  )
  .index(
    { campaignId: 1, 'recordings.at': 1 },
    { partialFilterExpression: { 'recordings.at': { $exists: true } }, name: 'recordings_kept' },
  )
  .index(
    { erasesSounds: 1 },
    { partialFilterExpression: { erasesSounds: { $exists: true } }, name: 'sounds_to_erase' },
  );

const CALL_DATES = datesOf(CALL_SCHEMA);
/** A longer line is reported as this long. */
const COUNTED_AT_MOST = 1000;

export function callModel(connection: Connection) {
  return modelOf(connection, 'Call', CALL_SCHEMA, 'calls');
}

export function callStore(connection: Connection): CallStore {
  const calls = callModel(connection);
  const native = connection.collection<AnyDocument>('calls');
  const many = async (filter: Filter, sort: Record<string, 1 | -1>, limit: number): Promise<readonly Call[]> =>
    (await runGuarded(() => calls.find(filter).sort(sort).limit(limit).lean().exec())).map(callOf);
  const count = (filter: Filter) => runGuarded(() => calls.countDocuments(filter).limit(COUNTED_AT_MOST).exec());
  const since = (at: number) => trusted({ $gte: new Date(at) });

  return {
    async add(call) {
      const result = await runGuardedClaim(() => native.insertOne(documentOf(call)));
      return isDuplicate(result) ? 'known' : 'added';
    },
    async swap(before, after) {
      const written = { ...after, rev: before.rev + 1 };
      const unchanged = { _id: before.id, rev: before.rev };
      const document = await runGuarded(() =>
        native.findOneAndReplace(unchanged, documentOf(written), { projection: { _id: 1 } }),
      );
      return document ? written : null;
    },
    async byId(id) {
      return (await many({ _id: id }, {}, 1))[0] ?? null;
    },
    async bySid(sid) {
      return (await many({ sid }, {}, 1))[0] ?? null;
    },
    ofLead: (leadId) => many({ leadId }, { startedAt: 1 }, 100),
    silent: (now, limit) => many({ checkAt: trusted({ $lte: new Date(now) }) }, { checkAt: 1 }, limit),
    aheadInLine: (campaignId, lineSince) => count({ campaignId, lineSince: trusted({ $lt: new Date(lineSince) }) }),
    answeredSince: (campaignId, at) => count({ campaignId, talkingAt: since(at) }),
    async cameFrom(tel, campaignId, at) {
      const [ofCaller, ofPrefix] = await Promise.all([
        tel === undefined ? 0 : count({ tel, startedAt: since(at) }),
        count({ prefix: blockOf(tel, campaignId), startedAt: since(at) }),
      ]);
      return { ofCaller, ofPrefix };
    },
    async lastLengths(tel, before, limit) {
      const ended = await many({ tel, startedAt: trusted({ $lt: new Date(before) }) }, { startedAt: -1 }, limit);
      return ended.map((call) => (call.place === 'ended' ? call.endedAt - call.startedAt : Number.MAX_SAFE_INTEGER));
    },
    async withSoundsBefore(campaignId, at, limit) {
      const before = trusted({ $lt: new Date(at) });
      const [messages, recordings] = await Promise.all([
        many({ campaignId, 'messages.at': before }, { 'messages.at': 1 }, limit),
        many({ campaignId, 'recordings.at': before }, { 'recordings.at': 1 }, limit),
      ]);
      return [...messages, ...recordings.filter(({ id }) => !messages.some((one) => one.id === id))];
    },
    withSoundsToErase: (limit) => many({ erasesSounds: true }, {}, limit),
    async minutesSince(campaignId, at) {
      const [sum] = await runGuarded(() =>
        native
          .aggregate<{ seconds: number }>([
            { $match: { campaignId, startedAt: { $gte: new Date(at) } } },
            { $group: { _id: null, seconds: { $sum: '$seconds' } } },
          ])
          .toArray(),
      );
      return ((sum?.seconds ?? 0) * SECOND) / MINUTE;
    },
  };
}

function documentOf(call: Call): AnyDocument {
  const { id, ...fields } = call;
  const tel = call.role === 'caller' ? call.person?.tel : undefined;
  const document = {
    _id: id,
    ...fields,
    ...(tel !== undefined && { tel }),
    ...(call.role === 'caller' && { prefix: blockOf(tel, call.campaignId) }),
    ...(call.place === 'ended' && { seconds: Math.max(0, Math.round((call.endedAt - call.startedAt) / SECOND)) }),
  };
  return withDates(document, CALL_DATES) as AnyDocument;
}

export function callOf(document: unknown): Call {
  const { tel: _tel, prefix: _prefix, seconds: _seconds, ...call } = toPlain<StoredCall>(document);
  // Mongoose omits empty values on reading.
  return { ...call, skills: call.skills ?? [], answers: call.answers ?? {}, messages: call.messages ?? [] } as Call;
}

type StoredCall = Omit<Call, 'skills' | 'answers' | 'messages'> &
  Partial<Pick<Call, 'skills' | 'answers' | 'messages'>> & {
    readonly tel?: string;
    readonly prefix?: string;
    readonly seconds?: number;
  };
