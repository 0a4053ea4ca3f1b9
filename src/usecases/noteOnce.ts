/** Writes a fact into a lead's history once, also when a crash or a repeated message makes it be told again. */
import type { LeadEvent } from '../core/lead/events.ts';
import type { Parts } from '../ports.ts';
import { changeLead } from './changeLead.ts';

/** The entry has the event's kind; it is the same fact when it agrees with the event in `field`. */
export async function noteOnce<F extends string>(
  parts: Parts,
  leadId: string,
  event: LeadEvent & { readonly [field in F]: string },
  field: F,
): Promise<void> {
  const history = await parts.leads.timeline(leadId);
  const isKnown = history.some(({ kind, data }) => kind === event.kind && data[field] === event[field]);
  if (!isKnown) await changeLead(parts, leadId, event);
}
