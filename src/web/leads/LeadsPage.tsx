/** `/leads`: every lead for supervisors, their own for agents; with filters, orders and columns to choose. */
import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { LeadOptions, LeadRow } from '../../shared/api.ts';
import { leadsText } from '../../shared/text/leads.ts';
import { useResource } from '../base/useResource.ts';
import { serverNow } from '../base/serverClock.ts';
import { useText } from '../base/text.ts';
import { troubleText } from '../base/troubleText.ts';
import { badFilters, BadFilters, type BadFilter } from '../base/ui/BadFilters.tsx';
import { FailedNotice } from '../base/ui/FailedNotice.tsx';
import { Lazy } from '../base/ui/Lazy.tsx';
import { Toasts } from '../base/ui/Toasts.tsx';
import { TopBar } from '../base/ui/TopBar.tsx';
import { useLeadSearch, type LeadSearch } from '../base/useLeadSearch.ts';
import { useMe } from '../base/useMe.ts';
import { useTick } from '../base/useTick.ts';
import { LeadMenu } from '../floor/LeadMenu.tsx';
import { BulkBar } from './BulkBar.tsx';
import { FilterBar } from './FilterBar.tsx';
import { LeadTable } from './LeadTable.tsx';
import { ListFoot } from './ListFoot.tsx';
import { useSelection } from './selection.ts';
import { Toolbar } from './Toolbar.tsx';
import { useRowKeys } from './useRowKeys.ts';
import { useView } from './useView.ts';
import { criteriaOf, FILTERS, without, type View } from './view.ts';

const loadComplete = () => import('./CompleteDialog.tsx').then((module) => module.CompleteDialog);
const PAGE = 50;
const NOTHING: readonly LeadRow[] = [];
/** How often waiting times and “overdue” are refreshed. */
const TICK_MS = 10_000;

export function LeadsPage() {
  const t = useText(leadsText);
  const me = useMe();
  const isSupervisor = me ? me.role !== 'agent' : false;
  const options = useResource<LeadOptions>('/api/leads/options').data;
  const { view, q, shown, show, search, clear, setColumns, remember } = useView();
  const searchField = useRef<HTMLInputElement>(null);
  const words = q.trim();
  // Relative filters mean the moment at which the list was asked for.
  const [askedAt, setAskedAt] = useState(serverNow);
  const { filters, sort } = view;
  const query = useMemo(
    () => ({ ...criteriaOf({ filters, sort }, askedAt), ...(words !== '' && { q: words }) }),
    [filters, sort, words, askedAt],
  );
  const found = useLeadSearch(me ? query : null, PAGE, Math.max(PAGE, Math.min(200, shown)));
  const { list, trouble, isLoading, more } = found;
  const bad = useBadFilters(view, found);
  const reload = () => {
    setAskedAt(serverNow());
    found.reload();
  };
  useTick(TICK_MS);
  useEffect(() => {
    if (list) remember(list.leads.length);
  }, [list, remember]);
  useEffect(() => {
    document.title = `${t(me?.role === 'agent' ? 'title.mine' : 'title')} · Leadbell`;
  }, [t, me]);
  const selection = useSelection(list?.leads ?? NOTHING, query);
  useRowKeys({
    onSearch: () => searchField.current?.focus(),
    ...(isSupervisor && { onSelect: selection.toggle, onEscape: selection.clear }),
  });
  const [completing, setCompleting] = useState<{ rows: readonly LeadRow[]; id: string } | null>(null);
  // As it is shown now: the list doesn’t change below the dialog.
  const complete = (id: string) =>
    setCompleting({ rows: (list?.leads ?? []).filter(({ gaps = [] }) => gaps.length > 0), id });
  const isFiltered = words !== '' || Object.keys(view.filters).length > 0;
  return (
    <>
      <TopBar me={me ?? null} />
      <main class="leads">
        <Toolbar
          title={me ? t(isSupervisor ? 'title' : 'title.mine') : '\u00a0'}
          query={query}
          list={list}
          q={q}
          onSearch={search}
          searchRef={searchField}
          columns={view.columns}
          onColumns={setColumns}
          mayExport={isSupervisor}
          isRefused={bad.length > 0}
        />
        <FilterBar view={view} onShow={show} options={options} isSupervisor={isSupervisor} />
        <div class="live" role="alert">
          {bad.length > 0 ? (
            <BadFilters bad={bad} of="leads" onRemove={(fields) => show(without(view, fields))} />
          ) : trouble && !(isLoading && trouble.code === 'bad-input') ? (
            <FailedNotice reason={troubleText(trouble)} onRetry={reload} />
          ) : null}
        </div>
        <LeadTable
          rows={bad.length > 0 ? NOTHING : (list?.leads ?? null)}
          columns={view.columns}
          sort={view.sort}
          onSort={(sort) => show({ ...view, sort })}
          isLoading={isLoading}
          hasMenu={isSupervisor}
          selection={isSupervisor ? selection : null}
          {...(isSupervisor && { onComplete: complete })}
        />
        <ListFoot
          list={bad.length > 0 ? null : list}
          isFiltered={isFiltered}
          isLoading={isLoading}
          isSupervisor={isSupervisor}
          {...{ more, clear, reload }}
        />
      </main>
      {isSupervisor ? (
        <BulkBar
          selection={selection}
          query={query}
          agents={options?.agents ?? []}
          outcomes={options?.outcomes ?? []}
          hasMore={list?.next != null}
          onDone={reload}
        />
      ) : null}
      {completing ? (
        <Lazy
          load={loadComplete}
          props={{
            ...completing,
            onShow: (id) => setCompleting({ ...completing, id }),
            onClose: () => {
              setCompleting(null);
              reload();
            },
          }}
        />
      ) : null}
      <LeadMenu onDone={reload} />
      <Toasts />
    </>
  );
}

/** Those that the server refuses, or words that no lead has. */
function useBadFilters({ filters, sort }: View, { list, trouble }: LeadSearch): readonly BadFilter[] {
  const t = useText(leadsText);
  const names = { ...Object.fromEntries(FILTERS.map((name) => [name, t(`filter.${name}`)])), sort: t('sort') };
  if (trouble) return badFilters(trouble, names, { ...filters, sort });
  return (list?.unknown ?? []).flatMap((field) => {
    const value = filters[field];
    return value === undefined ? [] : [{ field, name: t(`filter.${field}`), value, unused: field }];
  });
}
