/** The rows of a report for a spreadsheet: each group, and what it was in the period compared with. */
import type { ReportPeriod } from '../../shared/reports.ts';
import type { WorkRow } from '../../shared/workReports.ts';

interface Report<Numbers> {
  readonly by: string;
  readonly period: ReportPeriod;
  readonly compared: ReportPeriod | null;
  readonly rows: readonly WorkRow<Numbers>[];
}

interface Group<Numbers> {
  readonly period: string;
  readonly key: string;
  readonly name: string;
  readonly numbers: Numbers;
}

/** A day is in a period only if it belongs to it. */
export function* groupsOf<Numbers>({ by, period, compared, rows }: Report<Numbers>): Generator<Group<Numbers>> {
  const isIn = (key: string, { from, to }: ReportPeriod) => by !== 'day' || (key >= from && key <= to);
  for (const { key, label: name = '', now, before } of rows) {
    if (isIn(key, period)) yield { period: periodName(period), key, name, numbers: now };
    if (compared && before !== undefined && isIn(key, compared))
      yield { period: periodName(compared), key, name, numbers: before };
  }
}

function periodName({ from, to }: ReportPeriod): string {
  return `${from}/${to}`;
}

// eslint-disable-next-line @typescript-eslint/require-await -- sendCsv takes rows as they come
export async function* csvRows<Numbers>(
  report: Report<Numbers>,
  cellsOf: (numbers: Numbers) => Readonly<Record<string, string>>,
): AsyncGenerator<Readonly<Record<string, string>>> {
  for (const { numbers, ...group } of groupsOf(report)) yield { ...group, ...cellsOf(numbers) };
}
