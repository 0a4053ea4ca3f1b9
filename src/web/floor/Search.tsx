/** Searches leads by name, number or email, with filters. The search text never goes into a URL. */
import { useId, useMemo, useState } from 'preact/hooks';
import type { LeadList, LeadRow } from '../../shared/api.ts';
import type { Floor } from '../../shared/floor.ts';
import { commonText } from '../../shared/text/common.ts';
import { floorText } from '../../shared/text/floor.ts';
import { leadText } from '../../shared/text/lead.ts';
import { leadsText } from '../../shared/text/leads.ts';
import { useStore } from '../base/createStore.ts';
import { whenOf } from '../base/format.ts';
import { serverNow } from '../base/serverClock.ts';
import { language } from '../base/settings.ts';
import { outcomeText } from '../base/outcomeText.ts';
import { useText } from '../base/text.ts';
import { troubleText } from '../base/troubleText.ts';
import { badFilters, BadFilters } from '../base/ui/BadFilters.tsx';
import { FailedNotice } from '../base/ui/FailedNotice.tsx';
import { saveLeads, useLeadSearch, type LeadCriteria } from '../base/useLeadSearch.ts';
import { ExportButton } from '../leads/ExportButton.tsx';
import { addressOf, FILTERS, filtersIn, withoutFilters, type Filters } from './filters.ts';
import { LeadLink } from './LeadLink.tsx';
import { SearchFilters } from './SearchFilters.tsx';

const PAGE = 20;

interface Props {
  value: string;
  onSearch: (q: string) => void;
  /** Options of the filters: null while loading, undefined when there are no filters. */
  floor?: Pick<Floor, 'agents' | 'campaigns'> | null;
}

export function Search({ value, onSearch, floor }: Props) {
  const t = useText(floorText);
  const id = useId();
  const [filters, setFilters] = useState<Filters>(() => filtersIn(location.search));
  const [isOpen, setOpen] = useState(false);
  const q = value.trim();
  const isAsking = q !== '' || Object.keys(filters).length > 0;
  const query = useMemo(() => ({ ...filters, ...(q !== '' && { q }) }), [q, filters]);
  const { list, more, trouble, isLoading, reload } = useLeadSearch(isAsking ? query : null, PAGE);
  const names = useFilterNames();
  const bad = badFilters(trouble, names, filters);
  const filter = (next: Filters) => {
    setFilters(next);
    history.replaceState(history.state, '', `${location.pathname}${addressOf(next)}`);
  };
  const clear = () => {
    onSearch('');
    filter({});
    setOpen(false);
  };
  return (
    <div
      class="search"
      role="search"
      onKeyDown={(event) => {
        if (event.key === 'Escape') clear();
      }}
    >
      <label class="visually-hidden" for={id}>
        {t('find')}
      </label>
      <div class="search-line">
        <input
          id={id}
          class="input"
          type="search"
          autocomplete="off"
          placeholder={t('find.hint')}
          value={value}
          onInput={(event) => onSearch(event.currentTarget.value)}
        />
        {floor === undefined ? null : (
          <button
            type="button"
            class="button button-small"
            aria-expanded={isOpen || isAsking}
            onClick={() => setOpen(!isOpen)}
          >
            {t('filter')}
          </button>
        )}
      </div>
      {isOpen || isAsking ? (
        <div class="search-results card card-flush">
          {floor ? <SearchFilters floor={floor} filters={filters} onFilter={filter} /> : null}
          <div class="live" role="alert">
            {bad.length > 0 ? (
              <BadFilters bad={bad} of="leads" onRemove={(fields) => filter(withoutFilters(filters, fields))} />
            ) : trouble && !(isLoading && trouble.code === 'bad-input') ? (
              <FailedNotice reason={troubleText(trouble)} onRetry={reload} />
            ) : null}
          </div>
          {isAsking && list ? (
            <SearchResults
              list={list}
              q={q}
              query={query}
              more={more}
              end={floor === undefined ? 'find.close' : 'find.clear'}
              onClear={clear}
            />
          ) : null}
        </div>
      ) : null}
    </div>
  );
}

function useFilterNames(): Readonly<Record<string, string>> {
  const t = useText(leadsText);
  return Object.fromEntries(FILTERS.map((name) => [name, t(`filter.${name}`)]));
}

interface FoundProps {
  readonly list: LeadList;
  readonly q: string;
  readonly query: LeadCriteria;
  readonly more: () => void;
  readonly end: 'find.close' | 'find.clear';
  readonly onClear: () => void;
}

function SearchResults({ list, q, query, more, end, onClear }: FoundProps) {
  const t = useText(floorText);
  return (
    <>
      {list.leads.length > 0 ? <Rows rows={list.leads} /> : null}
      {list.leads.length === 0 ? <p class="empty">{q === '' ? t('find.nothing') : t('find.none', { q })}</p> : null}
      <div class="row search-foot">
        {list.next === null ? null : (
          <button type="button" class="button button-small" onClick={more}>
            {t('find.more')}
          </button>
        )}
        {list.leads.length === 0 ? null : <ExportButton label={t('find.export')} save={() => saveLeads(query)} />}
        <button type="button" class="button button-small" onClick={onClear}>
          {t(end)}
        </button>
      </div>
    </>
  );
}

function Rows({ rows }: { rows: readonly LeadRow[] }) {
  const t = useText(floorText);
  const about = useText(leadText);
  const common = useText(commonText);
  const reads = useStore(language);
  return (
    <ul class="found" aria-label={common('search')}>
      {rows.map((row) => (
        <li key={row.id} class="row-apart">
          <span class="grow">
            <LeadLink id={row.id} name={row.name} numberEnd={row.numberEnd} about={detailsOf(row)} />
          </span>
          <span class="found-state">
            <span class="badge">{outcomeText(row, about) ?? about(`state.${row.state}`)}</span>
            <span class="small muted nowrap">
              {t('find.came', { when: whenOf(row.createdAt, serverNow(), reads) })}
            </span>
          </span>
        </li>
      ))}
    </ul>
  );
}

/** Details that tell leads of the same name apart: last digits, owner, interest or campaign. */
function detailsOf({ name, numberEnd, owner, interest, campaign }: LeadRow): string {
  // Without a name, the last digits already are the title.
  const end = numberEnd === undefined || name.trim() === '' ? [] : [`…${numberEnd}`];
  return [...end, ...(owner === undefined ? [] : [owner]), interest ?? campaign].join(' · ');
}
