/** The rows of a report of work for a spreadsheet: each group, and what it was in the period compared with. */
import type { ReportPeriod } from '../../shared/reports.ts';
import type { WorkRow } from '../../shared/workReports.ts';

interface Report<Numbers> {
  readonly period: ReportPeriod;
  readonly compared: ReportPeriod | null;
  readonly rows: readonly WorkRow<Numbers>[];
}

// eslint-disable-next-line @typescript-eslint/require-await -- sendCsv takes rows as they come
export async function* csvRows<Numbers>(
  { period, compared, rows }: Report<Numbers>,
  cellsOf: (numbers: Numbers) => Readonly<Record<string, string>>,
): AsyncGenerator<Readonly<Record<string, string>>> {
  const row = ({ from, to }: ReportPeriod, { key, label }: WorkRow<Numbers>, numbers: Numbers) => ({
    period: `${from}/${to}`,
    key,
    name: label ?? '',
    ...cellsOf(numbers),
  });
  for (const one of rows) {
    yield row(period, one, one.now);
    if (compared && one.before) yield row(compared, one, one.before);
  }
}
