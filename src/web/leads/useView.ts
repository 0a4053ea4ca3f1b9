/**
 * The page's view and search words across reload, back and forward. The view is in the URL. The words, and how many leads
 * were shown, are in the history entry, which stays in this tab.
 */
import { useCallback, useEffect, useState } from 'preact/hooks';
import { chooseLeadColumns, leadColumns } from '../base/settings.ts';
import { addressOf, DEFAULT_COLUMNS, knownColumns, viewIn, type Column, type View } from './view.ts';

interface Entry {
  readonly q?: string;
  readonly shown?: number;
}

export interface ViewState {
  readonly view: View;
  readonly q: string;
  /** How many leads were shown when the page was left; 0 for a new one. */
  readonly shown: number;
  /** A new history entry. */
  readonly show: (view: View) => void;
  readonly search: (q: string) => void;
  readonly clear: () => void;
  readonly setColumns: (columns: readonly Column[]) => void;
  readonly remember: (shown: number) => void;
}

export function useView(): ViewState {
  const [view, setView] = useState(() => viewIn(location.search, ownColumns()));
  const [q, setQ] = useState(() => entry().q ?? '');
  const [shown] = useState(() => entry().shown ?? 0);
  useEffect(() => {
    const moved = () => {
      setView(viewIn(location.search, ownColumns()));
      setQ(entry().q ?? '');
    };
    addEventListener('popstate', moved);
    return () => removeEventListener('popstate', moved);
  }, []);
  const go = (next: View, words: string) => {
    history.pushState({ q: words } satisfies Entry, '', `${location.pathname}${addressOf(next, ownColumns())}`);
    setView(next);
    setQ(words);
  };
  const remember = useCallback((count: number) => {
    history.replaceState({ ...entry(), shown: count } satisfies Entry, '');
  }, []);
  return {
    view,
    q,
    shown,
    remember,
    show: (next) => go(next, q),
    search: (words) => {
      history.replaceState({ ...entry(), q: words } satisfies Entry, '');
      setQ(words);
    },
    clear: () => go({ ...view, filters: {} }, ''),
    setColumns: (columns) => {
      chooseLeadColumns(columns.join() === DEFAULT_COLUMNS.join() ? null : columns);
      const next = { ...view, columns };
      history.replaceState(entry(), '', `${location.pathname}${addressOf(next, ownColumns())}`);
      setView(next);
    },
  };
}

function ownColumns(): readonly Column[] {
  const chosen = leadColumns();
  return chosen === null ? DEFAULT_COLUMNS : knownColumns(chosen);
}

function entry(): Entry {
  return (history.state ?? {}) as Entry;
}
