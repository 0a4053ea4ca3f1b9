/**
 * Exports the leads of a search as CSV. What someone typed never becomes a spreadsheet formula: cells that begin like
 * one are escaped, control characters are removed, everything is quoted. Search words come in the body.
 */
import { stringify } from 'csv-stringify';
import { Router, type Request, type Response } from 'express';
import { once } from 'node:events';
import type { Parts } from '../ports/parts.ts';
import { recordAudit } from '../usecases/admin/recordAudit.ts';
import { EXPORT_COLUMNS, exportLeads } from '../usecases/exportLeads.ts';
import { requireScopeOrRole } from './apiKey.ts';
import { leadQuery, SEARCH } from './leadSearch.ts';
import { sendProblem } from './problems.ts';
import { userOf } from './session.ts';
import { validated } from './validate.ts';

/** What may be in a URL: nothing about a person. */
const ADDRESSED = SEARCH.keys({ q: SEARCH.extract('q').forbidden(), receipt: SEARCH.extract('receipt').forbidden() });

export function leadExportRoutes(parts: Parts): Router {
  const router = Router();
  const exporters = requireScopeOrRole('leads:export', 'supervisor');
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

  // Recorded before the first row, so that an interrupted export is in the audit log too. Search words are personal
  // data.
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
      // Stop for a client that disconnected; wait for one that reads slowly.
      if (res.closed) break;
      count += 1;
      const cells = Object.fromEntries(Object.entries(row).map(([column, text]) => [column, plain(text)]));
      if (!table.write(cells)) await Promise.race([once(table, 'drain'), once(res, 'close')]);
    }
    table.end();
    parts.log.info({ userId: user.id, rows: count, requestId: res.locals['requestId'] as unknown }, 'exported leads');
  } catch (error) {
    // The first rows are already sent: a truncated table must not look complete.
    parts.log.error({ err: error, rows: count }, 'an export failed');
    req.socket.destroy();
  }
}

/** Direction marks: they can make the text of a cell read as something else. */
const TURNS = /[\u202a-\u202e\u2066-\u2069]+/gu;

/**
 * Replaces line breaks and other control characters with a space: one lead is one line, and no cell begins with one.
 */
function plain(text: string): string {
  return text
    .replace(TURNS, '')
    .replace(/\p{Cc}+/gu, ' ')
    .trim();
}
