/** Reads a file’s first table within its limits. */
import { LONGEST_CELL, MOST_COLUMNS, MOST_ROWS, type TableInfo, type TableRead } from '../ports/tables.ts';
import { readCsv, type Rows } from './csv.ts';
import { isExcel, isOldExcel, readExcel } from './excel.ts';

type Refused = Extract<TableRead, { ok: false }>;

export async function readTable(
  bytes: Uint8Array,
): Promise<(Omit<TableInfo, 'rows'> & { readonly rows: Rows }) | Refused> {
  if (bytes.length === 0) return { ok: false, refusal: 'empty' };
  if (isOldExcel(bytes)) return { ok: false, refusal: 'oldExcel' };
  const kind = isExcel(bytes) ? 'excel' : 'csv';
  const read = kind === 'excel' ? await readExcel(bytes) : readCsv(bytes);
  if ('ok' in read) return read;
  const rows = read.rows.map(withoutEmptyEnd);
  while (rows.at(-1)?.length === 0) rows.pop();
  return refusalOf(rows) ?? { ...read, kind, rows };
}

function refusalOf(rows: Rows): Refused | null {
  if (rows.length === 0) return { ok: false, refusal: 'empty' };
  if (rows.length > MOST_ROWS + 1) return { ok: false, refusal: 'tooManyRows' };
  const wide = rows.findIndex(({ length }) => length > MOST_COLUMNS);
  if (wide >= 0) return { ok: false, refusal: 'tooManyColumns', row: wide + 1 };
  const long = rows.findIndex((row) => row.some(({ length }) => length > LONGEST_CELL));
  return long >= 0 ? { ok: false, refusal: 'cellTooLong', row: long + 1 } : null;
}

function withoutEmptyEnd(row: readonly string[]): readonly string[] {
  const last = row.findLastIndex((cell) => cell.trim() !== '');
  return row.slice(0, last + 1);
}
