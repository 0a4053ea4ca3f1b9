/**
 * The speed report: as JSON for the page, as CSV for spreadsheets. The whole query is in the URL, so that a link shows
 * the same report; nothing in it is about a person.
 */
import joi from 'joi';
import { daysFrom, isDate, plusDays } from '../../core/report/localDays.ts';
import { failure, type Failure } from '../../core/vocabulary/errors.ts';
import { mistake } from '../../core/vocabulary/mistake.ts';
import type { Parts } from '../../ports/parts.ts';
import {
  costPer,
  returnOnCost,
  valuePerLead,
  MOST_REPORT_DAYS,
  SPEED_BY,
  SPEED_TARGETS,
  type ReportPeriod,
  type SpeedBy,
  type SpeedNumbers,
  type SpeedReport,
  type SpeedRow,
} from '../../shared/reports.ts';
import { businessToday, previousPeriod, viewSpeed, type SpeedQuery } from '../../usecases/reports/viewSpeed.ts';
import { route, SENT, type Route } from '../plumbing/route.ts';
import { sendCsv } from '../plumbing/sendCsv.ts';
import { CODE } from '../../intake/validate.ts';

const DEFAULT_DAYS = 30;
const DEFAULT_TARGET = 60;
const DATE = joi
  .string()
  .custom((value: string, helpers) => (isDate(value) ? value : helpers.error('string.isoDate')), 'a date');

interface SpeedParams {
  readonly from?: string;
  readonly to?: string;
  /** How many days up to today, instead of `from` and `to`. */
  readonly last?: string;
  readonly compare?: 'previous' | 'year';
  readonly by?: SpeedBy;
  readonly campaign?: string;
  readonly target?: string;
  readonly format?: 'json' | 'csv';
}

const QUERY = joi.object<SpeedParams>({
  from: DATE,
  to: DATE,
  last: joi.string().pattern(/^([1-9]\d?|[12]\d\d|3[0-5]\d|36[0-6])$/, `a number of days up to ${MOST_REPORT_DAYS}`),
  compare: joi.string().valid('previous', 'year'),
  by: joi.string().valid(...SPEED_BY),
  campaign: CODE.max(200),
  target: joi.string().valid(...SPEED_TARGETS.map(String)),
  format: joi.string().valid('json', 'csv'),
});

export function reportRoutes(): readonly Route[] {
  return [
    route({
      method: 'get',
      path: '/api/reports/speed',
      who: 'supervisor',
      summary:
        'How fast and how far the leads of a period got: ?from= and to, or last (days); by, campaign, compare, target, format.',
      query: QUERY,
      reply: { 200: 'The report; with format=csv, its rows as CSV in UTF-8 with a byte order mark.' },
      run: async ({ parts, user, query, req, res }) => {
        const asked = await speedQuery(parts, query);
        if ('ok' in asked) return asked;
        const report = await viewSpeed(parts, asked, user.language);
        if (query.format !== 'csv') return report;
        const { from, to } = report.period;
        await sendCsv(
          parts.log,
          { fileName: `speed-${from}-${to}.csv`, columns: COLUMNS, rows: rowsOf(report) },
          req,
          res,
        );
        return SENT;
      },
    }),
  ];
}

async function speedQuery(parts: Parts, params: SpeedParams): Promise<SpeedQuery | Failure> {
  const { from, to, last, compare, by = 'day', campaign, target } = params;
  const { today } = await businessToday(parts);
  const days = Number(last ?? DEFAULT_DAYS);
  const end = to ?? today;
  const period: ReportPeriod = { from: from ?? plusDays(end, 1 - days), to: end };
  const length = daysFrom(period.from, period.to);
  const mistakes = [
    ...(length < 1 ? [mistake('to', 'endsBefore')] : []),
    ...(length > MOST_REPORT_DAYS ? [mistake('from', 'periodTooLong', { limit: MOST_REPORT_DAYS })] : []),
  ];
  if (mistakes.length > 0) return failure('bad-input', 'A report covers 1 to 366 days.', { mistakes });
  return {
    period,
    compared: compare === undefined ? null : compare === 'previous' ? previousPeriod(period) : yearBefore(period),
    by,
    ...(campaign !== undefined && { campaignId: campaign }),
    target: Number(target ?? DEFAULT_TARGET),
  };
}

/** 52 weeks before, so that weekdays are compared with themselves. */
function yearBefore({ from, to }: ReportPeriod): ReportPeriod {
  return { from: plusDays(from, -364), to: plusDays(to, -364) };
}

const COLUMNS = [
  'period',
  'key',
  'name',
  'leads',
  'immediate',
  'spam',
  'offered',
  'accepted',
  'talked',
  'won',
  'closed',
  'in_target',
  'target_seconds',
  'offer_p50_seconds',
  'offer_p90_seconds',
  'talk_p50_seconds',
  'talk_p90_seconds',
  'attempts',
  'promises_kept',
  'promises_missed',
  'outcomes',
  'cost',
  'currency',
  'cost_per_conversation',
  'cost_per_win',
  'sale_value',
  'value_per_lead',
  'return_on_cost',
] as const;
type Row = Readonly<Record<(typeof COLUMNS)[number], string>>;

// eslint-disable-next-line @typescript-eslint/require-await -- sendCsv takes rows as they come
async function* rowsOf(report: SpeedReport): AsyncGenerator<Row> {
  const { period, compared } = report;
  for (const row of report.rows) {
    yield cells(report, period, row, row.now);
    if (compared && row.before) yield cells(report, compared, row, row.before);
  }
}

function cells(
  { target, outcomes: names, currency }: SpeedReport,
  { from, to }: ReportPeriod,
  { key, label }: SpeedRow,
  numbers: SpeedNumbers,
): Row {
  const { toOffer, toTalk, inTarget, promisesKept, promisesMissed, outcomes, cost, saleValue, ...counts } = numbers;
  const seconds = (value: number | null) => (value === null ? '' : String(value));
  const money = (amount: number | null | undefined) =>
    amount === null || amount === undefined ? '' : amount.toFixed(2);
  return {
    ...(Object.fromEntries(Object.entries(counts).map(([name, count]) => [name, String(count)])) as Record<
      keyof typeof counts,
      string
    >),
    period: `${from}/${to}`,
    key,
    name: label ?? '',
    in_target: String(inTarget),
    target_seconds: String(target),
    offer_p50_seconds: seconds(toOffer.p50),
    offer_p90_seconds: seconds(toOffer.p90),
    talk_p50_seconds: seconds(toTalk.p50),
    talk_p90_seconds: seconds(toTalk.p90),
    promises_kept: String(promisesKept),
    promises_missed: String(promisesMissed),
    outcomes: names.flatMap(({ id, name }) => (outcomes[id] ? [`${name}: ${outcomes[id]}`] : [])).join(', '),
    cost: money(cost),
    currency,
    cost_per_conversation: money(costPer(numbers, 'talked')),
    cost_per_win: money(costPer(numbers, 'won')),
    sale_value: money(saleValue),
    value_per_lead: money(valuePerLead(numbers)),
    return_on_cost: money(returnOnCost(numbers)),
  };
}
