/** What sources cost by day, over HTTP: read by supervisors, set by administrators, row by row or as a table. */
import { parse } from 'csv-parse/sync';
import joi from 'joi';
import { isCost, LARGEST_COST, MOST_COST_ROWS, type Cost } from '../../core/administration/costs.ts';
import { readCostTable, type CostLine } from '../../core/administration/costTable.ts';
import { daysFrom, isDate } from '../../core/report/localDays.ts';
import { failure, type Failure } from '../../core/vocabulary/errors.ts';
import { mistake, type Mistake } from '../../core/vocabulary/mistake.ts';
import { sourceNamed } from '../../core/vocabulary/touch.ts';
import { MOST_REPORT_DAYS } from '../../shared/reports.ts';
import { costCurrency, setCosts, viewCosts } from '../../usecases/admin/costs.ts';
import { CODE, LINES } from '../../intake/validate.ts';
import { route, savedOf, type Route } from '../plumbing/route.ts';

const LARGEST = '1mb';

const DATE = CODE.custom(
  (value: string, helpers) => (isDate(value) ? value : helpers.error('string.isoDate')),
  'a date',
);
const PERIOD = joi.object<{ from: string; to: string }>({ from: DATE.required(), to: DATE.required() });
const ROWS = joi.object<{ rows: readonly Cost[] }>({
  rows: joi
    .array()
    .items(
      joi.object({
        date: DATE.required(),
        source: joi.string().max(200).required(),
        amount: joi.number().min(0).max(LARGEST_COST).precision(2).required(),
      }),
    )
    .min(1)
    .max(MOST_COST_ROWS)
    .required(),
});
const TABLE = joi.object<{ table: string }>({ table: joi.string().max(1_000_000).meta(LINES).required() });

export function costRoutes(): readonly Route[] {
  return [
    route({
      method: 'get',
      path: '/api/costs',
      who: 'supervisor',
      summary: 'What each source cost on each day: ?from= and to, at most 366 days.',
      query: PERIOD,
      reply: { 200: 'OK.' },
      run: ({ parts, query: { from, to } }) => {
        const length = daysFrom(from, to);
        if (length < 1) return refusal(mistake('to', 'endsBefore'));
        if (length > MOST_REPORT_DAYS) return refusal(mistake('from', 'periodTooLong', { limit: MOST_REPORT_DAYS }));
        return viewCosts(parts, from, to);
      },
    }),
    route({
      method: 'post',
      path: '/api/costs',
      who: 'administrator',
      summary: 'Set what sources cost on days, in the currency of the business. An amount of 0 removes it.',
      body: ROWS,
      bodyLimit: LARGEST,
      reply: { 200: 'How many were given, and how many of them changed.' },
      run: async ({ parts, user, body }) => {
        const rows = body.rows.map((row) => ({ ...row, source: sourceNamed(row.source) }));
        const wrong = rows.findIndex((row) => !isCost(row));
        if (wrong >= 0) return refusal(mistake(`rows.${wrong}`, 'costRow'));
        return savedOf(await setCosts(parts, user, rows));
      },
    }),
    route({
      method: 'post',
      path: '/api/costs/imports',
      who: 'administrator',
      summary: 'The same as a table: date, source and amount per line, as CSV or pasted from a spreadsheet.',
      body: TABLE,
      bodyLimit: LARGEST,
      reply: { 200: 'How many rows were read, and how many amounts changed.', 413: 'The table is too large.' },
      run: async ({ parts, user, body }) => {
        const lines = linesOf(body.table);
        const read = lines ? readCostTable(lines, await costCurrency(parts)) : mistake('table', 'costTable');
        return 'code' in read ? refusal(read) : savedOf(await setCosts(parts, user, read));
      },
    }),
  ];
}

/** Null if quotes don't match. */
function linesOf(table: string): readonly CostLine[] | null {
  try {
    const parsed = parse(table, {
      delimiter: [',', ';', '	'],
      bom: true,
      relax_column_count: true,
      skip_empty_lines: true,
      info: true,
    }) as unknown as readonly { readonly record: string[]; readonly info: { readonly lines: number } }[];
    return parsed.map(({ record, info }) => ({ line: info.lines, cells: record }));
  } catch {
    return null;
  }
}

function refusal(what: Mistake): Failure {
  return failure('bad-input', 'Nothing was saved.', { mistakes: [what] });
}
