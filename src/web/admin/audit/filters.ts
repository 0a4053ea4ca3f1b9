/** Filters of the audit log. Dates are in the reader's time zone. */
export const FILTERS = ['what', 'id', 'by', 'from', 'to'] as const;
export type Filters = Readonly<Partial<Record<(typeof FILTERS)[number], string>>>;

const PAGE_SIZE = 50;

/** The API path for these filters. `to` includes its whole day; invalid dates are dropped. */
export function auditPath({ what, id, by, from, to }: Filters): string {
  const asked = new URLSearchParams({ limit: String(PAGE_SIZE) });
  for (const [name, value] of Object.entries({ what, id, by })) if (value) asked.set(name, value);
  const start = dayStart(from, 0);
  const end = dayStart(to, 1);
  if (start !== null) asked.set('from', String(start));
  if (end !== null) asked.set('to', String(end));
  return `/api/admin/audit?${asked.toString()}`;
}

function dayStart(date: string | undefined, plusDays: number): number | null {
  const [, year, month, day] = /^(\d{4})-(\d{2})-(\d{2})$/.exec(date ?? '') ?? [];
  if (year === undefined || month === undefined || day === undefined) return null;
  const at = new Date(Number(year), Number(month) - 1, Number(day) + plusDays).getTime();
  return Number.isNaN(at) ? null : at;
}
