/** The report of callers in line. */
import joi from 'joi';
import { ANSWER_TARGETS, SHORT_CALLS } from '../../core/vocabulary/answerGoal.ts';
import {
  CALLERS_BY,
  countedCallers,
  type CallerNumbers,
  type CallersBy,
  type CallersReport,
} from '../../shared/workReports.ts';
import { viewCallers } from '../../usecases/reports/viewCallers.ts';
import { route, SENT, type Route } from '../plumbing/route.ts';
import { sendCsv } from '../plumbing/sendCsv.ts';
import { csvRows } from './csvRows.ts';
import { REPORT_QUERY, askedFor, type ReportParams } from './period.ts';

interface CallersParams extends ReportParams {
  readonly by?: CallersBy;
  readonly target?: string;
  readonly short?: string;
}

const QUERY = joi.object<CallersParams>({
  ...REPORT_QUERY,
  by: joi.string().valid(...CALLERS_BY),
  target: joi.string().valid(...ANSWER_TARGETS.map(String)),
  short: joi.string().valid(...SHORT_CALLS.map(String)),
});

export function callersRoute(): Route {
  return route({
    method: 'get',
    path: '/api/reports/callers',
    who: 'supervisor',
    summary:
      'How long callers waited in line, and how it ended: ?from= and to, or last (days); by, campaign, target, short, compare, format.',
    query: QUERY,
    reply: { 200: 'The report; with format=csv, its rows as CSV in UTF-8 with a byte order mark.' },
    run: async ({ parts, user, query: { by = 'halfHour', target, short, ...params }, req, res }) => {
      const asked = await askedFor(parts, params);
      if ('ok' in asked) return asked;
      const query = {
        ...asked,
        by,
        ...(target !== undefined && { target: Number(target) }),
        ...(short !== undefined && { short: Number(short) }),
      };
      const report = await viewCallers(parts, query, user.language);
      if (params.format !== 'csv') return report;
      const { from, to } = report.period;
      const rows = csvRows(report, (numbers) => cellsOf(numbers, report));
      await sendCsv(parts.log, { fileName: `callers-${from}-${to}.csv`, columns: COLUMNS, rows }, req, res);
      return SENT;
    },
  });
}

const FIGURES = [
  'arrived',
  'answered',
  'in_target',
  'target_seconds',
  'service_level',
  'goal_percent',
  'abandoned',
  'short_calls',
  'messages',
  'callbacks_asked',
  'callbacks_promised',
  'answer_p50_seconds',
  'answer_p90_seconds',
  'abandon_p50_seconds',
  'other_messages',
] as const;
const COLUMNS = ['period', 'key', 'name', ...FIGURES] as const;

function cellsOf(
  numbers: CallerNumbers,
  { target, goal }: Pick<CallersReport, 'target' | 'goal'>,
): Readonly<Record<(typeof FIGURES)[number], string>> {
  const counted = countedCallers(numbers);
  const seconds = (value: number | null) => (value === null ? '' : String(value));
  return {
    arrived: String(numbers.arrived),
    answered: String(numbers.answered),
    in_target: String(numbers.inTarget),
    target_seconds: String(target),
    service_level: counted === 0 ? '' : (numbers.inTarget / counted).toFixed(3),
    goal_percent: goal === null ? '' : String(goal),
    abandoned: String(numbers.abandoned),
    short_calls: String(numbers.short),
    messages: String(numbers.messages),
    callbacks_asked: String(numbers.asked),
    callbacks_promised: String(numbers.promised),
    answer_p50_seconds: seconds(numbers.answer.p50),
    answer_p90_seconds: seconds(numbers.answer.p90),
    abandon_p50_seconds: seconds(numbers.abandon.p50),
    other_messages: String(numbers.otherMessages),
  };
}
