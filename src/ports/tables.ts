/** Tables in files that people upload: CSV and Excel, read off the main thread. */

/** Why a file can’t be read as a table. Each has a sentence in shared/text/adminMistakes.ts that says what to do. */
export const TABLE_REFUSALS = [
  'empty',
  'noTable',
  'oldExcel',
  'badExcel',
  'tooMuch',
  'tooManyRows',
  'tooManyColumns',
  'cellTooLong',
  'openQuote',
] as const;
export type TableRefusal = (typeof TABLE_REFUSALS)[number];

/** Without the headings. */
export const MOST_ROWS = 100_000;
export const MOST_COLUMNS = 200;
/** Characters. */
export const LONGEST_CELL = 20_000;

export interface TableInfo {
  readonly kind: 'csv' | 'excel';
  /** As the WHATWG names it; of CSV only. */
  readonly encoding?: string;
  /** All rows, empty ones and headings included. */
  readonly rows: number;
}

export type TableRead =
  | ({ readonly ok: true } & TableInfo)
  /** `row`: where it was found, from 1. */
  | { readonly ok: false; readonly refusal: TableRefusal; readonly row?: number };

export interface Tables {
  /**
   * Reads the first table of the file. Hands over its rows in order, some at a time, and waits for `take` before it
   * continues. An empty row is an empty list, so that a row’s place is its number in the file.
   */
  read(file: Uint8Array, take: (rows: readonly (readonly string[])[]) => Promise<void>): Promise<TableRead>;
}
