/** Exports the leads of a search as CSV. Search words come in the body. */
import { Router, type Request, type Response } from 'express';
import type { Parts } from '../../ports/parts.ts';
import { recordAudit } from '../../usecases/admin/recordAudit.ts';
import { EXPORT_COLUMNS, exportLeads } from '../../usecases/lead/exportLeads.ts';
import { requireScopeOrRole } from '../session/apiKey.ts';
import { leadQuery, SEARCH } from './search.ts';
import { sendProblem } from '../plumbing/problems.ts';
import { sendCsv } from '../plumbing/sendCsv.ts';
import { userOf } from '../session/session.ts';
import { validate } from '../plumbing/validate.ts';

/** What may be in a URL: nothing about a person. */
const ADDRESSED = SEARCH.keys({ q: SEARCH.extract('q').forbidden(), receipt: SEARCH.extract('receipt').forbidden() });

export function leadExportRoutes(parts: Parts): Router {
  const router = Router();
  const exporters = requireScopeOrRole('leads:export', 'supervisor');
  router.get('/api/leads.csv', exporters, async (req, res) => {
    const query = validate(ADDRESSED, req.query);
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
  const rows = exportLeads(parts, wanted, user.language);
  const count = await sendCsv(parts.log, { fileName: 'leads.csv', columns: EXPORT_COLUMNS, rows }, req, res);
  if (count === null) return;
  parts.log.info({ userId: user.id, rows: count, requestId: res.locals['requestId'] as unknown }, 'exported leads');
}
