/** What reports read of facts, the lines of leads by minute of arrival, and the figures of days summed from them. */
import { Schema, type Connection } from 'mongoose';
import type { Fact } from '../core/lead/facts.ts';
import { leadIdOf, type LeadLine } from '../core/report/leadLine.ts';
import { DAY_TABLES, FIGURES_FORMAT, type DayTable, type SpeedRow } from '../core/report/speedFigures.ts';
import type { ReportStore } from '../ports/reports.ts';
import { SCHEMA_OPTIONS, trusted } from './connection.ts';
import { factModel } from './facts.ts';
import { modelOf } from './model.ts';
import type { Moment } from '../core/vocabulary/time.ts';
import { runGuarded, toPlain } from './plain.ts';
import { reportBook } from './reportBook.ts';

/** Written by projections.ts, with facts that are late. */
const LATE_SCHEMA = new Schema({ _id: String, at: Date }, SCHEMA_OPTIONS);
export const LATE_LEADS = 'lateLeads';

const LEADS_AT_ONCE = 100;
/** Of a busy floor, some minutes. */
const FACTS_AT_MOST = 20_000;
const NO_LIMIT = 0;

export function reportStore(connection: Connection): ReportStore {
  const facts = factModel(connection);
  const late = modelOf(connection, 'LateLead', LATE_SCHEMA, LATE_LEADS);

  return {
    ...reportBook<LeadLine, Readonly<Record<DayTable, readonly SpeedRow[]>>>(connection, {
      name: 'Report',
      tables: DAY_TABLES,
      format: FIGURES_FORMAT,
      idOf: ({ leadId }) => leadId,
      isWithin: ({ openedAt }, from, until) => openedAt >= from && openedAt < until,
      order: byArrival,
    }),
    async nextFactAt(from) {
      const [next] = await runGuarded(() =>
        facts
          .find({ at: trusted({ $gte: new Date(from) }) })
          .sort({ at: 1 })
          .limit(1)
          .select({ at: 1 })
          .lean()
          .exec(),
      );
      return next ? (next['at'] as Date).getTime() : null;
    },
    async leadsWithFacts(from, until) {
      const filter = { at: trusted({ $gte: new Date(from), $lt: new Date(until) }) };
      const found = await runGuarded(() => facts.find(filter).select({ kind: 1 }).lean().exec());
      const isPresence = ({ kind }: Readonly<Record<string, unknown>>) => kind === 'presence';
      const ofLeads = found.filter((fact) => !isPresence(fact)).map(({ _id }) => leadIdOf({ id: _id }));
      return { leadIds: [...new Set(ofLeads)], presenceIds: found.filter(isPresence).map(({ _id }) => _id) };
    },
    async factsBetween(from, until) {
      const read = (end: Moment, limit: number) =>
        runGuarded(() =>
          facts
            .find({ at: trusted({ $gte: new Date(from), $lt: new Date(end) }) })
            .sort({ at: 1 })
            .limit(limit)
            .select({ kind: 1, at: 1 })
            .lean()
            .exec(),
        );
      let end = until;
      let found = await read(end, FACTS_AT_MOST);
      if (found.length === FACTS_AT_MOST) {
        // More may have happened in the last one's millisecond.
        end = Math.max(timeOf(found.at(-1)), from + 1);
        found = end > timeOf(found[0]) + 1 ? found.filter((fact) => timeOf(fact) < end) : await read(end, NO_LIMIT);
      }
      const known = found.map((fact) => ({ id: fact._id, at: timeOf(fact), isPresence: fact['kind'] === 'presence' }));
      return { until: end, facts: known };
    },
    async presences(ids) {
      if (ids.length === 0) return [];
      const found = await runGuarded(() =>
        facts
          .find({ _id: trusted({ $in: [...ids] }) })
          .lean()
          .exec(),
      );
      return found.map((document) => toPlain<Fact>(document));
    },
    async factsOf(leadIds) {
      const all = new Map<string, Fact[]>(leadIds.map((id) => [id, []]));
      for (let start = 0; start < leadIds.length; start += LEADS_AT_ONCE) {
        // `;` follows `:`.
        const each = leadIds
          .slice(start, start + LEADS_AT_ONCE)
          .map((id) => ({ _id: trusted({ $gte: `${id}:`, $lt: `${id};` }) }));
        const documents = await runGuarded(() => facts.find({ $or: each }).lean().exec());
        for (const document of documents) {
          const fact = toPlain<Fact>(document);
          all.get(leadIdOf(fact))?.push(fact);
        }
      }
      return all;
    },
    async lateLeads(limit) {
      const found = await runGuarded(() => late.find({}).limit(limit).lean().exec());
      return found.map(({ _id }) => _id);
    },
    async forgetLate(leadIds, settledAt) {
      const filter = { _id: trusted({ $in: [...leadIds] }), at: trusted({ $lt: new Date(settledAt) }) };
      await runGuarded(() => late.deleteMany(filter).exec());
    },
  };
}

function timeOf(fact: Readonly<Record<string, unknown>> | undefined): Moment {
  return (fact?.['at'] as Date | undefined)?.getTime() ?? 0;
}

function byArrival(one: LeadLine, other: LeadLine): number {
  return one.openedAt - other.openedAt || (one.leadId < other.leadId ? -1 : 1);
}
