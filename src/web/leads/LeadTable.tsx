/**
 * The table; on a phone, each lead is a card. Columns have fixed widths and rows one height, so that nothing moves when
 * leads arrive. Until the first ones do, gray rows take their place.
 */
import type { ComponentChild } from 'preact';
import type { LeadRow } from '../../shared/api.ts';
import { leadsText } from '../../shared/text/leads.ts';
import { commonText } from '../../shared/text/common.ts';
import { useText } from '../base/text.ts';
import { Icon } from '../base/ui/Icon.tsx';
import { Name } from '../base/ui/UserText.tsx';
import { LeadMenuButton } from '../floor/LeadMenu.tsx';
import { nameOf, useCells } from './cells.tsx';
import type { Selection } from './selection.ts';
import type { Column, Sort } from './view.ts';

interface Props {
  /** null until loaded. */
  rows: readonly LeadRow[] | null;
  columns: readonly Column[];
  sort: string;
  onSort: (sort: Sort) => void;
  isLoading: boolean;
  /** Whether each lead has its menu of actions. */
  hasMenu: boolean;
  /** null if leads can't be selected. */
  selection: Selection | null;
  /** Absent if the reader doesn’t fill in details. */
  onComplete?: (id: string) => void;
}

/** The orders of a column: the first when its heading is clicked, then the next. */
const SORTS_OF: Readonly<Partial<Record<Column, readonly Sort[]>>> = {
  created: ['created', 'oldest'],
  waiting: ['waiting', 'created'],
  due: ['due', 'created'],
  score: ['score', 'created'],
};
const SKELETON_ROWS = 12;

export function LeadTable({ rows, columns, sort, onSort, isLoading, hasMenu, selection, onComplete }: Props) {
  const t = useText(leadsText);
  const common = useText(commonText);
  if (rows?.length === 0) return null;
  return (
    <div class="card card-flush leads-frame" aria-busy={isLoading} tabIndex={-1}>
      {rows === null ? <p class="visually-hidden">{common('loading')}</p> : null}
      {/* Named roles, because cards on a phone would otherwise be no table. */}
      <table class="leads-table" role="table" aria-label={t('table')}>
        <colgroup>
          {selection ? <col class="col-check" /> : null}
          <col class="col-name" />
          {columns.map((column) => (
            <col key={column} class={`col-${column}`} />
          ))}
        </colgroup>
        <thead role="rowgroup">
          <tr role="row">
            {selection ? (
              <th role="columnheader" scope="col" class="leads-check">
                <input
                  type="checkbox"
                  aria-label={t('select.all')}
                  checked={selection.isEveryShown}
                  onChange={selection.toggleShown}
                />
              </th>
            ) : null}
            <th role="columnheader" scope="col">
              {t('column.name')}
            </th>
            {columns.map((column) => (
              <Heading key={column} column={column} sort={sort} onSort={onSort} />
            ))}
          </tr>
        </thead>
        <tbody role="rowgroup">
          {rows === null ? (
            <Skeleton columns={selection ? ['check', ...columns] : columns} />
          ) : (
            <Rows
              rows={rows}
              columns={columns}
              hasMenu={hasMenu}
              selection={selection}
              {...(onComplete && { onComplete })}
            />
          )}
        </tbody>
      </table>
    </div>
  );
}

function Heading({ column, sort, onSort }: { column: Column; sort: string; onSort: (sort: Sort) => void }) {
  const t = useText(leadsText);
  const sorts = SORTS_OF[column];
  if (!sorts)
    return (
      <th role="columnheader" scope="col">
        {t(`column.${column}`)}
      </th>
    );
  const isSorted = sort === sorts[0] || (column === 'created' && sort === 'oldest');
  const isDescending = sort === 'created' || sort === 'score';
  const next = sorts[(sorts.findIndex((one) => one === sort) + 1) % sorts.length] ?? 'created';
  return (
    <th role="columnheader" scope="col" aria-sort={isSorted ? (isDescending ? 'descending' : 'ascending') : undefined}>
      <button type="button" class="leads-heading" onClick={() => onSort(isSorted ? next : (sorts[0] ?? 'created'))}>
        {t(`column.${column}`)}
        {isSorted ? <Icon name={isDescending ? 'down' : 'up'} size={12} /> : null}
      </button>
    </th>
  );
}

interface RowsProps extends Pick<Props, 'columns' | 'hasMenu' | 'selection' | 'onComplete'> {
  rows: readonly LeadRow[];
}

function Rows({ rows, columns, hasMenu, selection, onComplete }: RowsProps) {
  const t = useText(leadsText);
  const common = useText(commonText);
  const cellOf = useCells(onComplete);
  return (
    <>
      {rows.map((row) => (
        <tr key={row.id} role="row" data-lead={row.id} class={selection?.has(row.id) ? 'leads-selected' : ''}>
          {selection ? (
            <td role="cell" class="leads-check">
              <input
                type="checkbox"
                aria-label={t('select', { name: nameOf(row, common('unknownName')) })}
                checked={selection.has(row.id)}
                onChange={() => selection.toggle(row.id)}
              />
            </td>
          ) : null}
          <td role="cell" class="leads-name">
            <a href={`/leads/${encodeURIComponent(row.id)}`}>
              <Name name={row.name} numberEnd={row.numberEnd} />
            </a>
            {hasMenu ? <LeadMenuButton id={row.id} name={nameOf(row, common('unknownName'))} /> : null}
          </td>
          {columns.map((column) => (
            <Cell key={column} label={t(`column.${column}`)} column={column}>
              {cellOf(row, column)}
            </Cell>
          ))}
        </tr>
      ))}
    </>
  );
}

function Cell({ label, column, children }: { label: string; column: Column; children: ComponentChild }) {
  return (
    <td role="cell" class={`cell-${column}${children === null ? ' leads-blank' : ''}`}>
      <span class="leads-label" aria-hidden="true">
        {label}
      </span>
      <span class="leads-value">{children}</span>
    </td>
  );
}

function Skeleton({ columns }: { columns: readonly string[] }) {
  return (
    <>
      {Array.from({ length: SKELETON_ROWS }, (_, index) => (
        <tr key={index} class="leads-skeleton" aria-hidden="true">
          {['name', ...columns].map((column) => (
            <td key={column}>
              <span class="leads-gray" />
            </td>
          ))}
        </tr>
      ))}
    </>
  );
}
