/** The report's query. It is the page's URL, so that a link shows the same report, and back returns to the one before. */
import { useEffect, useState } from 'preact/hooks';

export const QUERY_FIELDS = ['last', 'from', 'to', 'compare', 'by', 'campaign', 'target'] as const;
export type ReportQuery = Partial<Record<(typeof QUERY_FIELDS)[number], string>>;

export function queryIn(address: string): ReportQuery {
  const given = new URLSearchParams(address);
  return Object.fromEntries(
    QUERY_FIELDS.map((name) => [name, given.get(name) ?? '']).filter(([, value]) => value !== ''),
  ) as ReportQuery;
}

/** The query string; empty for the usual report. */
export function addressOf(query: ReportQuery): string {
  const chosen = QUERY_FIELDS.flatMap((name) => (query[name] ? [[name, query[name]]] : []));
  return chosen.length === 0 ? '' : `?${new URLSearchParams(chosen).toString()}`;
}

export function useReportQuery(): { query: ReportQuery; change: (changes: ReportQuery) => void } {
  const [query, setQuery] = useState(() => queryIn(location.search));
  useEffect(() => {
    const moved = () => setQuery(queryIn(location.search));
    addEventListener('popstate', moved);
    return () => removeEventListener('popstate', moved);
  }, []);
  return {
    query,
    change: (changes) => {
      const next = { ...query, ...changes };
      history.pushState(null, '', `${location.pathname}${addressOf(next)}`);
      setQuery(next);
    },
  };
}
