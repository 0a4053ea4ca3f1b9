/**
 * The leads of a search as a table for spreadsheets. What somebody typed never becomes a formula there: cells that begin
 * like one are escaped, control characters are gone, everything is quoted. Words to search by come in the body.
 */
import { stringify } from 'csv-stringify';
import { Router, type Request, type Response } from 'express';
import { once } from 'node:events';
import type { Parts } from '../ports.ts';
import { recordAudit } from '../usecases/admin/recordAudit.ts';
import { EXPORT_COLUMNS, exportLeads } from '../usecases/exportLeads.ts';
import { allowed } from './apiKey.ts';
import { leadQuery, SEARCH } from './leadSearch.ts';
import { sendProblem } from './problems.ts';
import { userOf } from './session.ts';
import { validated } from './validate.ts';

/** What may be in an address: nothing that says something about a person. */
const ADDRESSED = SEARCH.keys({ q: SEARCH.extract('q').forbidden(), receipt: SEARCH.extract('receipt').forbidden() });

export function leadExportRoutes(parts: Parts): Router {
  const router = Router();
  const exporters = allowed('leads:export', 'supervisor');
  router.get('/api/leads.csv', exporters, async (req, res) => {
    const query = validated(ADDRESSED, req.query);
    if (!query.ok) return sendProblem(res, query);
    await sendTable(parts, req.query, req, res);
  });
  router.post('/api/leads/export', exporters, (req, res) => sendTable(parts, req.body, req, res));
  return router;
}

async function sendTable(parts: Parts, asked: unknown, req: Request, res: Response): Promise<void> {
  const user = userOf(res);
  const query = leadQuery(asked, user);
  if ('ok' in query) return sendProblem(res, query);
  const { limit: _limit, cursor: _cursor, ...wanted } = query.query;

  // Before the first row, so that one which breaks off is on record too; the words searched for are somebody's data.
  const { q, ...filters } = wanted;
  const after = { ...filters, byWords: q !== undefined };
  await recordAudit(parts, { by: user.id, what: 'lead', subjectId: 'export', action: 'export', after });
  res.status(200).type('text/csv; charset=utf-8');
  res.setHeader('content-disposition', 'attachment; filename="leads.csv"');
  const table = stringify({
    bom: true,
    header: true,
    quoted: true,
    escape_formulas: true,
    columns: [...EXPORT_COLUMNS],
    record_delimiter: 'windows',
  });
  table.on('error', (error) => {
    parts.log.error({ err: error }, 'failed to write a row of an export');
    req.socket.destroy();
  });
  table.pipe(res);
  let count = 0;
  try {
    for await (const row of exportLeads(parts, wanted, user.language)) {
      // Whoever went away wants no more; whoever reads slowly is waited for.
      if (res.closed) break;
      count += 1;
      const cells = Object.fromEntries(Object.entries(row).map(([column, text]) => [column, plain(text)]));
      if (!table.write(cells)) await Promise.race([once(table, 'drain'), once(res, 'close')]);
    }
    table.end();
    parts.log.info({ userId: user.id, rows: count, requestId: res.locals['requestId'] as unknown }, 'exported leads');
  } catch (error) {
    // The first rows are out: a table that ends in the middle must not look whole.
    parts.log.error({ err: error, rows: count }, 'an export failed');
    req.socket.destroy();
  }
}

/** Marks that turn the direction of what follows: behind one, a cell can be made to read as something else. */
const TURNS = /[\u202a-\u202e\u2066-\u2069]+/gu;

/** Line breaks and other control characters as a space: one lead is one line, and no cell begins with one. */
function plain(text: string): string {
  return text
    .replace(TURNS, '')
    .replace(/\p{Cc}+/gu, ' ')
    .trim();
}
