/** Records a fact in a lead's history once, even after a crash or a repeated message. */
import type { LeadEvent } from '../../core/lead/events.ts';
import type { Entry } from '../../core/lead/timeline.ts';
import type { Parts } from '../../ports/parts.ts';
import { changeLead } from './changeLead.ts';

/**
 * The entry has the event's kind; entries with the same value in `field` are the same fact. The conditional write
 * detects concurrent writers: it loses and checks again.
 */
export async function recordOnce<F extends string>(
  parts: Parts,
  leadId: string,
  event: LeadEvent & { readonly [field in F]: string },
  field: F,
): Promise<boolean> {
  const fact = { [field]: event[field] };
  if (await isRecorded(parts, leadId, [event.kind], fact)) return false;
  const changed = await changeLead(parts, leadId, event, {
    unless: (history) => hasEntry(history, [event.kind], fact),
  });
  return changed.ok && changed.isChanged;
}

/** Whether the history has such an entry. */
export async function isRecorded(
  parts: Parts,
  leadId: string,
  kinds: readonly string[],
  fact: Readonly<Record<string, string>>,
): Promise<boolean> {
  return hasEntry(await parts.leads.timeline(leadId), kinds, fact);
}

function hasEntry(
  history: readonly Entry[],
  kinds: readonly string[],
  fact: Readonly<Record<string, string>>,
): boolean {
  return history.some(
    ({ kind, data }) => kinds.includes(kind) && Object.entries(fact).every(([field, value]) => data[field] === value),
  );
}
