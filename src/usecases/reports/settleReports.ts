/**
 * Brings reports up to date with the facts. A position says up to when facts are counted. From a little before it, every
 * lead that has a new fact gets a new line, computed from all its facts, and then the day on which it arrived gets new
 * figures. Facts that are written late mark their lead (store/projections.ts), whatever the position is. Everything can
 * run twice, at once on several nodes, and again after a crash: nothing is incremented.
 */
import { lineOf, type LeadLine } from '../../core/report/leadLine.ts';
import { dateOf, dayEnd, dayStart, type LocalDate } from '../../core/report/localDays.ts';
import { DAY_TABLES, FIGURES_FORMAT, foldLines, type DayTable, type SpeedRow } from '../../core/report/speedFigures.ts';
import { HOUR, MINUTE, SECOND, type Moment } from '../../core/vocabulary/time.ts';
import type { Parts } from '../../ports/parts.ts';
import { businessZone } from '../floor/businessDay.ts';

/** Facts are written within a second of what happened. Those that take longer than LATE_MS mark their lead. */
const OVERLAP_MS = 2 * MINUTE;
/** How much is counted between two looks at the time: on a busy floor, some thousand leads. */
const WINDOW_MS = 6 * HOUR;
const LATE_AT_ONCE = 500;
/** A mark is written with its fact. It is removed once the fact is certainly readable. */
const MARKED_MS = 30 * SECOND;
const POSITION = 'reports.position';
/** The zone and format of the stored figures of days. */
const STORED_AS = 'reports.figures';

/** Returns up to when facts are counted: now, or earlier if that took longer than `atMostMs`. */
export async function settleReports(parts: Parts, atMostMs: number): Promise<Moment> {
  const { clock, reports, settings, facts } = parts;
  const stopAt = performance.now() + atMostMs;
  const now = clock.now();
  // This node's own facts are readable.
  await facts.known([]);
  const zone = await forgetOutdated(parts);
  const late = await reports.lateLeads(LATE_AT_ONCE);
  await countLeads(parts, zone, late);
  if (late.length > 0) await reports.forgetLate(late, now - MARKED_MS);

  const counted = await settings.get<Moment>(POSITION);
  let from = await reports.nextFactAt(counted === null ? 0 : counted - OVERLAP_MS);
  while (from !== null && from <= now) {
    const until = from + WINDOW_MS;
    await countLeads(parts, zone, await reports.leadsWithFacts(from, until));
    await settings.set(POSITION, Math.min(until, now));
    from = await reports.nextFactAt(until);
    if (from !== null && performance.now() > stopAt) return Math.min(until, now);
  }
  return now;
}

/** Computes the figures of a day, unless they are there and up to date. */
export async function foldDay({ reports }: Pick<Parts, 'reports'>, zone: string, date: LocalDate): Promise<void> {
  const [from, until] = [dayStart(date, zone), dayEnd(date, zone)];
  const [folded, current] = await Promise.all([reports.dayChanges(zone, date), reports.changes(from, until)]);
  if (folded === current) return;
  const { lines, changes } = await reports.lines(from, until);
  const tables = DAY_TABLES.map((table) => [table, foldLines(lines, table, zone)] as const);
  await reports.saveDay(
    zone,
    date,
    changes,
    Object.fromEntries(tables) as Readonly<Record<DayTable, readonly SpeedRow[]>>,
  );
}

async function countLeads(parts: Parts, zone: string, leadIds: readonly string[]): Promise<void> {
  if (leadIds.length === 0) return;
  const byHour = new Map<Moment, Map<string, LeadLine | null>>();
  for (const [leadId, facts] of await parts.reports.factsOf(leadIds)) {
    const dated = lineOf(leadId, facts);
    if (!dated) continue;
    const hour = Math.floor(dated.openedAt / HOUR) * HOUR;
    const lines = byHour.get(hour) ?? new Map<string, LeadLine | null>();
    byHour.set(hour, lines.set(leadId, dated.line));
  }
  const dates = new Set<LocalDate>();
  for (const [hour, lines] of byHour) {
    await parts.reports.changeLines(hour, lines);
    // Where days begin on the half hour, an hour belongs to two.
    for (const at of [hour, hour + HOUR - 1]) dates.add(dateOf(at, zone));
  }
  for (const date of dates) await foldDay(parts, zone, date);
}

/** Figures of days in another zone or format are no longer kept up to date, so all are removed at the first report. */
async function forgetOutdated(parts: Parts): Promise<string> {
  const zone = await businessZone(parts);
  const storedAs = `${FIGURES_FORMAT} ${zone}`;
  if ((await parts.settings.get<string>(STORED_AS)) === storedAs) return zone;
  await parts.reports.forgetDays();
  await parts.settings.set(STORED_AS, storedAs);
  return zone;
}
