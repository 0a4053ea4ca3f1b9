/**
 * A table of costs, line by line: its costs, or why none of it is saved. The header is a first line without figures.
 * Lines above it, columns beyond the amount and other currencies are named, so that the table can be fixed.
 */
import { mistake, type Mistake } from '../vocabulary/mistake.ts';
import { MOST_COST_ROWS, otherCurrencyIn, readCost, type Cost } from './costs.ts';

/** `line`: its number in the file. */
export interface CostLine {
  readonly line: number;
  readonly cells: readonly string[];
}

/** Lines that a refusal names. */
const MOST_NAMED = 10;
/** Date, source and amount. */
const COLUMNS = 3;

/** The mistake is of the field `table`. */
export function readCostTable(lines: readonly CostLine[], currency: string): readonly Cost[] | Mistake {
  if (lines.length > MOST_COST_ROWS) return mistake('table', 'tooMany', { limit: MOST_COST_ROWS });
  const read = lines.map((one) => ({ ...one, cost: readCost(one.cells, currency) }));
  const titles = read[0]?.cost === null ? titlesIn(lines[0]) : null;
  const rows = titles === null ? read : read.slice(1);
  const unread = rows.filter(({ cost }) => cost === null);
  const elsewhere = rows.filter(({ cost }) => cost === 'elsewhere');
  if (rows.length === 0) return mistake('table', 'costTable');
  const above = linesAbove(read);
  if (above !== null) {
    const foreign = otherCurrencyIn(above.text, currency);
    if (foreign !== null) return mistake('table', 'costAboveCurrency', { named: foreign, currency });
    return mistake('table', 'costAbove', { line: above.titlesOn });
  }
  if (unread.length > 0) {
    const areOnlyWide = unread.every(({ cells }) => readCost(cells.slice(0, COLUMNS), currency) !== null);
    return areOnlyWide
      ? mistake('table', 'costColumns', { ...named(unread), currency })
      : mistake('table', 'costLines', named(unread));
  }
  const other = otherCurrencyIn(titles ?? '', currency);
  if (other !== null) return mistake('table', 'costTitle', { named: other, currency });
  if (elsewhere.length > 0) return mistake('table', 'costCurrency', { ...named(elsewhere), currency });
  return rows.flatMap(({ cost }) => (cost === null || cost === 'elsewhere' ? [] : cost));
}

/** The text of a header line; null for any other line, such as a cost. */
function titlesIn(line: CostLine | undefined): string | null {
  const text = line?.cells.join(' ') ?? '';
  return text === '' || /\d/.test(text) ? null : text;
}

/** What is above the header, if the last line before the costs is a header; null if nothing is. */
function linesAbove(read: readonly (CostLine & { readonly cost: unknown })[]) {
  const first = read.findIndex(({ cost }) => cost !== null);
  const before = read.slice(0, Math.max(first, 0));
  const titles = before.at(-1);
  const isTitles = titles !== undefined && titles.cells.length >= COLUMNS && titlesIn(titles) !== null;
  if (!isTitles || before.length < 2) return null;
  return { titlesOn: titles.line, text: before.map(({ cells }) => cells.join(' ')).join(' ') };
}

function named(rows: readonly CostLine[]) {
  const first = rows.slice(0, MOST_NAMED).map(({ line }) => line);
  return { lines: first.join(', '), count: rows.length };
}
