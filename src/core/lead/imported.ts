/** Leads from a file: those whose person never contacted us, and those no one has touched since. */
import type { Lead } from './lead.ts';
import type { Entry } from './timeline.ts';

/** All that is known of the person is from files. */
export function isOnlyImported({ inquiries, absorbed = [] }: Pick<Lead, 'inquiries' | 'absorbed'>): boolean {
  const all = [...inquiries, ...absorbed.flatMap((part) => part.inquiries)];
  return all.length > 0 && all.every(({ kind }) => kind === 'import');
}

/**
 * F64: only the import and the service itself have changed it, and no one has it now. `history`: all of its entries.
 */
export function isUntouched(lead: Lead, history: readonly Entry[]): boolean {
  const isFree = lead.state === 'waiting' || lead.state === 'callback' || lead.state === 'closed';
  const isOne = lead.inquiries.length === 1 && isOnlyImported(lead) && lead.attempts.length === 0;
  return isFree && isOne && history.every(({ kind, by }) => kind === 'created' || by.kind === 'system');
}
