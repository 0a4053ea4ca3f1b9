/**
 * Streams a table as CSV. What someone typed never becomes a spreadsheet formula: cells that begin like one are escaped,
 * control characters are removed, everything is quoted.
 */
import { stringify, type Stringifier } from 'csv-stringify';
import type { Request, Response } from 'express';
import { once } from 'node:events';
import type { Log } from '../../ports/basics.ts';

export interface Table {
  /** With its extension. */
  readonly fileName: string;
  readonly columns: readonly string[];
  /** Texts by column. */
  readonly rows: AsyncIterable<Readonly<Record<string, string>>>;
}

/** How many rows were sent; null when it failed half way, and the connection was cut. */
export async function sendCsv(
  log: Log,
  { fileName, columns, rows }: Table,
  req: Request,
  res: Response,
): Promise<number | null> {
  res.status(200).type('text/csv; charset=utf-8');
  res.setHeader('content-disposition', `attachment; filename="${fileName}"`);
  const table = stringify({
    bom: true,
    header: true,
    quoted: true,
    escape_formulas: true,
    cast: { string: (text) => (SPACED_NUMBER.test(text) ? { value: text, escape_formulas: false } : text) },
    columns: [...columns],
    record_delimiter: 'windows',
  });
  table.on('error', (error) => {
    log.error({ err: error }, 'failed to write a row of an export');
    req.socket.destroy();
  });
  table.pipe(res);
  let count = 0;
  try {
    for await (const row of rows) {
      // Stop for a client that disconnected; wait for one that reads slowly.
      if (res.closed) break;
      count += 1;
      const cells = Object.fromEntries(Object.entries(row).map(([column, text]) => [column, plain(text)]));
      if (!table.write(cells)) await drained(table, res);
    }
    table.end();
    return count;
  } catch (error) {
    // The first rows are already sent: a truncated table must not look complete.
    log.error({ err: error, rows: count }, 'an export failed');
    req.socket.destroy();
    return null;
  }
}

/** Until the table takes more, or its reader has left. */
async function drained(table: Stringifier, res: Response): Promise<void> {
  const waiting = new AbortController();
  const { signal } = waiting;
  await Promise.race([once(table, 'drain', { signal }), once(res, 'close', { signal })]);
  // Removes the listeners of the one that lost: a large export waits thousands of times.
  waiting.abort();
}

/** V335: a phone number in groups is no formula, and an apostrophe would be read as a part of it. */
const SPACED_NUMBER = /^\+\d+(?: \d+)+$/;

/** Direction marks: they can make the text of a cell read as something else. */
const TURNS = /[\u202a-\u202e\u2066-\u2069]+/gu;

/** Replaces line breaks and other control characters with a space: a row is one line, and no cell begins with one. */
function plain(text: string): string {
  return text
    .replace(TURNS, '')
    .replace(/\p{Cc}+/gu, ' ')
    .trim();
}
