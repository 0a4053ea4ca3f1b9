/**
 * Brings reports up to date with the facts. A position says up to when facts are counted. From a little before it, every
 * lead that has a new fact gets new lines, computed from all its facts: one in the minute of its arrival, and one in each
 * minute in which something happened to it; if it has answers to a survey, one in the minute of the first. A presence that
 * ended gets its own. Facts that are written late mark their lead (store/projections.ts), whatever the position is.
 * Everything can run twice, at once on several nodes, and again after a crash: nothing is incremented.
 *
 * The figures of a day are summed from its lines once the day is over, and before that when a report asks for them:
 * on a busy floor, lines change all the time.
 */
import { leadIdOf, lineOf, type LeadLine } from '../../core/report/leadLine.ts';
import { foldSurvey, surveyOf, SURVEY_FORMAT, type SurveyLine } from '../../core/report/surveyFigures.ts';
import { foldWork, WORK_FORMAT } from '../../core/report/workFigures.ts';
import { subjectOf, workOf, workOfPresence, type WorkByMinute, type WorkLine } from '../../core/report/workLine.ts';
import { dateOf, datesBetween, dayEnd, dayStart, plusDays, type LocalDate } from '../../core/report/localDays.ts';
import { DAY_TABLES, FIGURES_FORMAT, foldLines, type DayTable, type SpeedRow } from '../../core/report/speedFigures.ts';
import { HOUR, minuteOf, SECOND, type Moment } from '../../core/vocabulary/time.ts';
import type { Parts } from '../../ports/parts.ts';
import type { ReportBook } from '../../ports/reports.ts';
import { businessZone } from '../floor/businessDay.ts';

/** Facts are written within a second of what happened. Those that take longer than LATE_MS (30 s) mark their lead. */
const OVERLAP_MS = 45 * SECOND;
/** How much is counted between two looks at the time. */
const WINDOW_MS = 6 * HOUR;
/** Leads whose lines are computed in one go: a few milliseconds. */
const LEADS_AT_ONCE = 50;
const LATE_AT_ONCE = 500;
/** A mark is written with its fact. It is removed once the fact is certainly readable. */
const MARKED_MS = 30 * SECOND;
const POSITION = 'reports.position';
/** Facts from before this version counted work are caught up, oldest first. */
const BEHIND = 'reports.agentsBehind';
/** The zone and format of the stored figures of days. */
const STORED_AS = 'reports.figures';

/** The last day that is over and has its figures. */
const CLOSED_DAY = 'reports.closedDay';

/** Figures of the law need facts that earlier versions didn't write. */
const LAW_SINCE = 'reports.lawSince';

/** Facts that a sweep counted, by ID: the next ones count them again only once, when they are about to leave the overlap. */
export type CountedFacts = Map<string, Moment>;

/** The sweep of one process. */
export function reportSweep(parts: Parts, atMostMs: number): () => Promise<Moment> {
  const counted: CountedFacts = new Map();
  return () => settleReports(parts, atMostMs, counted);
}

/** Returns up to when facts are counted: now, or earlier if that took longer than `atMostMs`. */
export async function settleReports(parts: Parts, atMostMs: number, known?: CountedFacts): Promise<Moment> {
  const { clock, reports, settings, facts } = parts;
  const stopAt = performance.now() + atMostMs;
  const now = clock.now();
  // This node's own facts are readable.
  await facts.known([]);
  const zone = await forgetOutdated(parts, now);
  const closedDay = await closedDayOf(parts, zone, now);
  const count = { zone, closedDay };
  const late = await reports.lateLeads(LATE_AT_ONCE);
  await countFacts(parts, count, late, []);
  if (late.length > 0) await reports.forgetLate(late, now - MARKED_MS);

  const counted = await settings.get<Moment>(POSITION);
  await lawCountedSince(parts);
  const behind = await behindOf(parts, counted ?? 0);
  let from = await reports.nextFactAt(counted === null ? 0 : counted - OVERLAP_MS);
  while (from !== null && from <= now) {
    const until = await countWindow(parts, count, { from, until: from + WINDOW_MS, now }, known);
    await settings.set(POSITION, Math.min(until, now));
    from = await reports.nextFactAt(until);
    if (from !== null && performance.now() > stopAt) return Math.min(until, now);
  }
  await closeDays(parts, count, now);
  await countBehind(parts, count, behind, stopAt);
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

/** Work is counted from where this version's first report begins. */
async function behindOf({ settings }: Parts, until: Moment): Promise<Behind> {
  const known = await settings.get<Behind>(BEHIND);
  if (known) return known;
  await settings.set(BEHIND, { at: 0, until } satisfies Behind);
  return { at: 0, until };
}

async function countBehind(parts: Parts, count: Counting, { at, until: end }: Behind, stopAt: number): Promise<void> {
  const { reports, settings } = parts;
  if (at >= end) return;
  for (let from = await reports.nextFactAt(at); ;) {
    const until =
      from === null ? end : await countWindow(parts, count, { from, until: Math.min(end, from + WINDOW_MS) });
    await settings.set(BEHIND, { at: until, until: end } satisfies Behind);
    if (until >= end || performance.now() > stopAt) return;
    from = await reports.nextFactAt(until);
  }
}

/** Returns up to when facts were counted. */
async function countWindow(
  parts: Parts,
  count: Counting,
  { from, until: end, now = end }: { readonly from: Moment; readonly until: Moment; readonly now?: Moment },
  known: CountedFacts = new Map(),
): Promise<Moment> {
  const { until, facts } = await parts.reports.factsBetween(from, end);
  // A report on another node may have counted at the same time, and written later what it had read earlier.
  const isLeaving = (at: Moment) => at < now - OVERLAP_MS;
  const toCount = facts.filter(({ id, at }) => !known.has(id) || isLeaving(at));
  const leadIds = new Set(toCount.filter(({ isPresence }) => !isPresence).map((fact) => leadIdOf(fact)));
  const presenceIds = toCount.filter(({ isPresence }) => isPresence).map(({ id }) => id);
  await countFacts(parts, count, [...leadIds], presenceIds);
  for (const { id, at } of facts) known.set(id, at);
  for (const [id, at] of known) if (isLeaving(at)) known.delete(id);
  return until;
}

/** `closedDay`: the last day whose figures are stored and kept up to date. */
interface Counting {
  readonly zone: string;
  readonly closedDay: LocalDate;
}

async function closedDayOf({ settings }: Pick<Parts, 'settings'>, zone: string, now: Moment): Promise<LocalDate> {
  return (await settings.get<LocalDate>(CLOSED_DAY)) ?? plusDays(dateOf(now, zone), -1);
}

/** The days up to `now` that aren't over, or not closed yet: a report sums them from their lines. */
export async function openDays(
  parts: Pick<Parts, 'settings'>,
  zone: string,
  now: Moment,
): Promise<readonly LocalDate[]> {
  return datesBetween(plusDays(await closedDayOf(parts, zone, now), 1), dateOf(now, zone));
}

async function closeDays(parts: Parts, { zone, closedDay }: Counting, now: Moment): Promise<void> {
  const last = plusDays(dateOf(now, zone), -1);
  for (const date of datesBetween(plusDays(closedDay, 1), last)) {
    await foldDay(parts, zone, date);
    await foldWorkDay(parts, zone, date);
    await foldSurveyDay(parts, zone, date);
  }
  if (last > closedDay || (await parts.settings.get(CLOSED_DAY)) === null) await parts.settings.set(CLOSED_DAY, last);
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
  return fold(surveys, zone, date, (lines, day) => foldSurvey(lines, zone, day));
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

/** `ids`: leads, or agents whose presences are all counted again. */
async function countFacts(
  parts: Parts,
  count: Counting,
  ids: readonly string[],
  presenceIds: readonly string[],
): Promise<void> {
  const arrivals = new Map<Moment, Map<string, LeadLine | null>>();
  const work = new Map<Moment, Map<string, WorkLine | null>>();
  const surveys = new Map<Moment, Map<string, SurveyLine | null>>();
  const putWork = (id: string, subject: Omit<WorkLine, 'id' | 'acts'>, byMinute: WorkByMinute) => {
    for (const [minute, acts] of byMinute) put(work, minute, id, acts.length === 0 ? null : { id, ...subject, acts });
  };
  const presences = [...(await parts.reports.presences(presenceIds))];
  for (let start = 0; start < ids.length; start += LEADS_AT_ONCE)
    for (const [id, facts] of await parts.reports.factsOf(ids.slice(start, start + LEADS_AT_ONCE))) {
      presences.push(...facts.filter(({ kind }) => kind === 'presence'));
      const dated = lineOf(id, facts);
      if (!dated) continue;
      put(arrivals, minuteOf(dated.openedAt), id, dated.line);
      putWork(id, subjectOf(facts), workOf(facts));
      for (const [minute, line] of surveyOf(id, facts)) put(surveys, minute, id, line);
    }
  for (const fact of presences) putWork(fact.id, { campaignId: '' }, workOfPresence(fact));
  const { zone } = count;
  for (const date of await change(parts.reports, count, arrivals)) await foldDay(parts, zone, date);
  for (const date of await change(parts.work, count, work)) await foldWorkDay(parts, zone, date);
  for (const date of await change(parts.surveys, count, surveys)) await foldSurveyDay(parts, zone, date);
}

function put<Line>(minutes: Map<Moment, Map<string, Line>>, minute: Moment, id: string, line: Line): void {
  minutes.set(minute, (minutes.get(minute) ?? new Map<string, Line>()).set(id, line));
}

/** Returns the closed days that these lines belong to. */
async function change<Line, Rows>(
  book: ReportBook<Line, Rows>,
  { zone, closedDay }: Counting,
  byMinute: ReadonlyMap<Moment, ReadonlyMap<string, Line | null>>,
): Promise<readonly LocalDate[]> {
  const dates = new Set<LocalDate>();
  for (const [minute, lines] of byMinute) {
    await book.changeLines(minute, lines);
    // A span of up to an hour may reach into the next day.
    for (const at of [minute, minute + HOUR - 1]) dates.add(dateOf(at, zone));
  }
  return [...dates].filter((date) => date <= closedDay);
}

/** Figures of days in another zone or format are no longer kept up to date, so all are removed at the first report. */
async function forgetOutdated(parts: Parts, now: Moment): Promise<string> {
  const zone = await businessZone(parts);
  const storedAs = `${FIGURES_FORMAT} ${WORK_FORMAT} ${SURVEY_FORMAT} ${zone}`;
  if ((await parts.settings.get<string>(STORED_AS)) === storedAs) return zone;
  await parts.reports.forgetDays();
  await parts.work.forgetDays();
  await parts.surveys.forgetDays();
  await parts.settings.set(CLOSED_DAY, plusDays(dateOf(now, zone), -1));
  await parts.settings.set(STORED_AS, storedAs);
  return zone;
}
