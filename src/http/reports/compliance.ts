/** The report of compliance. */
import { LAW_SECTIONS } from '../../core/report/lawActs.ts';
import type { ComplianceReport } from '../../shared/complianceReport.ts';
import { viewCompliance } from '../../usecases/reports/viewCompliance.ts';
import { route, SENT, type Route } from '../plumbing/route.ts';
import { sendCsv } from '../plumbing/sendCsv.ts';
import { groupsOf } from './csvRows.ts';
import { askedFor, COMMON_QUERY } from './period.ts';

export function complianceRoute(): Route {
  return route({
    method: 'get',
    path: '/api/reports/compliance',
    who: 'supervisor',
    summary:
      'What the law refused, what permitted contact, do-not-call requests, and callbacks: ?from= and to, or last (days); by, campaign, compare, format.',
    query: COMMON_QUERY,
    reply: { 200: 'The report; with format=csv, each group’s counts as CSV in UTF-8 with a byte order mark.' },
    run: async ({ parts, user, query: { by = 'campaign', ...params }, req, res }) => {
      const asked = await askedFor(parts, params);
      if ('ok' in asked) return asked;
      const report = await viewCompliance(parts, { ...asked, by }, user.language);
      if (params.format !== 'csv') return report;
      const { from, to } = report.period;
      const fileName = `compliance-${from}-${to}.csv`;
      await sendCsv(parts.log, { fileName, columns: COLUMNS, rows: rowsOf(report) }, req, res);
      return SENT;
    },
  });
}

const COLUMNS = ['period', 'group', 'group_name', 'section', 'key', 'rule', 'name', 'count'] as const;
type Row = Readonly<Record<(typeof COLUMNS)[number], string>>;

/** One row for each figure of a group that isn’t 0. */
// eslint-disable-next-line @typescript-eslint/require-await -- sendCsv takes rows as they come
async function* rowsOf(report: ComplianceReport): AsyncGenerator<Row> {
  const names = LAW_SECTIONS.flatMap((section) => report.sections[section].map((row) => ({ section, ...row })));
  for (const { period, key: group, name: group_name, numbers } of groupsOf(report))
    for (const { section, key, label, rule = '' } of names) {
      const count = numbers[`${section}.${key}`] ?? 0;
      if (count > 0) yield { period, group, group_name, section, key, rule, name: label, count: String(count) };
    }
}
