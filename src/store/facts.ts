/**
 * Facts: what happened, for counting. Written behind the changes by projections.ts, never changed.
 *
 * The figures of the business's day are kept in memory and follow the facts: what this node writes at once, what other
 * nodes write when somebody asks, by reading on from where the last reading ended. All of the day is read again now and
 * then, for facts that a sweep wrote late.
 */
import { Schema, type Connection } from 'mongoose';
import type { Fact } from '../core/lead/facts.ts';
import { MINUTE, SECOND, type Moment } from '../core/time.ts';
import type { FactStore, Projections } from '../ports.ts';
import { SCHEMA_OPTIONS, trusted } from './connection.ts';
import { datesOf, withDates } from './dates.ts';
import { startDay, type DayFigures } from './dayFigures.ts';
import { modelOf, type AnyDocument } from './model.ts';
import { guarded, toPlain } from './plain.ts';

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
    seconds: Number,
    openedAt: Date,
    closedAt: Date,
  },
  SCHEMA_OPTIONS,
).index({ at: 1 }, { name: 'when' });

const FACT_DATES = datesOf(FACT_SCHEMA);

/** Other nodes' facts are written within a second of what they tell, by clocks that differ by less than another. */
const OVERLAP_MS = 15 * SECOND;
/** Beyond this age all of the day is read again. */
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
  /** When it was last read, by this process's own clock. */
  readonly wholeAt: number;
  readonly readAt: number;
  /** Of the newest fact that was read. */
  readonly newest: Moment;
}

export function factStore(connection: Connection, projections: Projections): FactStore {
  const facts = factModel(connection);
  let day: KnownDay | null = null;
  let reading: Promise<KnownDay> | null = null;
  /** Written by this node while the day was being read. */
  let meanwhile: Fact[] = [];

  async function readOn(since: Moment): Promise<KnownDay> {
    meanwhile = [];
    await projections.settled();
    const now = performance.now();
    const known = day?.since === since && now - day.wholeAt < WHOLE_AGAIN_MS ? day : null;
    const from = known ? Math.max(since, known.newest - OVERLAP_MS) : since;
    const documents = await guarded(() =>
      facts
        .find({ at: trusted({ $gte: new Date(from) }) })
        .sort({ at: 1 })
        .lean()
        .exec(),
    );
    const figures = known?.figures ?? startDay(since);
    let newest = known?.newest ?? since;
    for (const document of documents) {
      const fact = toPlain<Fact>(document);
      figures.count(fact);
      newest = Math.max(newest, fact.at);
    }
    for (const fact of meanwhile) figures.count(fact);
    return { since, figures, newest, wholeAt: known?.wholeAt ?? now, readAt: now };
  }

  async function figuresOf(since: Moment, maxAgeMs: number): Promise<DayFigures> {
    if (day?.since === since && performance.now() - day.readAt < maxAgeMs) return day.figures;
    // A reading for another day is let go first.
    while (reading) if ((await reading).since === since) return (day as KnownDay).figures;
    reading = readOn(since).then((read) => (day = read));
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
        if (reading) meanwhile.push(fact);
      }
      projections.add(...leadFacts.map((fact) => ({ kind: 'fact', fact }) as const));
    },

    async known(ids) {
      await projections.settled();
      const filter = { _id: trusted({ $in: [...ids] }) };
      const documents = await guarded(() => facts.find(filter).select({ _id: 1 }).lean().exec());
      return new Set(documents.map(({ _id }) => _id));
    },

    agentDay: async (agentId, since) => (await figuresOf(since, 15 * SECOND)).ofAgent(agentId),
    floorDay: async (since) => (await figuresOf(since, SECOND)).ofFloor(),
  };
}
