/** What reports are computed from: lines by minute, and the figures of each day, summed from them. */
import type { Fact } from '../core/lead/facts.ts';
import type { LeadLine } from '../core/report/leadLine.ts';
import type { LocalDate } from '../core/report/localDays.ts';
import type { DayTable, SpeedRow } from '../core/report/speedFigures.ts';
import type { SurveyLine, SurveyRows } from '../core/report/surveyFigures.ts';
import type { WorkRows } from '../core/report/workFigures.ts';
import type { WorkLine } from '../core/report/workLine.ts';
import type { Moment } from '../core/vocabulary/time.ts';

export interface DayRows<Rows> {
  readonly date: LocalDate;
  readonly rows: Rows;
}

/** `Rows`: the rows of each table of a day. */
export interface ReportBook<Line, Rows> {
  /** Replaces lines of the minute that begins at `minute`; null removes one. */
  changeLines(minute: Moment, lines: ReadonlyMap<string, Line | null>): Promise<void>;
  /** The lines of leads that arrived in [from, until), or of work in its hours; and how often lines of these hours were changed. */
  lines(from: Moment, until: Moment): Promise<{ readonly lines: readonly Line[]; readonly changes: number }>;
  /** The first and the last minute of this period that has lines; null if none has. */
  span(from: Moment, until: Moment): Promise<readonly [Moment, Moment] | null>;
  /** How often lines of these hours were changed. */
  changes(from: Moment, until: Moment): Promise<number>;

  /** The changes that a day's figures were computed from; null if it has none. */
  dayChanges(zone: string, date: LocalDate): Promise<number | null>;
  /** Writes a day's figures, unless newer ones are there. */
  saveDay(zone: string, date: LocalDate, changes: number, tables: Rows): Promise<void>;
  /** The dates of a period whose figures are stored. */
  datesStored(zone: string, from: LocalDate, to: LocalDate): Promise<readonly LocalDate[]>;
  /** The stored days of a period, both ends included. */
  days<T extends keyof Rows & string>(
    zone: string,
    table: T,
    from: LocalDate,
    to: LocalDate,
  ): Promise<readonly DayRows<Rows[T]>[]>;
  /** Removes the figures of all days: they are computed again when asked for. */
  forgetDays(): Promise<void>;
}

export type WorkBook = ReportBook<WorkLine, WorkRows>;
export type SurveyBook = ReportBook<SurveyLine, SurveyRows>;

/** Facts of a period, by what is counted again because of them. */
export interface FactsOfPeriod {
  /** Up to when these are all; earlier than asked if there were too many. */
  readonly until: Moment;
  readonly facts: readonly { readonly id: string; readonly at: Moment; readonly isPresence: boolean }[];
}

/** What is read of facts, and the lines of leads by minute of arrival. */
export interface ReportStore extends ReportBook<LeadLine, Readonly<Record<DayTable, readonly SpeedRow[]>>> {
  /** When the first fact at or after this time happened; null when there is none. */
  nextFactAt(from: Moment): Promise<Moment | null>;
  /** The leads with facts in [from, until), and the facts of agents' presences that ended then. */
  leadsWithFacts(
    from: Moment,
    until: Moment,
  ): Promise<{ readonly leadIds: readonly string[]; readonly presenceIds: readonly string[] }>;
  /** The first facts in [from, until). */
  factsBetween(from: Moment, until: Moment): Promise<FactsOfPeriod>;
  /** The facts with these identifiers. */
  presences(ids: readonly string[]): Promise<readonly Fact[]>;
  /** All facts of these leads, by lead; also of agents, whose facts are their presences. */
  factsOf(leadIds: readonly string[]): Promise<ReadonlyMap<string, readonly Fact[]>>;
  /**
   * Leads and agents with a fact that was written late. Marks from before `settledAt` can be removed once they are
   * counted.
   */
  lateLeads(limit: number): Promise<readonly string[]>;
  forgetLate(leadIds: readonly string[], settledAt: Moment): Promise<void>;
}
