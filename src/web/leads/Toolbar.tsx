/** The first line of the page: title, how many leads there are, search, columns and export. */
import type { Ref } from 'preact';
import { useEffect, useId, useState } from 'preact/hooks';
import type { LeadCount, LeadList } from '../../shared/api.ts';
import { leadsText } from '../../shared/text/leads.ts';
import { ask } from '../base/http.ts';
import { useText } from '../base/text.ts';
import { saveLeads, type LeadCriteria } from '../base/useLeadSearch.ts';
import { ColumnMenu } from './ColumnMenu.tsx';
import { ExportButton } from './ExportButton.tsx';
import type { Column } from './view.ts';

interface Props {
  title: string;
  query: LeadCriteria;
  list: LeadList | null;
  q: string;
  onSearch: (q: string) => void;
  searchRef: Ref<HTMLInputElement>;
  columns: readonly Column[];
  onColumns: (columns: readonly Column[]) => void;
  mayExport: boolean;
  /** Nothing can be found with these filters, and so nothing exported. */
  isRefused: boolean;
}

export function Toolbar(props: Props) {
  const { title, query, list, q, onSearch, searchRef, columns, onColumns, mayExport, isRefused } = props;
  const t = useText(leadsText);
  const id = useId();
  const count = useCount(query, list);
  return (
    <div class="leads-head" role="search">
      <h1>{title}</h1>
      <span class="muted leads-count" role="status">
        {count === null || isRefused
          ? ''
          : count > MOST
            ? t('count.more', { count: MOST.toLocaleString() })
            : t('count', { count })}
      </span>
      <label class="visually-hidden" for={id}>
        {t('search')}
      </label>
      <input
        ref={searchRef}
        id={id}
        class="input leads-search"
        type="search"
        autocomplete="off"
        placeholder={t('search.hint')}
        value={q}
        onInput={(event) => onSearch(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === 'Escape') event.currentTarget.blur();
        }}
      />
      <ColumnMenu columns={columns} onColumns={onColumns} />
      {mayExport ? (
        <>
          <a class="button button-small" href="/leads/duplicates">
            {t('duplicates')}
          </a>
          {isRefused ? null : <ExportButton label={t('export')} save={() => saveLeads(query)} />}
        </>
      ) : null}
    </div>
  );
}

/** Counted up to one more. */
const MOST = 1000;

/** How many leads the search finds; null if unknown. A list that is shown completely needs no request. */
function useCount(query: LeadCriteria, list: LeadList | null): number | null {
  const [counted, setCounted] = useState<{ query: LeadCriteria; count: number | null } | null>(null);
  const isComplete = list !== null && list.next === null;
  const isWanted = list !== null && list.next !== null;
  useEffect(() => {
    if (!isWanted) return undefined;
    let isLatest = true;
    void ask<LeadCount>('/api/leads/count', { method: 'POST', body: query }).then((answer) => {
      if (isLatest && answer.ok) setCounted({ query, count: answer.data.count });
    });
    return () => {
      isLatest = false;
    };
  }, [query, isWanted]);
  if (isComplete) return list.leads.length;
  return counted?.query === query ? counted.count : null;
}
