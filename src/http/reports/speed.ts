/**
 * The speed report: as JSON for the page, as CSV for spreadsheets. The whole query is in the URL, so that a link shows
 * the same report; nothing in it is about a person.
 */
import joi from 'joi';
import {
  costPer,
  returnOnCost,
  valuePerLead,
  DEFAULT_SPEED_TARGET,
  SPEED_BY,
  SPEED_TARGETS,
  type SpeedBy,
  type SpeedNumbers,
  type SpeedReport,
} from '../../shared/reports.ts';
import { translator } from '../../shared/text/index.ts';
import { reportsText } from '../../shared/text/reports.ts';
import type { Language } from '../../core/vocabulary/language.ts';
import { viewSpeed } from '../../usecases/reports/viewSpeed.ts';
import { route, SENT, type Route } from '../plumbing/route.ts';
import { sendCsv } from '../plumbing/sendCsv.ts';
import { csvRows } from './csvRows.ts';
import { askedFor, REPORT_QUERY, type ReportParams } from './period.ts';

interface SpeedParams extends ReportParams {
  readonly by?: SpeedBy;
  readonly target?: string;
}

const QUERY = joi.object<SpeedParams>({
  ...REPORT_QUERY,
  by: joi.string().valid(...SPEED_BY),
  target: joi.string().valid(...SPEED_TARGETS.map(String)),
});

export function speedRoute(): Route {
  return route({
    method: 'get',
    path: '/api/reports/speed',
    who: 'supervisor',
    summary:
      'How fast and how far the leads of a period got: ?from= and to, or last (days); by, campaign, compare, target, format.',
    query: QUERY,
    reply: { 200: 'The report; with format=csv, its rows as CSV in UTF-8 with a byte order mark.' },
    run: async ({ parts, user, query: { by = 'day', target = DEFAULT_SPEED_TARGET, ...params }, req, res }) => {
      const asked = await askedFor(parts, params);
      if ('ok' in asked) return asked;
      const report = await viewSpeed(parts, { ...asked, by, target: Number(target) }, user.language);
      if (params.format !== 'csv') return report;
      const { from, to } = report.period;
      const note = costNote(report, user.language);
      const rows = csvRows(report, (numbers) => ({ ...cellsOf(report, numbers), cost_note: note }));
      await sendCsv(parts.log, { fileName: `speed-${from}-${to}.csv`, columns: COLUMNS, rows }, req, res);
      return SENT;
    },
  });
}

const FIGURES = [
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
  'cost_note',
] as const;
const COLUMNS = ['period', 'key', 'name', ...FIGURES] as const;

function cellsOf(
  { target, outcomes: names, currency }: SpeedReport,
  numbers: SpeedNumbers,
): Readonly<Record<Exclude<(typeof FIGURES)[number], 'cost_note'>, string>> {
  const { toOffer, toTalk, inTarget, promisesKept, promisesMissed, outcomes, cost, saleValue, ...counts } = numbers;
  const seconds = (value: number | null) => (value === null ? '' : String(value));
  const money = (amount: number | null | undefined) =>
    amount === null || amount === undefined ? '' : amount.toFixed(2);
  return {
    ...(Object.fromEntries(Object.entries(counts).map(([name, count]) => [name, String(count)])) as Record<
      keyof typeof counts,
      string
    >),
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

/** V340: why costs that were entered aren’t in the table; empty if none are left out. */
function costNote({ costsLeftOut }: SpeedReport, language: Language): string {
  return costsLeftOut ? translator(reportsText, language)(`costs.${costsLeftOut}`) : '';
}
