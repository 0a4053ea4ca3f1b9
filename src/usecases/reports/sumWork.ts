/** Adds up the stored figures of work of a period, by group, and completes those of presences that still last. */
import { dateOf, dayEnd, dayStart, daysFrom, plusDays, type LocalDate } from '../../core/report/localDays.ts';
import { addUp, foldWork, type WorkTable, type WorkTables } from '../../core/report/workFigures.ts';
import type { WorkSpan } from '../../core/report/workLine.ts';
import type { Moment } from '../../core/vocabulary/time.ts';
import type { Parts } from '../../ports/parts.ts';
import type { ReportPeriod } from '../../shared/reports.ts';
import type { KeysOf } from './grouping.ts';

/** How many days before today an ongoing presence is counted for. Earlier days count once it ends. */
const GOING_DAYS = 3;

/** The spans of presences that haven't ended. */
export async function goingPresences(parts: Pick<Parts, 'agents'>, now: Moment): Promise<readonly WorkSpan[]> {
  return (await parts.agents.onShift())
    .filter(({ presenceAt }) => presenceAt < now)
    .map(({ id, presence, presenceReason, presenceAt }) => ({
      kind: 'presence' as const,
      agentId: id,
      at: presenceAt,
      until: now,
      presence,
      ...(presenceReason !== undefined && { reason: presenceReason }),
    }));
}

export interface WorkSums<F> {
  readonly total: F;
  readonly groups: ReadonlyMap<string, F>;
  readonly days: ReadonlyMap<LocalDate, F>;
}

export interface SumQuery<F> {
  readonly period: ReportPeriod;
  readonly empty: () => F;
  readonly keysOf: KeysOf;
  readonly isWanted?: (row: { readonly campaignId: string; readonly key: string }) => boolean;
  /** For tables of time. */
  readonly going?: readonly WorkSpan[];
}

export async function sumWork<T extends WorkTable>(
  { work }: Pick<Parts, 'work'>,
  zone: string,
  table: T,
  { period: { from, to }, empty, keysOf, isWanted = () => true, going = [] }: SumQuery<WorkTables[T]['figures']>,
): Promise<WorkSums<WorkTables[T]['figures']>> {
  type Figures = WorkTables[T]['figures'];
  const stored = await work.days(zone, table, from, to);
  const rowsOf = new Map<LocalDate, readonly WorkTables[T][]>(stored.map(({ date, rows }) => [date, rows]));
  for (const date of datesGoing(going, zone, { from, to })) {
    const day = [dayStart(date, zone), dayEnd(date, zone)] as const;
    rowsOf.set(date, foldWork((await work.lines(...day)).lines, zone, day, going)[table]);
  }
  const groups = new Map<string, Figures>();
  const days = new Map<LocalDate, Figures>();
  const total = empty();
  const add = (map: Map<string, Figures>, key: string, figures: Figures) => {
    const sum = map.get(key) ?? empty();
    map.set(key, sum);
    addUp(sum, figures);
  };
  for (const [date, rows] of rowsOf)
    for (const row of rows.filter(isWanted)) {
      addUp(total, row.figures);
      add(days, date, row.figures);
      for (const key of keysOf(row, date)) add(groups, key, row.figures);
    }
  return { total, groups, days };
}

function datesGoing(going: readonly WorkSpan[], zone: string, { from, to }: ReportPeriod): readonly LocalDate[] {
  if (going.length === 0) return [];
  const today = dateOf(Math.max(...going.map(({ until }) => until)), zone);
  const first = dateOf(Math.min(...going.map(({ at }) => at)), zone);
  const since = [first, from, plusDays(today, -GOING_DAYS)].sort().at(-1) ?? today;
  const until = to < today ? to : today;
  return Array.from({ length: Math.max(0, daysFrom(since, until)) }, (_day, index) => plusDays(since, index));
}
