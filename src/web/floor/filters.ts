/**
 * What a search is narrowed down by. It stands in the page's address, so that it can be kept and handed on; words and
 * numbers to search by are somebody's data and never do.
 */
export const FILTERS = ['state', 'outcome', 'campaign', 'owner', 'from', 'to'] as const;
export type Filters = Partial<Record<(typeof FILTERS)[number], string>>;

export function filtersIn(address: string): Filters {
  const given = new URLSearchParams(address);
  return Object.fromEntries(
    FILTERS.map((name) => [name, given.get(name) ?? '']).filter(([, value]) => value !== ''),
  ) as Filters;
}

/** The query part of the address with these filters; empty without any. */
export function addressOf(filters: Filters): string {
  const chosen = Object.entries(filters).filter(([, value]) => value !== '');
  return chosen.length === 0 ? '' : `?${new URLSearchParams(chosen).toString()}`;
}

/** The local day of a moment written as in a filter, for a date field. */
export function dayOf(moment: string | undefined): string {
  if (moment === undefined || !/^\d+$/.test(moment)) return '';
  const date = new Date(Number(moment));
  const pad = (value: number) => String(value).padStart(2, '0');
  return `${date.getFullYear()}-${pad(date.getMonth() + 1)}-${pad(date.getDate())}`;
}

/** The first moment of the local day, `daysLater` days after it; undefined when it is no day. */
export function startOfDay(day: string, daysLater = 0): string | undefined {
  const [year, month, date] = day.split('-').map(Number);
  if (year === undefined || month === undefined || date === undefined) return undefined;
  return String(new Date(year, month - 1, date + daysLater).getTime());
}
