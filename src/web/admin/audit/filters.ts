/** Filters of the audit log. Dates are in the reader's time zone. */
import { rangeMoment } from '../../base/days.ts';

export const FILTERS = ['what', 'id', 'by', 'from', 'to'] as const;
export type Filters = Readonly<Partial<Record<(typeof FILTERS)[number], string>>>;

const PAGE_SIZE = 50;

/** The API path for these filters. `to` includes its whole day; what is no day is sent as it is, and refused. */
export function auditPath({ what, id, by, from, to }: Filters): string {
  const asked = new URLSearchParams({ limit: String(PAGE_SIZE) });
  const moments = { from: rangeMoment('from', from ?? '') ?? from, to: rangeMoment('to', to ?? '') ?? to };
  for (const [name, value] of Object.entries({ what, id, by, ...moments })) if (value) asked.set(name, value);
  return `/api/admin/audit?${asked.toString()}`;
}
