/**
 * Leads of earlier versions: what brought the customer was on the lead, for its first inquiry, and only the page on each
 * inquiry. Read as if each inquiry had it.
 */
import type { Touch } from '../core/vocabulary/touch.ts';

interface EarlierInquiry {
  readonly page?: string;
  readonly source?: Touch;
}

/** Changes the fields of a plain document in place; does nothing to those of this version. */
export function moveTouches(fields: Record<string, unknown>): void {
  const { source } = fields;
  const inquiries = (fields['inquiries'] ?? []) as readonly EarlierInquiry[];
  if (source === undefined && !inquiries.some(({ page }) => page !== undefined)) return;
  Reflect.deleteProperty(fields, 'source');
  fields['inquiries'] = inquiries.map(({ page, ...inquiry }, at) => {
    const known = { ...(page !== undefined && { page }), ...(at === 0 && (source as Touch)), ...inquiry.source };
    return { ...inquiry, ...(Object.keys(known).length > 0 && { source: known }) };
  });
}
