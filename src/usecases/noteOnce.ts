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
  if (!(await isNoted(parts, leadId, [event.kind], { [field]: event[field] }))) await changeLead(parts, leadId, event);
}

/** Whether the history has such an entry. */
export async function isNoted(
  parts: Parts,
  leadId: string,
  kinds: readonly string[],
  fact: Readonly<Record<string, string>>,
): Promise<boolean> {
  const history = await parts.leads.timeline(leadId);
  const agrees = (data: Readonly<Record<string, unknown>>) =>
    Object.entries(fact).every(([field, value]) => data[field] === value);
  return history.some(({ kind, data }) => kinds.includes(kind) && agrees(data));
}
