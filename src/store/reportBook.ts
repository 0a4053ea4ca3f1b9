/**
 * A book of a report: lines, one document per minute, and the figures of days, one document per table and day. Both are
 * recomputed from facts and written conditionally, so that two nodes at once can't lose anything: lines by the document's
 * revision, figures by the sum of the revisions they were computed from.
 */
import { Schema, type Connection } from 'mongoose';
import { HOUR, type Moment } from '../core/vocabulary/time.ts';
import { StoreUnavailable } from '../ports/basics.ts';
import type { ReportBook } from '../ports/reports.ts';
import { SCHEMA_OPTIONS, trusted } from './connection.ts';
import { modelOf } from './model.ts';
import { isDuplicate, runGuarded, runGuardedClaim } from './plain.ts';

// Texts of JSON: a year of them is read in a fraction of the time that documents take.
const MINUTE_SCHEMA = new Schema({ _id: Date, rev: Number, lines: String }, SCHEMA_OPTIONS);
const DAY_SCHEMA = new Schema({ _id: String, changes: Number, rows: String }, SCHEMA_OPTIONS);

const DAYS_AT_ONCE = 62;
const TRIES = 10;

interface BookSpec<Line, Table> {
  /** The model's name; its collections are `reportMinutes` and `reportDays` for `Report`. */
  readonly name: string;
  /** The last is written last: with it, a day is complete. */
  readonly tables: readonly Table[];
  readonly format: number;
  readonly idOf: (line: Line) => string;
  /** Whether it belongs to [from, until), which may begin within an hour whose lines are read. */
  readonly isWithin?: (line: Line, from: Moment, until: Moment) => boolean;
  readonly order: (one: Line, other: Line) => number;
}

export function reportBook<Line, Rows extends object>(
  connection: Connection,
  { name, tables, format, idOf, order, isWithin = () => true }: BookSpec<Line, keyof Rows & string>,
): ReportBook<Line, Rows> {
  const collection = name.charAt(0).toLowerCase() + name.slice(1);
  const minutes = modelOf(connection, `${name}Minute`, MINUTE_SCHEMA, `${collection}Minutes`);
  const days = modelOf(connection, `${name}Day`, DAY_SCHEMA, `${collection}Days`);
  const lastTable = tables[tables.length - 1] ?? '';

  const dayId = (zone: string, table: string, date: string) => `${format} ${zone} ${table} ${date}`;
  const linesIn = (document: Readonly<Record<string, unknown>> | null) =>
    document ? (JSON.parse(String(document['lines'])) as readonly Line[]) : [];
  // Spans begin up to an hour earlier than where they reach.
  const minutesBetween = (from: Moment, until: Moment) => ({
    _id: trusted({ $gte: new Date(Math.floor(from / HOUR) * HOUR), $lt: new Date(until) }),
  });

  return {
    async changeLines(minute, lines) {
      for (let tries = 0; tries < TRIES; tries += 1) {
        const stored = await runGuarded(() =>
          minutes
            .findOne({ _id: new Date(minute) })
            .lean()
            .exec(),
        );
        const before = linesIn(stored);
        const byId = new Map(before.map((line) => [idOf(line), line]));
        for (const [id, line] of lines) {
          if (line) byId.set(id, line);
          else byId.delete(id);
        }
        const text = JSON.stringify([...byId.values()].sort(order));
        if (text === (stored?.['lines'] ?? '[]')) return;
        const rev = Number(stored?.['rev'] ?? 0);
        // If another node was first, the filter misses; a first write inserts, and the primary key rejects the second.
        const write = { $set: { rev: rev + 1, lines: text } };
        const filter = { _id: new Date(minute), ...(stored && { rev }) };
        const result = await runGuardedClaim(() =>
          stored
            ? minutes.updateOne(filter, write).exec()
            : minutes.updateOne({ ...filter, rev: trusted({ $exists: false }) }, write, { upsert: true }).exec(),
        );
        if (!isDuplicate(result) && result.matchedCount + result.upsertedCount > 0) return;
      }
      throw new StoreUnavailable('Gave up changing the lines of a minute after 10 conflicting updates.');
    },
    async lines(from, until) {
      const found = await runGuarded(() => minutes.find(minutesBetween(from, until)).lean().exec());
      return {
        lines: found.flatMap(linesIn).filter((line) => isWithin(line, from, until)),
        changes: found.reduce((sum, { rev }) => sum + Number(rev), 0),
      };
    },
    async span(from, until) {
      const end = async (direction: 1 | -1) => {
        const found = minutes.findOne(minutesBetween(from, until)).sort({ _id: direction }).select({ _id: 1 });
        return (await runGuarded(() => found.lean().exec()))?._id as unknown as Date | undefined;
      };
      const [first, last] = await Promise.all([end(1), end(-1)]);
      return first && last ? [first.getTime(), last.getTime()] : null;
    },
    async changes(from, until) {
      const found = await runGuarded(() => minutes.find(minutesBetween(from, until)).select({ rev: 1 }).lean().exec());
      return found.reduce((sum, { rev }) => sum + Number(rev), 0);
    },

    async dayChanges(zone, date) {
      const stored = await runGuarded(() =>
        days
          .findOne({ _id: dayId(zone, lastTable, date) })
          .select({ changes: 1 })
          .lean()
          .exec(),
      );
      return stored ? Number(stored['changes']) : null;
    },
    async saveDay(zone, date, changes, rows) {
      // Once the last is there, all are.
      for (const table of tables) {
        const filter = { _id: dayId(zone, table, date), changes: trusted({ $lte: changes }) };
        const write = { $set: { changes, rows: JSON.stringify(rows[table]) } };
        await runGuardedClaim(() => days.updateOne(filter, write, { upsert: true }).exec());
      }
    },
    async datesStored(zone, from, to) {
      const filter = { _id: trusted({ $gte: dayId(zone, lastTable, from), $lte: dayId(zone, lastTable, to) }) };
      const found = await runGuarded(() => days.find(filter).select({ _id: 1 }).lean().exec());
      return found.map(({ _id }) => _id.slice(-DATE_LENGTH));
    },
    async days(zone, table, from, to) {
      const found: { date: string; rows: Rows[typeof table] }[] = [];
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
          found.push({ date: _id.slice(-DATE_LENGTH), rows: JSON.parse(String(rows)) as Rows[typeof table] });
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
