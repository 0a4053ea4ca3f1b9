/** Writes a fact into a lead's history once, also when a crash or a repeated message makes it be told again. */
import type { LeadEvent } from '../../core/lead/events.ts';
import type { Entry } from '../../core/lead/timeline.ts';
import type { Parts } from '../../ports/parts.ts';
import { changeLead } from './changeLead.ts';

/**
 * The entry has the event's kind; it is the same fact when it agrees with the event in `field`. What another writer wrote
 * in between is seen by the conditional write: it loses, and looks again.
 */
export async function noteOnce<F extends string>(
  parts: Parts,
  leadId: string,
  event: LeadEvent & { readonly [field in F]: string },
  field: F,
): Promise<boolean> {
  const fact = { [field]: event[field] };
  if (await isNoted(parts, leadId, [event.kind], fact)) return false;
  const changed = await changeLead(parts, leadId, event, {
    unless: (history) => hasEntry(history, [event.kind], fact),
  });
  return changed.ok && changed.isChanged;
}

/** Whether the history has such an entry. */
export async function isNoted(
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
