/**
 * Brings reports up to date with the facts. A position says up to when facts are counted. From a little before it, every
 * lead that has a new fact gets new lines, computed from all its facts: one in the hour of its arrival, and one in each
 * hour in which something happened to it; if it has answers to a survey, one in the hour of the first. A presence that ended gets its own. Then their days get new figures. Facts that are written late mark their lead (store/projections.ts), whatever the position is. Everything can
 * run twice, at once on several nodes, and again after a crash: nothing is incremented.
 */
import { lineOf, type LeadLine } from '../../core/report/leadLine.ts';
import { foldSurvey, surveyOf, SURVEY_FORMAT, type SurveyLine } from '../../core/report/surveyFigures.ts';
import { foldWork, WORK_FORMAT } from '../../core/report/workFigures.ts';
import {
  hourOf,
  subjectOf,
  workOf,
  workOfPresence,
  type WorkByHour,
  type WorkLine,
} from '../../core/report/workLine.ts';
import { dateOf, dayEnd, dayStart, type LocalDate } from '../../core/report/localDays.ts';
import { DAY_TABLES, FIGURES_FORMAT, foldLines, type DayTable, type SpeedRow } from '../../core/report/speedFigures.ts';
import { HOUR, MINUTE, SECOND, type Moment } from '../../core/vocabulary/time.ts';
import type { Parts } from '../../ports/parts.ts';
import type { ReportBook } from '../../ports/reports.ts';
import { businessZone } from '../floor/businessDay.ts';

/** Facts are written within a second of what happened. Those that take longer than LATE_MS mark their lead. */
const OVERLAP_MS = 2 * MINUTE;
/** How much is counted between two looks at the time: on a busy floor, some thousand leads. */
const WINDOW_MS = 6 * HOUR;
const LATE_AT_ONCE = 500;
/** A mark is written with its fact. It is removed once the fact is certainly readable. */
const MARKED_MS = 30 * SECOND;
const POSITION = 'reports.position';
/** Facts from before this version counted work are counted behind, from the oldest on. */
const BEHIND = 'reports.sourcesBehind';
/** The zone and format of the stored figures of days. */
const STORED_AS = 'reports.figures';

/** Figures of the law need facts that earlier versions didn't write. */
const LAW_SINCE = 'reports.lawSince';

/** Returns up to when facts are counted: now, or earlier if that took longer than `atMostMs`. */
export async function settleReports(parts: Parts, atMostMs: number): Promise<Moment> {
  const { clock, reports, settings, facts } = parts;
  const stopAt = performance.now() + atMostMs;
  const now = clock.now();
  // This node's own facts are readable.
  await facts.known([]);
  const zone = await forgetOutdated(parts);
  const late = await reports.lateLeads(LATE_AT_ONCE);
  await countFacts(parts, zone, late, []);
  if (late.length > 0) await reports.forgetLate(late, now - MARKED_MS);

  const counted = await settings.get<Moment>(POSITION);
  await lawCountedSince(parts);
  const behind = await behindOf(parts, counted ?? 0);
  let from = await reports.nextFactAt(counted === null ? 0 : counted - OVERLAP_MS);
  while (from !== null && from <= now) {
    const until = from + WINDOW_MS;
    await countWindow(parts, zone, from, until);
    await settings.set(POSITION, Math.min(until, now));
    from = await reports.nextFactAt(until);
    if (from !== null && performance.now() > stopAt) return Math.min(until, now);
  }
  await countBehind(parts, zone, behind, stopAt);
  return now;
}

/** Up to when lines have everything that happened, without counting more. 0 before the first count. */
export async function settledUntil({ clock, reports, settings, facts }: Parts): Promise<Moment> {
  const now = clock.now();
  // This node's own facts are readable.
  await facts.known([]);
  const counted = (await settings.get<Moment>(POSITION)) ?? 0;
  return Math.min(now, (await reports.nextFactAt(counted)) ?? now);
}

/** The first count by this version; 0 where there was none before. */
export async function lawCountedSince({ settings, clock }: Parts): Promise<Moment> {
  const known = await settings.get<Moment>(LAW_SINCE);
  if (known !== null) return known;
  const since = (await settings.get<Moment>(POSITION)) === null ? 0 : clock.now();
  await settings.set(LAW_SINCE, since);
  return since;
}

interface Behind {
  readonly at: Moment;
  readonly until: Moment;
}

/** Where the first report of this version begins, its work is counted from. */
async function behindOf({ settings }: Parts, until: Moment): Promise<Behind> {
  const known = await settings.get<Behind>(BEHIND);
  if (known) return known;
  await settings.set(BEHIND, { at: 0, until } satisfies Behind);
  return { at: 0, until };
}

async function countBehind(parts: Parts, zone: string, { at, until: end }: Behind, stopAt: number): Promise<void> {
  const { reports, settings } = parts;
  if (at >= end) return;
  for (let from = await reports.nextFactAt(at); ;) {
    const until = from === null ? end : Math.min(end, from + WINDOW_MS);
    if (from !== null) await countWindow(parts, zone, from, until);
    await settings.set(BEHIND, { at: until, until: end } satisfies Behind);
    if (until >= end || performance.now() > stopAt) return;
    from = await reports.nextFactAt(until);
  }
}

async function countWindow(parts: Parts, zone: string, from: Moment, until: Moment): Promise<void> {
  const { leadIds, presenceIds } = await parts.reports.leadsWithFacts(from, until);
  await countFacts(parts, zone, leadIds, presenceIds);
}

/** Computes the speed figures of a day, unless they are there and up to date. */
export function foldDay({ reports }: Pick<Parts, 'reports'>, zone: string, date: LocalDate): Promise<void> {
  return fold(
    reports,
    zone,
    date,
    (lines) =>
      Object.fromEntries(DAY_TABLES.map((table) => [table, foldLines(lines, table, zone)])) as Readonly<
        Record<DayTable, readonly SpeedRow[]>
      >,
  );
}

/** The same for the figures of work. */
export function foldWorkDay({ work }: Pick<Parts, 'work'>, zone: string, date: LocalDate): Promise<void> {
  return fold(work, zone, date, (lines, day) => foldWork(lines, zone, day));
}

/** The same for those of surveys. */
export function foldSurveyDay({ surveys }: Pick<Parts, 'surveys'>, zone: string, date: LocalDate): Promise<void> {
  return fold(surveys, zone, date, (lines, day) => ({ answers: foldSurvey(lines, day) }));
}

async function fold<Line, Rows>(
  book: ReportBook<Line, Rows>,
  zone: string,
  date: LocalDate,
  rowsOf: (lines: readonly Line[], day: readonly [Moment, Moment]) => Rows,
): Promise<void> {
  const day = [dayStart(date, zone), dayEnd(date, zone)] as const;
  const [folded, current] = await Promise.all([book.dayChanges(zone, date), book.changes(...day)]);
  if (folded === current) return;
  const { lines, changes } = await book.lines(...day);
  await book.saveDay(zone, date, changes, rowsOf(lines, day));
}

/** `ids`: leads, or agents of whom all presences are counted again. */
async function countFacts(
  parts: Parts,
  zone: string,
  ids: readonly string[],
  presenceIds: readonly string[],
): Promise<void> {
  const arrivals = new Map<Moment, Map<string, LeadLine | null>>();
  const work = new Map<Moment, Map<string, WorkLine | null>>();
  const surveys = new Map<Moment, Map<string, SurveyLine | null>>();
  const putWork = (id: string, subject: Omit<WorkLine, 'id' | 'acts'>, byHour: WorkByHour) => {
    for (const [hour, acts] of byHour) put(work, hour, id, acts.length === 0 ? null : { id, ...subject, acts });
  };
  const presences = [...(await parts.reports.presences(presenceIds))];
  if (ids.length > 0)
    for (const [id, facts] of await parts.reports.factsOf(ids)) {
      presences.push(...facts.filter(({ kind }) => kind === 'presence'));
      const dated = lineOf(id, facts);
      if (!dated) continue;
      put(arrivals, hourOf(dated.openedAt), id, dated.line);
      putWork(id, subjectOf(facts), workOf(facts));
      for (const [hour, line] of surveyOf(id, facts)) put(surveys, hour, id, line);
    }
  for (const fact of presences) putWork(fact.id, { campaignId: '' }, workOfPresence(fact));
  for (const date of await change(parts.reports, zone, arrivals)) await foldDay(parts, zone, date);
  for (const date of await change(parts.work, zone, work)) await foldWorkDay(parts, zone, date);
  for (const date of await change(parts.surveys, zone, surveys)) await foldSurveyDay(parts, zone, date);
}

function put<Line>(hours: Map<Moment, Map<string, Line>>, hour: Moment, id: string, line: Line): void {
  hours.set(hour, (hours.get(hour) ?? new Map<string, Line>()).set(id, line));
}

/** Returns the days that these lines belong to. */
async function change<Line, Rows>(
  book: ReportBook<Line, Rows>,
  zone: string,
  byHour: ReadonlyMap<Moment, ReadonlyMap<string, Line | null>>,
): Promise<ReadonlySet<LocalDate>> {
  const dates = new Set<LocalDate>();
  for (const [hour, lines] of byHour) {
    await book.changeLines(hour, lines);
    // Where days begin on the half hour, an hour belongs to two.
    for (const at of [hour, hour + HOUR - 1]) dates.add(dateOf(at, zone));
  }
  return dates;
}

/** Figures of days in another zone or format are no longer kept up to date, so all are removed at the first report. */
async function forgetOutdated(parts: Parts): Promise<string> {
  const zone = await businessZone(parts);
  const storedAs = `${FIGURES_FORMAT} ${WORK_FORMAT} ${SURVEY_FORMAT} ${zone}`;
  if ((await parts.settings.get<string>(STORED_AS)) === storedAs) return zone;
  await parts.reports.forgetDays();
  await parts.work.forgetDays();
  await parts.surveys.forgetDays();
  await parts.settings.set(STORED_AS, storedAs);
  return zone;
}
