/**
 * Makes up for facts that a crash kept from being written: the history of each lead that has closed says which there must
 * be. A lead's whole life is looked at when it is over, so no gap outlasts its lead by more than a sweep.
 */
import { factsOf } from '../core/lead/facts.ts';
import { HOUR, MINUTE, SECOND, type Moment } from '../core/time.ts';
import type { Parts } from '../ports.ts';

const BATCH = 200;
/** What a crash can have cut off is written within this time, or was lost. */
const SETTLED_MS = 10 * SECOND;

/** Looks from `since` on; returns how many facts were missing and from where the next sweep looks. */
export async function repairFacts(parts: Parts, since: Moment): Promise<{ missing: number; next: Moment }> {
  const until = parts.clock.now() - SETTLED_MS;
  const closed = (await parts.leads.closedSince(since, BATCH)).filter(({ lead }) => closedAt(lead) <= until);
  const wanted = closed.flatMap(({ lead, history }) => factsOf(lead, history));
  const known = wanted.length === 0 ? new Set<string>() : await parts.facts.known(wanted.map(({ id }) => id));
  const missing = wanted.filter(({ id }) => !known.has(id));
  parts.facts.add(missing);
  const last = closed.at(-1);
  // More of the same millisecond come with the next look, which begins there again.
  return {
    missing: missing.length,
    next: last && closed.length > 1 ? closedAt(last.lead) : Math.max(since, until - MINUTE),
  };
}

/** The sweep of one process: the last hour first, then what has closed since. */
export function factSweep(parts: Parts): () => Promise<void> {
  let since = parts.clock.now() - HOUR;
  return async () => {
    const { missing, next } = await repairFacts(parts, since);
    since = next;
    if (missing > 0) parts.log.warn({ missing }, 'facts that were missing were written again');
  };
}

function closedAt(lead: { readonly state: string; readonly closedAt?: Moment }): Moment {
  return lead.closedAt ?? 0;
}
