/** What reports are computed from: the lines of leads by hour of arrival, and the figures of each day, summed from them. */
import type { Fact } from '../core/lead/facts.ts';
import type { LeadLine } from '../core/report/leadLine.ts';
import type { LocalDate } from '../core/report/localDays.ts';
import type { DayTable, SpeedRow } from '../core/report/speedFigures.ts';
import type { Moment } from '../core/vocabulary/time.ts';

export interface DayRows {
  readonly date: LocalDate;
  readonly rows: readonly SpeedRow[];
}

export interface ReportStore {
  /** When the first fact at or after this time happened; null when there is none. */
  nextFactAt(from: Moment): Promise<Moment | null>;
  /** The leads with facts in [from, until). */
  leadsWithFacts(from: Moment, until: Moment): Promise<readonly string[]>;
  /** All facts of these leads, by lead. */
  factsOf(leadIds: readonly string[]): Promise<ReadonlyMap<string, readonly Fact[]>>;
  /** Leads of which a fact was written late. Marks from before `settledAt` can be removed once they are counted. */
  lateLeads(limit: number): Promise<readonly string[]>;
  forgetLate(leadIds: readonly string[], settledAt: Moment): Promise<void>;

  /** Replaces lines of leads that arrived in the hour that begins at `hour`; null removes one. */
  changeLines(hour: Moment, lines: ReadonlyMap<string, LeadLine | null>): Promise<void>;
  /** The lines of leads that arrived in [from, until), and how often they were changed. */
  lines(from: Moment, until: Moment): Promise<{ readonly lines: readonly LeadLine[]; readonly changes: number }>;
  /** The hours of this period in which leads arrived. */
  hours(from: Moment, until: Moment): Promise<readonly Moment[]>;
  /** How often lines of leads of these hours were changed. */
  changes(from: Moment, until: Moment): Promise<number>;

  /** The changes that a day's figures were computed from; null if it has none. */
  dayChanges(zone: string, date: LocalDate): Promise<number | null>;
  /** Writes a day's figures, unless newer ones are there. */
  saveDay(
    zone: string,
    date: LocalDate,
    changes: number,
    tables: Readonly<Record<DayTable, readonly SpeedRow[]>>,
  ): Promise<void>;
  /** The dates of a period whose figures are stored. */
  datesStored(zone: string, from: LocalDate, to: LocalDate): Promise<readonly LocalDate[]>;
  /** The stored days of a period, both ends included. */
  days(zone: string, table: DayTable, from: LocalDate, to: LocalDate): Promise<readonly DayRows[]>;
  /** Removes the figures of all days: they are computed again when asked for. */
  forgetDays(): Promise<void>;
}
