/**
 * Search filters. They are in the page's URL, so that a search can be bookmarked and shared. Names and numbers to search for
 * are personal data and never are.
 */
export const FILTERS = ['state', 'outcome', 'campaign', 'owner', 'from', 'to'] as const;
export type Filters = Partial<Record<(typeof FILTERS)[number], string>>;

export function filtersIn(address: string): Filters {
  const given = new URLSearchParams(address);
  return Object.fromEntries(
    FILTERS.map((name) => [name, given.get(name) ?? '']).filter(([, value]) => value !== ''),
  ) as Filters;
}

/** The query string of these filters; empty without any. */
export function addressOf(filters: Filters): string {
  const chosen = Object.entries(filters).filter(([, value]) => value !== '');
  return chosen.length === 0 ? '' : `?${new URLSearchParams(chosen).toString()}`;
}

export function withoutFilters(filters: Filters, fields: readonly string[]): Filters {
  return Object.fromEntries(Object.entries(filters).filter(([name]) => !fields.includes(name)));
}
