/** Finds leads by name, number, mail or receipt. What is searched for is not put into the page's address. */
import { useEffect, useId, useState } from 'preact/hooks';
import type { LeadList, LeadRow } from '../../shared/api.ts';
import { commonText } from '../../shared/text/common.ts';
import { floorText } from '../../shared/text/floor.ts';
import { leadText } from '../../shared/text/lead.ts';
import { useStore } from '../base/createStore.ts';
import { whenOf } from '../base/format.ts';
import { ask } from '../base/http.ts';
import { serverNow } from '../base/serverClock.ts';
import { language } from '../base/settings.ts';
import { useText } from '../base/text.ts';
import { LeadLink } from './LeadLink.tsx';

const TYPING_PAUSE_MS = 250;

export function Search({ value, onSearch }: { value: string; onSearch: (q: string) => void }) {
  const t = useText(floorText);
  const id = useId();
  const q = value.trim();
  const { list, more } = useFound(q);
  return (
    <div
      class="search"
      role="search"
      onKeyDown={(event) => {
        if (event.key === 'Escape') onSearch('');
      }}
    >
      <label class="visually-hidden" for={id}>
        {t('find')}
      </label>
      <input
        id={id}
        class="input"
        type="search"
        autocomplete="off"
        placeholder={t('find.hint')}
        value={value}
        onInput={(event) => onSearch(event.currentTarget.value)}
      />
      {q !== '' && list ? (
        <div class="search-results card card-flush">
          {list.leads.length === 0 ? <p class="empty">{t('find.none', { q })}</p> : <Rows rows={list.leads} />}
          {list.next === null ? null : (
            <button type="button" class="button button-quiet button-wide" onClick={more}>
              {t('find.more')}
            </button>
          )}
        </div>
      ) : null}
    </div>
  );
}

function useFound(q: string): { list: LeadList | null; more: () => void } {
  const [list, setList] = useState<LeadList | null>(null);
  useEffect(() => {
    if (q === '') {
      setList(null);
      return undefined;
    }
    let isLatest = true;
    const timer = setTimeout(() => {
      void ask<LeadList>(`/api/leads?q=${encodeURIComponent(q)}&limit=20`).then((answer) => {
        if (isLatest && answer.ok) setList(answer.data);
      });
    }, TYPING_PAUSE_MS);
    return () => {
      isLatest = false;
      clearTimeout(timer);
    };
  }, [q]);
  const more = () => {
    if (!list?.next) return;
    const address = `/api/leads?q=${encodeURIComponent(q)}&limit=20&cursor=${encodeURIComponent(list.next)}`;
    void ask<LeadList>(address).then((answer) => {
      if (answer.ok) setList({ leads: [...list.leads, ...answer.data.leads], next: answer.data.next });
    });
  };
  return { list, more };
}

function Rows({ rows }: { rows: readonly LeadRow[] }) {
  const about = useText(leadText);
  const common = useText(commonText);
  const reads = useStore(language);
  return (
    <ul class="found" aria-label={common('search')}>
      {rows.map((row) => (
        <li key={row.id} class="row-apart">
          <span class="grow">
            <LeadLink id={row.id} name={row.name} about={row.interest ?? row.campaign} />
          </span>
          <span class="found-state">
            <span class="badge">{row.outcome ? about(`outcome.${row.outcome}`) : about(`state.${row.state}`)}</span>
            <span class="small muted">{whenOf(row.changedAt, serverNow(), reads)}</span>
          </span>
        </li>
      ))}
    </ul>
  );
}
