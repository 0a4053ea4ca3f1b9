/** A report's query. It is the page's URL, so that a link shows the same report, and back returns to the one before. */
import { useEffect, useState } from 'preact/hooks';

/** What every report has, and a link to another one keeps. */
export const COMMON_FIELDS = ['last', 'from', 'to', 'compare', 'beforeFrom', 'beforeTo', 'campaign'] as const;
export const SPEED_FIELDS = [...COMMON_FIELDS, 'by', 'target'] as const;
export const GROUPED_FIELDS = [...COMMON_FIELDS, 'by'] as const;
export const CALLERS_FIELDS = [...COMMON_FIELDS, 'by', 'target', 'short'] as const;
type Field = (typeof CALLERS_FIELDS)[number];
export type Fields = readonly Field[];
export type ReportQuery = Partial<Record<Field, string>>;

export function queryIn(address: string, fields: Fields): ReportQuery {
  const given = new URLSearchParams(address);
  return Object.fromEntries(
    fields.map((name) => [name, given.get(name) ?? '']).filter(([, value]) => value !== ''),
  ) as ReportQuery;
}

/** The query string; empty for the usual report. */
export function addressOf(query: ReportQuery, fields: Fields): string {
  const chosen = fields.flatMap((name) => (query[name] ? [[name, query[name]]] : []));
  return chosen.length === 0 ? '' : `?${new URLSearchParams(chosen).toString()}`;
}

export function useReportQuery(fields: Fields): { query: ReportQuery; change: (changes: ReportQuery) => void } {
  const [query, setQuery] = useState(() => queryIn(location.search, fields));
  useEffect(() => {
    const moved = () => setQuery(queryIn(location.search, fields));
    addEventListener('popstate', moved);
    return () => removeEventListener('popstate', moved);
  }, [fields]);
  return {
    query,
    change: (changes) => {
      const next = { ...query, ...changes };
      history.pushState(null, '', `${location.pathname}${addressOf(next, fields)}`);
      setQuery(next);
    },
  };
}
