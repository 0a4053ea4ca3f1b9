/** What sources cost by day, over HTTP: read by supervisors, set by administrators, row by row or as a table. */
import { parse } from 'csv-parse/sync';
import joi from 'joi';
import {
  isCost,
  LARGEST_COST,
  MOST_COST_ROWS,
  otherCurrencyIn,
  readCost,
  type Cost,
} from '../../core/administration/costs.ts';
import { daysFrom, isDate } from '../../core/report/localDays.ts';
import { failure, type Failure } from '../../core/vocabulary/errors.ts';
import { mistake, type Mistake } from '../../core/vocabulary/mistake.ts';
import { sourceNamed } from '../../core/vocabulary/touch.ts';
import { MOST_REPORT_DAYS } from '../../shared/reports.ts';
import { costCurrency, setCosts, viewCosts } from '../../usecases/admin/costs.ts';
import { CODE, LINES } from '../../intake/validate.ts';
import { route, savedOf, type Route } from '../plumbing/route.ts';

const LARGEST = '1mb';
/** Lines that a refusal names. */
const MOST_NAMED = 10;
/** Date, source and amount. */
const COLUMNS = 3;

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
        const rows = rowsOf(body.table, await costCurrency(parts));
        return 'ok' in rows ? rows : savedOf(await setCosts(parts, user, rows));
      },
    }),
  ];
}

/** The rows, or the lines that can't be read or are in another currency: then nothing is saved. */
function rowsOf(table: string, currency: string): readonly Cost[] | Failure {
  const lines = linesOf(table);
  if (!lines) return refusal(mistake('table', 'costTable'));
  if (lines.length > MOST_COST_ROWS) return refusal(mistake('table', 'tooMany', { limit: MOST_COST_ROWS }));
  const read = lines.map(({ line, cells }) => ({ line, cost: readCost(cells, currency) }));
  const first = lines[0]?.cells.join(' ') ?? '';
  const titles = read[0]?.cost === null && !/\d/.test(first) ? first : '';
  const rows = titles === '' ? read : read.slice(1);
  const other = otherCurrencyIn(titles, currency);
  const linesWith = (what: null | 'elsewhere') => rows.filter(({ cost }) => cost === what).map(({ line }) => line);
  const [unread, elsewhere] = [linesWith(null), linesWith('elsewhere')];
  if (rows.length === 0) return refusal(mistake('table', 'costTable'));
  const above = linesAbove(read, lines);
  if (above !== null) {
    const foreign = otherCurrencyIn(above.text, currency);
    if (foreign !== null) return refusal(mistake('table', 'costAboveCurrency', { named: foreign, currency }));
    return refusal(mistake('table', 'costAbove', { line: above.titlesOn }));
  }
  const wide = lines.filter(({ line, cells }) => unread.includes(line) && readCost(cells.slice(0, COLUMNS), currency));
  if (wide.length > 0 && wide.length === unread.length)
    return refusal(mistake('table', 'costColumns', { ...named(unread), currency }));
  if (unread.length > 0) return refusal(mistake('table', 'costLines', named(unread)));
  if (other !== null) return refusal(mistake('table', 'costTitle', { named: other, currency }));
  if (elsewhere.length > 0) return refusal(mistake('table', 'costCurrency', { ...named(elsewhere), currency }));
  return rows.flatMap(({ cost }) => (cost === null || cost === 'elsewhere' ? [] : cost));
}

type Line = { readonly line: number; readonly cells: readonly string[] };

/** What is above the titles, if the last line before the costs looks like them; null if nothing is. */
function linesAbove(read: readonly { readonly cost: unknown }[], lines: readonly Line[]) {
  const first = read.findIndex(({ cost }) => cost !== null);
  const before = lines.slice(0, Math.max(first, 0));
  const titles = before.at(-1);
  const isTitles = titles !== undefined && titles.cells.length >= COLUMNS && !/\d/.test(titles.cells.join(' '));
  if (!isTitles || before.length < 2) return null;
  const text = before.map(({ cells }) => cells.join(' ')).join(' ');
  return { titlesOn: titles.line, text };
}

function named(lines: readonly number[]) {
  return { lines: lines.slice(0, MOST_NAMED).join(', '), count: lines.length };
}

/** Null if quotes don't match. */
function linesOf(table: string): readonly Line[] | null {
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
