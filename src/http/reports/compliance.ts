/** The report of compliance. */
import { LAW_SECTIONS } from '../../core/report/lawActs.ts';
import type { ComplianceReport } from '../../shared/complianceReport.ts';
import { viewCompliance } from '../../usecases/reports/viewCompliance.ts';
import { route, SENT, type Route } from '../plumbing/route.ts';
import { sendCsv } from '../plumbing/sendCsv.ts';
import { CAMPAIGN_QUERY, campaignPeriodOf } from './period.ts';

export function complianceRoute(): Route {
  return route({
    method: 'get',
    path: '/api/reports/compliance',
    who: 'supervisor',
    summary:
      'What the law refused, what permitted contact, do-not-call requests, and callbacks: ?from= and to, or last (days); campaign, compare, format.',
    query: CAMPAIGN_QUERY,
    reply: { 200: 'The report; with format=csv, its rows as CSV in UTF-8 with a byte order mark.' },
    run: async ({ parts, user, query, req, res }) => {
      const asked = await campaignPeriodOf(parts, query);
      if ('ok' in asked) return asked;
      const report = await viewCompliance(parts, asked, user.language);
      if (query.format !== 'csv') return report;
      const { from, to } = report.period;
      const fileName = `compliance-${from}-${to}.csv`;
      await sendCsv(parts.log, { fileName, columns: COLUMNS, rows: rowsOf(report) }, req, res);
      return SENT;
    },
  });
}

const COLUMNS = ['period', 'section', 'key', 'rule', 'name', 'count'] as const;
type Row = Readonly<Record<(typeof COLUMNS)[number], string>>;

// eslint-disable-next-line @typescript-eslint/require-await -- sendCsv takes rows as they come
async function* rowsOf({ period, compared, sections }: ComplianceReport): AsyncGenerator<Row> {
  for (const section of LAW_SECTIONS)
    for (const { key, label, rule = '', now, before } of sections[section]) {
      const row = { section, key, rule, name: label };
      yield { ...row, period: `${period.from}/${period.to}`, count: String(now) };
      if (compared && before !== undefined)
        yield { ...row, period: `${compared.from}/${compared.to}`, count: String(before) };
    }
}
