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

/** The local date of a filter's time, for a date field. */
export function dayOf(moment: string | undefined): string {
  if (moment === undefined || !/^\d+$/.test(moment)) return '';
  const date = new Date(Number(moment));
  const pad = (value: number) => String(value).padStart(2, '0');
  return `${date.getFullYear()}-${pad(date.getMonth() + 1)}-${pad(date.getDate())}`;
}

/** The start of the local day, plus `daysLater` days; undefined if it is not a date. */
export function startOfDay(day: string, daysLater = 0): string | undefined {
  const [year, month, date] = day.split('-').map(Number);
  if (year === undefined || month === undefined || date === undefined) return undefined;
  return String(new Date(year, month - 1, date + daysLater).getTime());
}
