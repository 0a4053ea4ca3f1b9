/** The rows of a report by group, with what they were before. */
import { reportsText } from '../../shared/text/reports.ts';
import type { SpeedBy } from '../../shared/reports.ts';
import type { AgentsBy, CallersBy } from '../../shared/workReports.ts';
import { useText } from '../base/text.ts';
import { useFormats, type Formats } from './useFormats.ts';

export type GroupBy = SpeedBy | AgentsBy | CallersBy;

interface Row<Numbers> {
  readonly key: string;
  readonly label?: string;
  readonly now: Numbers;
  readonly before?: Numbers;
}

export interface Column<Numbers> {
  readonly name: string;
  readonly text: (numbers: Numbers) => string;
  /** What should be noticed about it. */
  readonly note?: (numbers: Numbers) => string | undefined;
}

interface Props<Numbers> {
  by: GroupBy;
  period: { readonly from: string; readonly to: string };
  rows: readonly Row<Numbers>[];
  /** What rows without an order of their own are sorted by. */
  size: (numbers: Numbers) => number;
  columns: readonly Column<Numbers>[];
}

/** Keys in their own order; other rows by size. */
const IN_ORDER: readonly GroupBy[] = ['day', 'hour', 'halfHour', 'weekday'];

export function GroupTable<Numbers>({ by, period, rows, size, columns }: Props<Numbers>) {
  const t = useText(reportsText);
  const formats = useFormats();
  return (
    <section class="card card-flush reports-table" tabIndex={0} aria-label={t(`by.${by}`)}>
      <table class="table">
        <thead>
          <tr>
            <th scope="col">{t(`by.${by}`)}</th>
            {columns.map(({ name }) => (
              <th key={name} scope="col" class="number">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {sortedRows(rows, by, period, size).map(({ key, label, now, before }) => (
            <tr key={key}>
              <th scope="row">
                <bdi>{nameOf(by, key, label, formats) || t('none')}</bdi>
              </th>
              {columns.map(({ name, text, note }) => (
                <td key={name} class="number">
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
  rows: readonly Row<Numbers>[],
  by: GroupBy,
  { from, to }: Props<Numbers>['period'],
  size: (numbers: Numbers) => number,
): readonly Row<Numbers>[] {
  if (by === 'day')
    return rows.filter(({ key }) => key >= from && key <= to).sort((one, other) => (one.key < other.key ? 1 : -1));
  if (IN_ORDER.includes(by)) return [...rows].sort((one, other) => Number(one.key) - Number(other.key));
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
