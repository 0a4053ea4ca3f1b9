/**
 * Every report after a year of a busy floor. The lines of its leads and agents are computed from facts and stored as the
 * sweep stores them, which the fill measures too: reading a day's lines and computing its figures. Then reports are asked
 * for as the pages do.
 */
import { performance } from 'node:perf_hooks';
import { dateOf, datesBetween, plusDays } from '../src/core/report/localDays.ts';
import { lineOf } from '../src/core/report/leadLine.ts';
import { surveyOf } from '../src/core/report/surveyFigures.ts';
import { subjectOf, workOf, workOfPresence, type WorkByMinute } from '../src/core/report/workLine.ts';
import { HOUR, minuteOf, type Moment } from '../src/core/vocabulary/time.ts';
import { DEMO_CAMPAIGN } from '../src/demo/campaign.ts';
import type { Parts } from '../src/ports/parts.ts';
import type { ReportBook } from '../src/ports/reports.ts';
import { SPEED_BY, type ReportPeriod } from '../src/shared/reports.ts';
import { AGENTS_BY, CALLERS_BY, COMMON_BY } from '../src/shared/workReports.ts';
import { foldDay, foldSurveyDay, foldWorkDay } from '../src/usecases/reports/settleReports.ts';
import { viewAgents } from '../src/usecases/reports/viewAgents.ts';
import { viewCallers } from '../src/usecases/reports/viewCallers.ts';
import { viewCompliance } from '../src/usecases/reports/viewCompliance.ts';
import { viewSpeed } from '../src/usecases/reports/viewSpeed.ts';
import { viewSurvey } from '../src/usecases/reports/viewSurvey.ts';
import { quantiles, type Quantiles } from './measure.ts';
import { hire, withStores } from './people.ts';
import { startDatabase, withFolder } from './programs.ts';
import { AGENTS, CAMPAIGNS, factsOfDay, SURVEY } from './reportFacts.ts';
import { systemParts } from './systemParts.ts';

export interface ReportsOptions {
  readonly leadsPerDay: number;
  readonly days: number;
}

const REPORTS = ['speed', 'agents', 'callers', 'survey', 'compliance'] as const;
type ReportName = (typeof REPORTS)[number];

export interface ReportsMeasured {
  readonly leads: number;
  /** Milliseconds to store the lines of a day, and to compute its figures from them: the median day. */
  readonly day: Readonly<Record<'speed' | 'work' | 'survey', { readonly store: number; readonly compute: number }>>;
  /** Milliseconds for a report of all days, by grouping. */
  readonly year: Readonly<Record<ReportName, Readonly<Record<string, Quantiles>>>>;
  /** Of half of them, compared with the other half. */
  readonly compared: Readonly<Record<ReportName, Quantiles>>;
  /** The report of agents by agent, of all days, while all of them are on shift. */
  readonly onShift: Quantiles;
}

type Compared = Readonly<{ period: ReportPeriod; compared: ReportPeriod | null }>;
type View = (parts: Parts, periods: Compared) => Promise<unknown>;

const byAgent: View = (parts, periods) => viewAgents(parts, { ...periods, by: 'agent' }, 'en');
const VIEWS: Readonly<Record<ReportName, Readonly<Record<string, View>>>> = {
  speed: each(SPEED_BY, (parts, by, periods) => viewSpeed(parts, { ...periods, by, target: 60 }, 'en')),
  agents: each(AGENTS_BY, (parts, by, periods) => viewAgents(parts, { ...periods, by }, 'en')),
  callers: each(CALLERS_BY, (parts, by, periods) => viewCallers(parts, { ...periods, by, target: 20, short: 5 }, 'en')),
  survey: each(COMMON_BY, (parts, by, periods) => viewSurvey(parts, { ...periods, by }, 'en')),
  compliance: each(COMMON_BY, (parts, by, periods) => viewCompliance(parts, { ...periods, by }, 'en')),
};

function each<By extends string>(
  all: readonly By[],
  view: (parts: Parts, by: By, periods: Compared) => Promise<unknown>,
): Readonly<Record<string, View>> {
  return Object.fromEntries(all.map((by) => [by, (parts: Parts, periods: Compared) => view(parts, by, periods)]));
}

const TIMES = 7;

export function reports({ leadsPerDay, days }: ReportsOptions, say: (line: string) => void): Promise<ReportsMeasured> {
  return withFolder(async (folder, started) => {
    const database = await startDatabase(folder);
    started.push(database);
    return withStores(database.address, async (stores) => {
      const parts = systemParts(stores.parts);
      for (const id of CAMPAIGNS)
        await parts.campaigns.save({ ...DEMO_CAMPAIGN, id, formKey: id, version: 1, survey: SURVEY });
      // Today counts too: agents who are on shift have a status that still lasts.
      const last = dateOf(parts.clock.now(), 'UTC');
      const period = { from: plusDays(last, 1 - days), to: last };
      const { zone } = await viewSpeed(parts, { period, compared: null, by: 'day', target: 60 }, 'en');
      const day = await fill(parts, zone, period, leadsPerDay);
      say(`  reports: ${days} days stored`);

      const asked = async (view: View, periods: Compared) => {
        const took: number[] = [];
        for (let time = 0; time < TIMES; time += 1) took.push(await timed(() => view(parts, periods)));
        return quantiles(took);
      };
      const half = plusDays(last, -Math.floor(days / 2));
      const halves = { period: { from: half, to: last }, compared: { from: period.from, to: plusDays(half, -1) } };
      const year = {} as Record<ReportName, Record<string, Quantiles>>;
      const compared = {} as Record<ReportName, Quantiles>;
      for (const name of REPORTS) {
        year[name] = {};
        for (const [by, view] of Object.entries(VIEWS[name]))
          year[name][by] = await asked(view, { period, compared: null });
        const [view] = Object.values(VIEWS[name]);
        if (view) compared[name] = await asked(view, halves);
      }
      await hire(stores, AGENTS);
      const since = parts.clock.now() - 8 * HOUR;
      for (const id of AGENTS) await parts.agents.setPresence(id, 'available', undefined, since);
      const onShift = await asked(byAgent, { period, compared: null });
      const { total } = await viewSpeed(parts, { period, compared: null, by: 'day', target: 60 }, 'en');
      return { leads: total.leads + total.spam, day, year, compared, onShift };
    });
  });
}

/** Stores every day's lines and computes its figures. */
async function fill(parts: Parts, zone: string, { from, to }: ReportPeriod, leadsPerDay: number) {
  const took: Record<'speed' | 'work' | 'survey', { store: number[]; compute: number[] }> = {
    speed: { store: [], compute: [] },
    work: { store: [], compute: [] },
    survey: { store: [], compute: [] },
  };
  for (const date of datesBetween(from, to)) {
    const lines = linesOf(date, zone, leadsPerDay);
    took.speed.store.push(await timed(() => store(parts.reports, lines.speed)));
    took.speed.compute.push(await timed(() => foldDay(parts, zone, date)));
    took.work.store.push(await timed(() => store(parts.work, lines.work)));
    took.work.compute.push(await timed(() => foldWorkDay(parts, zone, date)));
    took.survey.store.push(await timed(() => store(parts.surveys, lines.survey)));
    took.survey.compute.push(await timed(() => foldSurveyDay(parts, zone, date)));
  }
  const median = ({ store: storing, compute }: { store: number[]; compute: number[] }) => ({
    store: quantiles(storing).p50,
    compute: quantiles(compute).p50,
  });
  return { speed: median(took.speed), work: median(took.work), survey: median(took.survey) };
}

type ByMinute<Line> = Map<Moment, Map<string, Line>>;
type LineIn<Book> = Book extends Pick<ReportBook<infer Line, never>, 'changeLines'> ? Line : never;

function linesOf(date: string, zone: string, count: number) {
  const { leads, presences } = factsOfDay(date, zone, count);
  const speed: ByMinute<LineIn<Parts['reports']>> = new Map();
  const work: ByMinute<LineIn<Parts['work']>> = new Map();
  const survey: ByMinute<LineIn<Parts['surveys']>> = new Map();
  const putWork = (id: string, subject: ReturnType<typeof subjectOf>, byMinute: WorkByMinute) => {
    for (const [minute, acts] of byMinute) if (acts.length > 0) put(work, minute, id, { id, ...subject, acts });
  };
  for (const { leadId, facts } of leads) {
    const dated = lineOf(leadId, facts);
    if (dated?.line) put(speed, minuteOf(dated.openedAt), leadId, dated.line);
    putWork(leadId, subjectOf(facts), workOf(facts));
    for (const [minute, line] of surveyOf(leadId, facts)) if (line) put(survey, minute, leadId, line);
  }
  for (const fact of presences) putWork(fact.id, { campaignId: '' }, workOfPresence(fact));
  return { speed, work, survey };
}

function put<Line>(minutes: ByMinute<Line>, minute: Moment, id: string, line: Line): void {
  minutes.set(minute, (minutes.get(minute) ?? new Map<string, Line>()).set(id, line));
}

async function store<Line, Rows>(book: ReportBook<Line, Rows>, byMinute: ByMinute<Line>): Promise<void> {
  for (const [minute, lines] of byMinute) await book.changeLines(minute, lines);
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await work();
  return performance.now() - began;
}

export function showReports({ leads, day, year, compared, onShift }: ReportsMeasured): readonly string[] {
  const row = (name: string, { p50, p99 }: Quantiles) =>
    `  ${name.padEnd(52)}${String(p50).padStart(10)}${String(p99).padStart(10)}`;
  return [
    '',
    `  Reports over ${leads} leads. The median day, in ms:`,
    ...Object.entries(day).map(
      ([book, { store: storing, compute }]) =>
        `  ${book}: ${storing} to store its lines, ${compute} to compute its figures`,
    ),
    '',
    `  ${'ms'.padEnd(52)}${'p50'.padStart(10)}${'p99'.padStart(10)}`,
    ...REPORTS.flatMap((name) => [
      ...Object.entries(year[name]).map(([by, quantile]) => row(`${name}, all days, by ${by}`, quantile)),
      row(`${name}, half of them against the other`, compared[name]),
    ]),
    row(`agents, all days, while ${AGENTS.length} are on shift`, onShift),
  ];
}
