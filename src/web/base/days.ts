/** Days of a date field (2026-07-04, local) and the moments that bound them (milliseconds as text, as in filters and URLs). */

export type RangeEnd = 'from' | 'to';

/** The local day of a moment; empty if there is none. */
export function dayOf(moment: string | undefined): string {
  if (moment === undefined || !/^\d+$/.test(moment)) return '';
  const date = new Date(Number(moment));
  const pad = (value: number) => String(value).padStart(2, '0');
  return `${date.getFullYear()}-${pad(date.getMonth() + 1)}-${pad(date.getDate())}`;
}

/** The start of the local day, plus `daysLater` days; undefined if it is not a date. */
export function startOfDay(day: string, daysLater = 0): string | undefined {
  const [, year, month, date] = /^(\d{4})-(\d{2})-(\d{2})$/.exec(day) ?? [];
  if (year === undefined || month === undefined || date === undefined) return undefined;
  return String(new Date(Number(year), Number(month) - 1, Number(date) + daysLater).getTime());
}

/** The first and the last day of a range of moments, whose `to` is the end of the last day. */
export function daysOf({ from, to }: { readonly from?: string; readonly to?: string }) {
  return { from: dayOf(from), to: to === undefined ? '' : dayOf(String(Number(to) - 1)) };
}

/** The moment at which a range that begins or ends with this day begins or ends. */
export function rangeMoment(end: RangeEnd, day: string): string | undefined {
  return startOfDay(day, end === 'to' ? 1 : 0);
}
