/** The rows of a report by group, with what they were before. */
import { reportsText } from '../../shared/text/reports.ts';
import type { SpeedBy } from '../../shared/reports.ts';
import type { CallersBy, WorkRow } from '../../shared/workReports.ts';
import { useText } from '../base/text.ts';
import { useFormats, type Formats } from './useFormats.ts';

export type GroupBy = SpeedBy | CallersBy;

export interface Column<Numbers> {
  readonly name: string;
  readonly text: (numbers: Numbers) => string;
  /** What should be noticed about it. */
  readonly note?: (numbers: Numbers) => string | undefined;
}

interface Props<Numbers> {
  /** Absent where the page has one table. */
  title?: string;
  by: GroupBy;
  period: { readonly from: string; readonly to: string };
  rows: readonly WorkRow<Numbers>[];
  /** What rows without an order of their own are sorted by. */
  size: (numbers: Numbers) => number;
  columns: readonly Column<Numbers>[];
}

/** Whether keys have an order of their own; other rows are sorted by size. */
export function hasOrder(by: GroupBy): boolean {
  return by === 'day' || by === 'hour' || by === 'halfHour' || by === 'weekday';
}

export function GroupTable<Numbers>({ title, by, period, rows, size, columns }: Props<Numbers>) {
  const t = useText(reportsText);
  const formats = useFormats();
  const sorted = sortedRows(rows, by, period, size);
  if (sorted.length === 0) return null;
  return (
    <section class="card card-flush reports-table" tabIndex={0} aria-label={title ?? t(`by.${by}`)}>
      <table class="table">
        {title === undefined ? null : (
          <caption>
            <bdi>{title}</bdi>
          </caption>
        )}
        <thead>
          <tr>
            <th scope="col">{t(`by.${by}`)}</th>
            {columns.map(({ name }, at) => (
              <th key={`${at} ${name}`} scope="col" class="number">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {sorted.map(({ key, label, now, before }) => (
            <tr key={key}>
              <th scope="row">
                <bdi>{nameOf(by, key, label, formats)}</bdi>
              </th>
              {columns.map(({ name, text, note }, at) => (
                <td key={`${at} ${name}`} class="number">
                  {text(now)}
                  {note?.(now) === undefined ? null : <span class="reports-note">{note(now)}</span>}
                  {before && by !== 'day' ? (
                    <span class="muted reports-before">{t('before', { value: text(before) })}</span>
                  ) : null}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

/** Days are not compared one by one, newest first: those of the other period have other dates. */
export function sortedRows<Numbers>(
  rows: readonly WorkRow<Numbers>[],
  by: GroupBy,
  { from, to }: Props<Numbers>['period'],
  size: (numbers: Numbers) => number,
): readonly WorkRow<Numbers>[] {
  if (by === 'day')
    return rows.filter(({ key }) => key >= from && key <= to).sort((one, other) => (one.key < other.key ? 1 : -1));
  if (hasOrder(by)) return [...rows].sort((one, other) => Number(one.key) - Number(other.key));
  return [...rows].sort((one, other) => size(other.now) - size(one.now));
}

export function nameOf(by: GroupBy, key: string, label: string | undefined, formats: Formats): string {
  if (by === 'day') return formats.date(key);
  if (by === 'weekday') return formats.weekday(Number(key));
  if (by === 'hour') return `${key.padStart(2, '0')}:00`;
  if (by === 'halfHour')
    return `${String(Math.floor(Number(key) / 2)).padStart(2, '0')}:${Number(key) % 2 ? '30' : '00'}`;
  return label ?? key;
}
