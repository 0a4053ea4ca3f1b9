/** The report of agents' work, for supervisors, and each agent's own week. */
import joi from 'joi';
import { plusDays } from '../../core/report/localDays.ts';
import {
  AGENTS_BY,
  type AgentNumbers,
  type AgentsBy,
  type MyWeek,
  type ReasonWords,
} from '../../shared/workReports.ts';
import { viewAgents, viewMyWeek } from '../../usecases/reports/viewAgents.ts';
import { route, SENT, type Route } from '../plumbing/route.ts';
import { sendCsv } from '../plumbing/sendCsv.ts';
import { REPORT_QUERY, askedFor, type ReportParams } from './period.ts';
import { csvRows } from './csvRows.ts';

interface AgentsParams extends ReportParams {
  readonly by?: AgentsBy;
}

const QUERY = joi.object<AgentsParams>({
  ...REPORT_QUERY,
  by: joi.string().valid(...AGENTS_BY),
});

const WEEK = joi.object<Pick<ReportParams, 'format'>>({ format: REPORT_QUERY.format });

export function agentRoutes(): readonly Route[] {
  return [
    route({
      method: 'get',
      path: '/api/reports/agents',
      who: 'supervisor',
      summary: 'What agents did in a period: ?from= and to, or last (days); by, campaign, compare, format.',
      query: QUERY,
      reply: { 200: 'The report; with format=csv, its rows as CSV in UTF-8 with a byte order mark.' },
      run: async ({ parts, user, query: { by = 'agent', ...params }, req, res }) => {
        const asked = await askedFor(parts, params);
        if ('ok' in asked) return asked;
        const report = await viewAgents(parts, { ...asked, by }, user.language);
        if (params.format !== 'csv') return report;
        const { from, to } = report.period;
        const rows = csvRows(report, (numbers) => cellsOf(report, numbers));
        await sendCsv(parts.log, { fileName: `agents-${from}-${to}.csv`, columns: COLUMNS, rows }, req, res);
        return SENT;
      },
    }),
    route({
      method: 'get',
      path: '/api/my/week',
      who: 'agent',
      summary: 'The reader’s own figures for this week and last week, day by day: ?format=csv.',
      query: WEEK,
      reply: { 200: 'The week; with format=csv, a row for each day in UTF-8 with a byte order mark.' },
      run: async ({ parts, user, query: { format }, req, res }) => {
        const week = await viewMyWeek(parts, user.id, user.language);
        if (format !== 'csv') return week;
        const fileName = `my-week-${week.week.from}.csv`;
        await sendCsv(parts.log, { fileName, columns: ['date', ...FIGURES], rows: daysOf(week) }, req, res);
        return SENT;
      },
    }),
  ];
}

const FIGURES = [
  'offered',
  'accepted',
  'declined',
  'missed',
  'talked',
  'talk_seconds',
  'wrap_ups',
  'wrap_up_seconds',
  'available_seconds',
  'away_seconds',
  'busy_seconds',
  'occupancy',
  'closed',
  'won',
  'promises_due',
  'promises_kept',
  'declines',
  'away_by_reason',
  'away_work_seconds',
  'away_paid_seconds',
  'away_unpaid_seconds',
] as const;
const COLUMNS = ['period', 'key', 'name', ...FIGURES] as const;

/** Last week's days, then this week's. */
// eslint-disable-next-line @typescript-eslint/require-await -- sendCsv takes rows as they come
async function* daysOf(week: MyWeek): AsyncGenerator<Readonly<Record<string, string>>> {
  for (const { date, before } of week.days) yield { date: plusDays(date, -7), ...cellsOf(week, before) };
  for (const { date, now } of week.days) yield { date, ...cellsOf(week, now) };
}

function cellsOf(
  { reasons, awayNames }: ReasonWords,
  numbers: AgentNumbers,
): Readonly<Record<(typeof FIGURES)[number], string>> {
  const { time, declines } = numbers;
  const seconds = (value: number | undefined) => (value === undefined ? '' : String(value));
  return {
    offered: String(numbers.offered),
    accepted: String(numbers.accepted),
    declined: String(numbers.declined),
    missed: String(numbers.missed),
    talked: String(numbers.talked),
    talk_seconds: String(numbers.talkSeconds),
    wrap_ups: String(numbers.wrapped),
    wrap_up_seconds: String(numbers.wrapUpSeconds),
    available_seconds: seconds(time?.available),
    away_seconds: seconds(time?.away),
    busy_seconds: seconds(time?.busy),
    occupancy: time && time.staffed > 0 ? (time.busy / time.staffed).toFixed(3) : '',
    closed: String(numbers.closed),
    won: String(numbers.won),
    promises_due: String(numbers.promisesDue),
    promises_kept: String(numbers.promisesKept),
    declines: reasons.flatMap(({ id, name }) => (declines[id] ? [`${name}: ${declines[id]}`] : [])).join(', '),
    away_by_reason: Object.entries(time?.awayBy ?? {})
      .map(([reason, length]) => `${awayNames[reason] ?? reason}: ${length}`)
      .join(', '),
    away_work_seconds: seconds(time?.awayAs.work),
    away_paid_seconds: seconds(time?.awayAs.paid),
    away_unpaid_seconds: seconds(time?.awayAs.unpaid),
  };
}
