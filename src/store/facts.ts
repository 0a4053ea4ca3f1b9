/**
 * Facts: what happened, for reports. projections.ts writes them after changes; they never change.
 *
 * The figures of the business day are kept in memory and follow the facts: this node's facts at once, other nodes' on
 * request, by reading on from the last position. The whole day is reread now and then, for facts that a sweep wrote
 * late.
 */
import { Schema, type Connection } from 'mongoose';
import type { Fact } from '../core/lead/facts.ts';
import { MINUTE, SECOND, type Moment } from '../core/vocabulary/time.ts';
import type { FactStore, Projections } from '../ports/facts.ts';
import { SCHEMA_OPTIONS, trusted } from './connection.ts';
import { datesOf, withDates } from './dates.ts';
import { startDay, type DayFigures } from './dayFigures.ts';
import { modelOf, type AnyDocument } from './model.ts';
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
/** Older figures are recomputed from the whole day. */
const WHOLE_AGAIN_MS = 10 * MINUTE;

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

export function factStore(connection: Connection, projections: Projections): FactStore {
  const facts = factModel(connection);
  let day: KnownDay | null = null;
  let reading: Promise<KnownDay> | null = null;
  /** Facts that this node wrote while the day was being read. */
  let meanwhile: Fact[] = [];

  async function readSince(from: Moment): Promise<readonly Fact[]> {
    const documents = await runGuarded(() =>
      facts
        .find({ at: trusted({ $gte: new Date(from) }) })
        .sort({ at: 1 })
        .lean()
        .exec(),
    );
    return documents.map((document) => toPlain<Fact>(document));
  }

  const timed = timedLeads(async (since) => {
    await projections.settled();
    return readSince(since - OVERLAP_MS);
  });

  async function readNewFacts(since: Moment): Promise<KnownDay> {
    meanwhile = [];
    await projections.settled();
    const now = performance.now();
    const known = day?.since === since && now - day.wholeAt < WHOLE_AGAIN_MS ? day : null;
    const from = known ? Math.max(since, known.newest - OVERLAP_MS) : since;
    const read = await readSince(from);
    const figures = known?.figures ?? startDay(since);
    let newest = known?.newest ?? since;
    for (const fact of read) {
      figures.count(fact);
      newest = Math.max(newest, fact.at);
    }
    for (const fact of meanwhile) figures.count(fact);
    return { since, figures, newest, wholeAt: known?.wholeAt ?? now, readAt: now };
  }

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

  return {
    add(leadFacts) {
      for (const fact of leadFacts) {
        day?.figures.count(fact);
        timed.count(fact);
        if (reading) meanwhile.push(fact);
      }
      projections.add(...leadFacts.map((fact) => ({ kind: 'fact', fact }) as const));
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
    timedLeads: (now) => timed.at(now),
    routedSince: async (since) => (await figuresOf(since, 15 * SECOND)).routed(),
    floorDay: async (since, now) => (await figuresOf(since, SECOND)).ofFloor(now),
  };
}
