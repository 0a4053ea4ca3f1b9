/** A table as text: commas, semicolons, tabs or bars; quotes and line breaks within cells. */
import { CsvError, parse } from 'csv-parse/sync';
import { LONGEST_CELL, MOST_COLUMNS, type TableRead } from '../ports/tables.ts';
import { decode } from './decode.ts';

export type Rows = readonly (readonly string[])[];
type Refused = Extract<TableRead, { ok: false }>;

const DELIMITERS = [',', ';', '\t', '|'] as const;
/** Characters of the beginning that show the delimiter. */
const LOOKED_AT = 20_000;

export function readCsv(bytes: Uint8Array): { readonly rows: Rows; readonly encoding: string } | Refused {
  const { text, encoding } = decode(bytes);
  // A program’s file. Text has none.
  if (text.includes('\u0000')) return { ok: false, refusal: 'noTable' };
  const rows: string[][] = [];
  try {
    parse(text, {
      bom: true,
      delimiter: delimiterOf(text),
      relax_quotes: true,
      relax_column_count: true,
      record_delimiter: ['\r\n', '\n', '\r'],
      max_record_size: LONGEST_CELL * 5,
      onRecord: (record: string[]) => {
        rows.push(record);
        return null;
      },
    });
    return { rows, encoding };
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    // A quote that is never closed takes in all that follows.
    const isOpen = error.code === 'CSV_QUOTE_NOT_CLOSED' || error.code === 'CSV_MAX_RECORD_SIZE';
    return { ok: false, refusal: isOpen ? 'openQuote' : 'noTable', row: rows.length + 1 };
  }
}

/** The one that splits the first lines into the most cells, alike in each. */
function delimiterOf(text: string): string {
  const lines = text
    .slice(0, LOOKED_AT)
    .replace(/"(?:[^"]|"")*"/g, '')
    .split(/\r\n|\n|\r/)
    .filter((line) => line.trim() !== '')
    .slice(0, 20);
  let best: string = ',';
  let most = 0;
  for (const each of DELIMITERS) {
    const counts = lines.map((line) => line.split(each).length - 1).slice(0, MOST_COLUMNS);
    const inHeading = counts[0] ?? 0;
    const alike = counts.filter((count) => count === inHeading).length;
    const score = inHeading * alike;
    if (score > most) [best, most] = [each, score];
  }
  return best;
}
