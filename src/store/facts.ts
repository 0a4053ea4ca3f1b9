/** Facts: what happened, for counting. Written behind the changes by projections.ts, never changed. */
import { Schema, type Connection } from 'mongoose';
import type { Fact } from '../core/lead/facts.ts';
import { SECOND, type Moment } from '../core/time.ts';
import type { AgentDay, FactStore, Projections } from '../ports.ts';
import { SCHEMA_OPTIONS, trusted } from './connection.ts';
import { modelOf, type AnyDocument } from './model.ts';
import { guarded } from './plain.ts';

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
  },
  SCHEMA_OPTIONS,
)
  .index({ kind: 1, at: 1 }, { name: 'kinds' })
  .index({ agentIds: 1, at: 1 }, { partialFilterExpression: { agentIds: { $exists: true } }, name: 'agents' });

/** How long a day's figures stay as they were read plus what this node added; other nodes' facts come with the next reading. */
const DAY_KEPT_MS = 15 * SECOND;

export function factModel(connection: Connection) {
  return modelOf(connection, 'Fact', FACT_SCHEMA, 'facts');
}

export function factDocument({ id, at, ...fact }: Fact): AnyDocument {
  return { _id: id, at: new Date(at), ...fact };
}

interface KnownDay {
  readonly since: Moment;
  readonly until: number;
  day: AgentDay;
}

export function factStore(connection: Connection, projections: Projections): FactStore {
  const facts = factModel(connection);
  const days = new Map<string, KnownDay>();
  /** Agents whose day is being read, and whether something happened meanwhile. */
  const reading = new Map<string, { isOutdated: boolean }>();

  const readDay = async (agentId: string, since: Moment): Promise<AgentDay> => {
    await projections.settled();
    const counts = await guarded(() =>
      facts
        .aggregate<{ _id: { kind: string; outcome?: string }; count: number }>([
          { $match: { agentIds: agentId, at: { $gte: new Date(since) } } },
          { $group: { _id: { kind: '$kind', outcome: '$outcome' }, count: { $sum: 1 } } },
        ])
        .exec(),
    );
    return counts.reduce((day, { _id, count }) => added(day, _id, count), {
      offered: 0,
      accepted: 0,
      missed: 0,
      talked: 0,
      closed: 0,
      won: 0,
    } satisfies AgentDay);
  };

  return {
    add(leadFacts) {
      for (const fact of leadFacts) {
        for (const agentId of fact.agentIds ?? []) {
          const known = days.get(agentId);
          if (known && fact.at >= known.since) known.day = added(known.day, fact, 1);
          const underWay = reading.get(agentId);
          if (underWay) underWay.isOutdated = true;
        }
      }
      projections.add(...leadFacts.map((fact) => ({ kind: 'fact', fact }) as const));
    },

    async known(ids) {
      await projections.settled();
      const filter = { _id: trusted({ $in: [...ids] }) };
      const documents = await guarded(() => facts.find(filter).select({ _id: 1 }).lean().exec());
      return new Set(documents.map(({ _id }) => _id));
    },

    async agentDay(agentId, since) {
      const known = days.get(agentId);
      if (known?.since === since && performance.now() < known.until) return known.day;
      const mark = { isOutdated: false };
      reading.set(agentId, mark);
      try {
        const day = await readDay(agentId, since);
        const until = mark.isOutdated ? 0 : performance.now() + DAY_KEPT_MS;
        days.set(agentId, { since, until, day });
        return day;
      } finally {
        if (reading.get(agentId) === mark) reading.delete(agentId);
      }
    },
  };
}

function added(day: AgentDay, { kind, outcome }: { kind: string; outcome?: string }, count: number): AgentDay {
  switch (kind) {
    case 'offered':
      return { ...day, offered: day.offered + count };
    case 'accepted':
      return { ...day, accepted: day.accepted + count };
    case 'missed':
      return { ...day, missed: day.missed + count };
    case 'talked':
      return { ...day, talked: day.talked + count };
    case 'closed':
      return { ...day, closed: day.closed + count, won: day.won + (outcome === 'won' ? count : 0) };
    default:
      return day;
  }
}
