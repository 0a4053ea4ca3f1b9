/**
 * What the service asks of its database, on similar documents: leads of about 4 kB with 15 indexes, and small facts.
 */
import type mongoose from 'mongoose';

// The driver's types cannot follow an update of fields that they do not know.
// eslint-disable-next-line @typescript-eslint/no-explicit-any
export type Row = Record<string, any> & { readonly _id: string };
type Collection = mongoose.mongo.Collection<Row>;

export interface Collections {
  readonly client: mongoose.mongo.MongoClient;
  readonly leads: Collection;
  readonly facts: Collection;
}

const present = (path: string) => ({ partialFilterExpression: { [path]: { $exists: true } } });

/** Like the service’s indexes: locks, deadlines, the queue, lists, search. With the one on _id there are 15. */
const LEAD_INDEXES: readonly [Record<string, 1 | -1>, object][] = [
  [{ openKeys: 1 }, { unique: true, ...present('openKeys') }],
  [{ heldBy: 1 }, { unique: true, ...present('heldBy') }],
  [{ deadlineAt: 1 }, present('deadlineAt')],
  [{ state: 1, 'wait.rankAt': 1 }, {}],
  [
    { state: 1, campaignId: 1, 'person.language': 1, 'wait.rankAt': 1 },
    { partialFilterExpression: { state: 'waiting' }, name: 'lanes' },
  ],
  [{ state: 1, 'promise.dueAt': 1, _id: 1 }, {}],
  [{ state: 1, closedAt: 1 }, {}],
  [{ 'wait.forAgentId': 1 }, present('wait.forAgentId')],
  [{ 'effects.dueAt': 1 }, present('effects.dueAt')],
  [{ outcome: 1, closedAt: 1 }, present('outcome')],
  [{ ownerId: 1, closedAt: 1 }, present('ownerId')],
  [{ 'person.tel': 1, createdAt: -1 }, {}],
  [{ 'person.email': 1, createdAt: -1 }, {}],
  [{ createdAt: -1, _id: -1 }, {}],
];

const STORED = 2000;
const START = Date.UTC(2026, 0, 1);
const HASH = '3f9c1c0c7a6d4f1e8b2a5d7c9e0f1a2b3c4d5e6f708192a3b4c5d6e7f8091a2b';

const idOf = (i: number): string => `lead-${String(i).padStart(20, '0')}`;
const keyOf = (i: number): string => `tel:+1202${String(i).padStart(12, '0')}`;
const entry = (seq: number): Record<string, unknown> => ({
  seq,
  at: new Date(START + seq),
  kind: 'offered',
  by: { kind: 'system' },
  data: { agentId: 'agent-17', why: 'longestIdle' },
  salt: HASH.slice(0, 22),
  digest: HASH,
  hash: HASH,
});

/** A waiting lead with a history of ten entries, about 4 kB. */
export function leadOf(i: number): Row {
  const at = new Date(START + i * 1000);
  return {
    _id: idOf(i),
    campaignId: `campaign-${i % 5}`,
    person: {
      name: `Person Number ${i}`,
      tel: keyOf(i),
      telShown: keyOf(i),
      telCountry: 'US',
      telType: 'mobile',
      email: `person${i}@example.test`,
      language: i % 3 === 0 ? 'ko' : 'en',
      zones: ['America/New_York'],
    },
    message: 'I would like to be called about the offer that I saw, in the afternoon if that is possible. '.repeat(3),
    source: { page: 'https://example.test/landing', utm: { source: 'search', medium: 'cpc', campaign: 'spring' } },
    inquiries: [{ id: `inquiry-${i}`, kind: 'form', at, campaignId: `campaign-${i % 5}`, interest: 'solar' }],
    consents: [{ inquiryId: `inquiry-${i}`, at, call: true, now: true, wordingVersion: 3, basis: 'express' }],
    attempts: [],
    createdAt: at,
    changedAt: at,
    epoch: 1,
    seq: 1,
    state: 'waiting',
    suspectedDuplicateIds: [],
    wait: { startedAt: at, rankedFrom: at, since: at, bonusMs: 0, rankAt: at, tried: [] },
    nextStepAt: at,
    openKeys: [keyOf(i), `email:person${i}@example.test`],
    deadlineAt: at,
    searchKeys: [],
    rev: 1,
    entryCount: 10,
    headHash: HASH,
    timeline: Array.from({ length: 10 }, (_, seq) => entry(seq)),
  };
}

/** Ids that no other lead of this run has. */
export function newLead(i: number): Row {
  return leadOf(STORED + i);
}

function factOf(i: number): Row {
  const of = { campaignId: `campaign-${i % 5}`, teamId: 'team-1', agentId: `agent-${i % 40}`, source: 'search' };
  return { _id: `lead-${String(i).padStart(20, '0')}:1`, kind: 'offered', at: new Date(START + i * 1000), ...of };
}

export async function prepare(client: mongoose.mongo.MongoClient): Promise<Collections> {
  const leads = client.db('bench').collection<Row>('leads');
  const facts = client.db('bench').collection<Row>('facts');
  for (const [key, options] of LEAD_INDEXES) await leads.createIndex(key, options, {});
  await facts.createIndex({ at: 1, kind: 1 }, {}, {});
  await leads.insertMany(Array.from({ length: STORED }, (_, i) => leadOf(i)));
  return { client, leads, facts };
}

type Operation = (collections: Collections, i: number) => Promise<unknown>;

const stored = (i: number): string => idOf(i % STORED);
const now = new Date(START + 7);

/** One step of a lead, as a claim: only if it hasn’t changed since it was last read. */
function step({ leads }: Collections, i: number): Promise<unknown> {
  return leads.findOneAndUpdate(
    { _id: stored(i), state: 'waiting', rev: { $gte: 1 } },
    {
      $set: { changedAt: now, nextStepAt: now, note: `note ${i}` },
      $inc: { rev: 1, entryCount: 1 },
      $push: { timeline: { $each: [entry(i)], $slice: -10 } } as never,
    },
    { returnDocument: 'after' },
  );
}

export const OPERATIONS: Readonly<Record<string, Operation>> = {
  'find one by _id': ({ leads }, i) => leads.findOne({ _id: stored(i) }),
  'find one by _id, two fields of it': ({ leads }, i) =>
    leads.findOne({ _id: stored(i) }, { projection: { state: 1, rev: 1 } }),
  'find one by a unique key': ({ leads }, i) => leads.findOne({ openKeys: keyOf(i % STORED) }),
  'find 20 in the order of an index': ({ leads }) =>
    leads.find({ state: 'waiting' }).sort({ 'wait.rankAt': 1 }).limit(20).toArray(),
  'count by an index': ({ leads }, i) =>
    leads.countDocuments({ state: 'waiting', 'wait.rankAt': { $lt: new Date(START + (i % 100) * 1000) } }),
  'step: find and update by _id, new one back': step,
  'update a field that no index has': ({ leads }, i) =>
    leads.updateOne({ _id: stored(i) }, { $set: { note: `second ${i}` } }),
  'update a field of two indexes': ({ leads }, i) =>
    leads.updateOne({ _id: stored(i) }, { $set: { deadlineAt: new Date(START + i), 'promise.dueAt': new Date(i) } }),
  'a conditional update that loses': ({ leads }, i) =>
    leads.updateOne({ _id: stored(i), state: 'closed' }, { $set: { note: 'never' } }),
  'insert a fact of 200 bytes': ({ facts }, i) => facts.insertOne(factOf(i)),
  'insert a lead of 4 kB, 15 indexes': ({ leads }, i) => leads.insertOne(newLead(i)),
};
