/**
 * Reports: the lines of leads, one document per hour of arrival, and the figures of days, one document per table and
 * day. Both are recomputed from facts and written conditionally, so that two nodes at once can't lose anything: lines by
 * the document's revision, figures by the sum of the revisions they were computed from.
 */
import { Schema, type Connection } from 'mongoose';
import type { Fact } from '../core/lead/facts.ts';
import { leadIdOf, type LeadLine } from '../core/report/leadLine.ts';
import { DAY_TABLES, FIGURES_FORMAT, type SpeedRow } from '../core/report/speedFigures.ts';
import { HOUR, type Moment } from '../core/vocabulary/time.ts';
import { StoreUnavailable } from '../ports/basics.ts';
import type { ReportStore } from '../ports/reports.ts';
import { SCHEMA_OPTIONS, trusted } from './connection.ts';
import { factModel } from './facts.ts';
import { modelOf } from './model.ts';
import { isDuplicate, runGuarded, runGuardedClaim, toPlain } from './plain.ts';

// Texts of JSON: a year of them is read in a fraction of the time that documents take.
const HOUR_SCHEMA = new Schema({ _id: Date, rev: Number, lines: String }, SCHEMA_OPTIONS);
const DAY_SCHEMA = new Schema({ _id: String, changes: Number, rows: String }, SCHEMA_OPTIONS);
/** Written by projections.ts, with facts that are late. */
const LATE_SCHEMA = new Schema({ _id: String, at: Date }, SCHEMA_OPTIONS);
export const LATE_LEADS = 'lateLeads';

const LEADS_AT_ONCE = 100;
/** Written last: with it, a day is complete. */
const LAST_TABLE = DAY_TABLES[DAY_TABLES.length - 1] ?? '';
const DAYS_AT_ONCE = 62;
const TRIES = 10;

export function reportStore(connection: Connection): ReportStore {
  const facts = factModel(connection);
  const hours = modelOf(connection, 'ReportHour', HOUR_SCHEMA, 'reportHours');
  const days = modelOf(connection, 'ReportDay', DAY_SCHEMA, 'reportDays');
  const late = modelOf(connection, 'LateLead', LATE_SCHEMA, LATE_LEADS);

  const hoursBetween = (from: Moment, until: Moment) => ({
    _id: trusted({ $gte: new Date(hourOf(from)), $lt: new Date(until) }),
  });

  return {
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
      const found = await runGuarded(() => facts.find(filter).select({ _id: 1 }).lean().exec());
      return [...new Set(found.map(({ _id }) => leadIdOf({ id: _id })))];
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

    async changeLines(hour, lines) {
      for (let tries = 0; tries < TRIES; tries += 1) {
        const stored = await runGuarded(() =>
          hours
            .findOne({ _id: new Date(hour) })
            .lean()
            .exec(),
        );
        const before = linesIn(stored);
        const byId = new Map<string, LeadLine>(before.map((line) => [line.leadId, line]));
        for (const [leadId, line] of lines) {
          if (line) byId.set(leadId, line);
          else byId.delete(leadId);
        }
        const text = JSON.stringify([...byId.values()].sort(byArrival));
        if (text === (stored?.['lines'] ?? '[]')) return;
        const rev = Number(stored?.['rev'] ?? 0);
        // If another node was first, the filter misses; a first write inserts, and the primary key rejects the second.
        const write = { $set: { rev: rev + 1, lines: text } };
        const filter = { _id: new Date(hour), ...(stored && { rev }) };
        const result = await runGuardedClaim(() =>
          stored
            ? hours.updateOne(filter, write).exec()
            : hours.updateOne({ ...filter, rev: trusted({ $exists: false }) }, write, { upsert: true }).exec(),
        );
        if (!isDuplicate(result) && result.matchedCount + result.upsertedCount > 0) return;
      }
      throw new StoreUnavailable('Gave up changing the lines of an hour after 10 conflicting updates.');
    },
    async lines(from, until) {
      const found = await runGuarded(() => hours.find(hoursBetween(from, until)).lean().exec());
      return {
        lines: found.flatMap(linesIn).filter(({ openedAt }) => openedAt >= from && openedAt < until),
        changes: found.reduce((sum, { rev }) => sum + Number(rev), 0),
      };
    },
    async hours(from, until) {
      const found = await runGuarded(() => hours.find(hoursBetween(from, until)).select({ _id: 1 }).lean().exec());
      return found.map(({ _id }) => (_id as unknown as Date).getTime());
    },
    async changes(from, until) {
      const found = await runGuarded(() => hours.find(hoursBetween(from, until)).select({ rev: 1 }).lean().exec());
      return found.reduce((sum, { rev }) => sum + Number(rev), 0);
    },

    async dayChanges(zone, date) {
      const stored = await runGuarded(() =>
        days
          .findOne({ _id: dayId(zone, LAST_TABLE, date) })
          .select({ changes: 1 })
          .lean()
          .exec(),
      );
      return stored ? Number(stored['changes']) : null;
    },
    async saveDay(zone, date, changes, tables) {
      // Once the last is there, all are.
      for (const table of DAY_TABLES) {
        const filter = { _id: dayId(zone, table, date), changes: trusted({ $lte: changes }) };
        const write = { $set: { changes, rows: JSON.stringify(tables[table]) } };
        await runGuardedClaim(() => days.updateOne(filter, write, { upsert: true }).exec());
      }
    },
    async datesStored(zone, from, to) {
      const filter = { _id: trusted({ $gte: dayId(zone, LAST_TABLE, from), $lte: dayId(zone, LAST_TABLE, to) }) };
      const found = await runGuarded(() => days.find(filter).select({ _id: 1 }).lean().exec());
      return found.map(({ _id }) => _id.slice(-DATE_LENGTH));
    },
    async days(zone, table, from, to) {
      const found: { date: string; rows: readonly SpeedRow[] }[] = [];
      let after: Readonly<Record<string, string>> = { $gte: dayId(zone, table, from) };
      for (;;) {
        const some = await runGuarded(() =>
          days
            .find({ _id: trusted({ ...after, $lte: dayId(zone, table, to) }) })
            .sort({ _id: 1 })
            .limit(DAYS_AT_ONCE)
            .lean()
            .exec(),
        );
        for (const { _id, rows } of some)
          found.push({ date: _id.slice(-DATE_LENGTH), rows: JSON.parse(String(rows)) as readonly SpeedRow[] });
        const last = some.at(-1)?._id;
        if (some.length < DAYS_AT_ONCE || last === undefined) return found;
        after = { $gt: last };
      }
    },
    async forgetDays() {
      await runGuarded(() => days.deleteMany({}).exec());
    },
  };
}

const DATE_LENGTH = '2026-11-29'.length;

function dayId(zone: string, table: string, date: string): string {
  return `${FIGURES_FORMAT} ${zone} ${table} ${date}`;
}

function hourOf(at: Moment): Moment {
  return Math.floor(at / HOUR) * HOUR;
}

function linesIn(document: Readonly<Record<string, unknown>> | null): readonly LeadLine[] {
  return document ? (JSON.parse(String(document['lines'])) as readonly LeadLine[]) : [];
}

function byArrival(one: LeadLine, other: LeadLine): number {
  return one.openedAt - other.openedAt || (one.leadId < other.leadId ? -1 : 1);
}
