/**
 * Facts: what happened, for reports. projections.ts writes them after changes; they never change.
 *
 * The figures of the business day are kept in memory and follow the facts: this node's facts at once, other nodes' on
 * request, by reading on from the last position. The whole day is reread only after a sweep, on any node, restored facts
 * that a crash had cut off.
 */
import { Schema, type Connection } from 'mongoose';
import type { Fact } from '../core/lead/facts.ts';
import { MINUTE, SECOND, type Moment } from '../core/vocabulary/time.ts';
import type { FactStore, Projections } from '../ports/facts.ts';
import { SCHEMA_OPTIONS, trusted } from './connection.ts';
import { datesOf, withDates } from './dates.ts';
import { startDay, type DayFigures } from './dayFigures.ts';
import { inBatches } from './batches.ts';
import { modelOf, type AnyDocument } from './model.ts';
import type { Notices } from './notices.ts';
import { runGuarded, toPlain } from './plain.ts';
import { timedLeads } from './timedLeads.ts';

const FACT_SCHEMA = new Schema(
  {
    _id: String,
    kind: { type: String },
    at: Date,
    campaignId: String,
    agentIds: { type: [String], default: undefined },
    source: String,
    firstSource: String,
    lastSource: String,
    interest: String,
    outcome: String,
    reason: String,
    outcomeId: String,
    seconds: Number,
    amount: Number,
    rule: String,
    consent: { type: [String], default: undefined },
    presence: String,
    survey: Schema.Types.Mixed,
    openedAt: Date,
    closedAt: Date,
  },
  SCHEMA_OPTIONS,
).index({ at: 1 }, { name: 'when' });

const FACT_DATES = datesOf(FACT_SCHEMA);

/** Other nodes write facts within a second of the event, and clocks differ by less than another second. */
const OVERLAP_MS = 15 * SECOND;
/** The whole day is reread this often at most. */
const WHOLE_AGAIN_MS = 10 * MINUTE;
/** So many facts are added to the day before other nodes' are read, so that it can forget which ones it counted. */
const ADDED_AT_MOST = 5000;
const AT_ONCE = 500;

export function factModel(connection: Connection) {
  return modelOf(connection, 'Fact', FACT_SCHEMA, 'facts');
}

export function factDocument({ id, ...fact }: Fact): AnyDocument {
  return withDates({ _id: id, ...fact }, FACT_DATES) as AnyDocument;
}

interface KnownDay {
  readonly since: Moment;
  readonly figures: DayFigures;
  /** When it was last read, on this process's clock. */
  readonly wholeAt: number;
  readonly readAt: number;
  /** The time of the newest fact read. */
  readonly newest: Moment;
}

export function factStore(
  connection: Connection,
  projections: Projections,
  notices: Pick<Notices, 'raise' | 'listen'>,
): FactStore {
  const facts = factModel(connection);
  let day: KnownDay | null = null;
  let reading: Promise<KnownDay> | null = null;
  /** Facts that this node wrote while the day was being read. */
  let meanwhile: Fact[] = [];
  let addedSinceRead = 0;
  /** When facts were restored last, on this process's clock. */
  let restoredAt = Number.NEGATIVE_INFINITY;
  notices.listen('facts', () => (restoredAt = performance.now()));

  async function* readSince(from: Moment): AsyncGenerator<readonly Fact[], void> {
    await projections.settled();
    const filter = { at: { $gte: new Date(from) } };
    const cursor = connection.collection<AnyDocument>('facts').find(filter, { batchSize: AT_ONCE }).sort({ at: 1 });
    for await (const batch of inBatches(cursor, AT_ONCE)) yield batch.map((document) => toPlain<Fact>(document));
  }

  const timed = timedLeads({ read: readSince, overlapMs: OVERLAP_MS });

  async function readNewFacts(since: Moment): Promise<KnownDay> {
    meanwhile = [];
    addedSinceRead = 0;
    const now = performance.now();
    const known = day?.since === since && !mustBeWhole(day, now) ? day : null;
    const from = known ? Math.max(since, known.newest - OVERLAP_MS) : since;
    const figures = known?.figures ?? startDay(since);
    let newest = known?.newest ?? since;
    for await (const batch of readSince(from))
      for (const fact of batch) {
        figures.count(fact);
        newest = Math.max(newest, fact.at);
      }
    for (const fact of meanwhile) figures.count(fact);
    // The next read begins there: what was counted before isn't seen again.
    figures.settle(newest - OVERLAP_MS);
    return { since, figures, newest, wholeAt: known?.wholeAt ?? now, readAt: now };
  }

  const mustBeWhole = ({ wholeAt }: KnownDay, now: number) => restoredAt > wholeAt && now - wholeAt >= WHOLE_AGAIN_MS;

  async function figuresOf(since: Moment, maxAgeMs: number): Promise<DayFigures> {
    if (day?.since === since && performance.now() - day.readAt < maxAgeMs) return day.figures;
    // Waits for a read of another day to finish first.
    while (reading) if ((await reading).since === since) return (day as KnownDay).figures;
    reading = readNewFacts(since).then((read) => (day = read));
    try {
      return (await reading).figures;
    } finally {
      reading = null;
    }
  }

  function add(leadFacts: readonly Fact[]): void {
    for (const fact of leadFacts) {
      day?.figures.count(fact);
      timed.count(fact);
      if (reading) meanwhile.push(fact);
    }
    projections.add(...leadFacts.map((fact) => ({ kind: 'fact', fact }) as const));
    addedSinceRead += leadFacts.length;
    if (day && !reading && addedSinceRead > ADDED_AT_MOST) figuresOf(day.since, 0).catch(() => undefined);
  }

  return {
    add,
    restore(leadFacts) {
      add(leadFacts);
      restoredAt = performance.now();
      notices.raise('facts');
    },

    async known(ids) {
      await projections.settled();
      const filter = { _id: trusted({ $in: [...ids] }) };
      const documents = await runGuarded(() => facts.find(filter).select({ _id: 1 }).lean().exec());
      return new Set(documents.map(({ _id }) => _id));
    },

    agentDay: async (agentId, since) => (await figuresOf(since, 15 * SECOND)).ofAgent(agentId),
    async takenSince(since) {
      const figures = await figuresOf(since, 2 * SECOND);
      return (agentId, now) => figures.takenBy(agentId, now);
    },
    talkSeconds: async (since) => (await figuresOf(since, 15 * SECOND)).talkSeconds(),
    speedBudgets: (now) => timed.budgets(now),
    routedSince: async (since) => (await figuresOf(since, 15 * SECOND)).routed(),
    floorDay: async (since, now) => (await figuresOf(since, SECOND)).ofFloor(now),
  };
}
