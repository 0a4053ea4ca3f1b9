/** Exports the leads of a search as CSV. Search words come in the body. */
import joi from 'joi';
import type { Parts } from '../../ports/parts.ts';
import { recordAudit } from '../../usecases/admin/recordAudit.ts';
import { exportColumns, exportLeads } from '../../usecases/lead/exportLeads.ts';
import { unknownCriteria } from '../../usecases/lead/unknownCriteria.ts';
import { route, SENT, type Input, type Result, type Route } from '../plumbing/route.ts';
import { sendCsv } from '../plumbing/sendCsv.ts';
import { LEAD_IDS, LEAD_IDS_LIMIT } from './bulk.ts';
import { CHECKED, FILTERS, leadQuery, narrowed, refusalOf, type FilterParams } from './search.ts';

/** What may be in a URL: nothing about a person. */
const ADDRESSED = FILTERS.keys({ q: FILTERS.extract('q').forbidden() });
/** `campaign`: with a column for each of its own fields and questions. */
const SELECTED = joi.object<{ leadIds: readonly string[]; campaign?: string }>({
  leadIds: LEAD_IDS.required(),
  campaign: FILTERS.extract('campaign'),
});
const EXPORTERS = { role: 'supervisor', orKey: 'leads:export' } as const;
const CSV = { description: 'CSV in UTF-8 with a byte order mark.', type: 'text/csv', schema: { type: 'string' } };

export function leadExportRoutes(): readonly Route[] {
  return [
    route({
      method: 'get',
      path: '/api/leads.csv',
      who: EXPORTERS,
      summary: 'Export a search as CSV for spreadsheets, with the criteria of a search but words: ?state=, outcome, …',
      query: ADDRESSED,
      ...CHECKED,
      reply: { 200: CSV },
      run: ({ parts, query, ...input }) => sendTable(parts, query, input),
    }),
    route({
      method: 'post',
      path: '/api/leads/export',
      who: EXPORTERS,
      summary: 'The same export with its criteria, including search words, in the body.',
      body: FILTERS,
      ...CHECKED,
      reply: { 200: CSV },
      run: ({ parts, body, ...input }) => sendTable(parts, body, input),
    }),
    route({
      method: 'post',
      path: '/api/leads/export/selected',
      who: EXPORTERS,
      summary: 'The same export of these leads, in this order: {leadIds, campaign?}. At most 1,000.',
      body: SELECTED,
      bodyLimit: LEAD_IDS_LIMIT,
      reply: { 200: CSV },
      run: async ({ parts, body: { leadIds, campaign }, ...input }) => {
        const columns = campaign === undefined ? {} : { campaignId: campaign };
        const unknown = refusalOf(await unknownCriteria(parts, columns));
        if (unknown) return unknown;
        const wanted = { leadIds: [...new Set(leadIds)] };
        const rows = exportLeads(parts, wanted, input.user.language);
        return sendRows(parts, rows, columns, { leads: wanted.leadIds.length }, input);
      },
    }),
  ];
}

type Exported = Pick<Input<string, 'supervisor', unknown, unknown>, 'user' | 'req' | 'res'>;

async function sendTable(parts: Parts, asked: FilterParams, { user, req, res }: Exported): Promise<Result> {
  const query = await leadQuery(parts, asked, user);
  if ('ok' in query) return query;
  const { limit: _limit, cursor: _cursor, ...wanted } = query;

  const found = exportLeads(parts, wanted, user.language);
  // A search that needs another filter is refused before anything is sent.
  const first = await narrowed(() => found.next());
  if ('ok' in first) return first;

  // Search words are personal data.
  const { q, ...filters } = wanted;
  const rows = startingWith(first, found);
  return sendRows(parts, rows, wanted, { ...filters, byWords: q !== undefined }, { user, req, res });
}

async function sendRows(
  parts: Parts,
  rows: ReturnType<typeof exportLeads>,
  campaign: { readonly campaignId?: string },
  after: object,
  { user, req, res }: Exported,
): Promise<Result> {
  // Recorded before the first row, so that an interrupted export is in the audit log too.
  await recordAudit(parts, { by: user.id, what: 'lead', subjectId: 'export', action: 'export', after });
  const columns = await exportColumns(parts, campaign, user.language);
  const count = await sendCsv(parts.log, { fileName: 'leads.csv', columns, rows }, req, res);
  if (count === null) return SENT;
  parts.log.info({ userId: user.id, rows: count }, 'exported leads');
  return SENT;
}

async function* startingWith<T>(first: IteratorResult<T>, rest: AsyncGenerator<T>): AsyncGenerator<T> {
  if (first.done) return;
  yield first.value;
  yield* rest;
}
