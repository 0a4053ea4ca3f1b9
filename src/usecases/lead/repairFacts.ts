/**
 * Restores facts and cards that a crash kept from being written: a closed lead's history says which facts must exist,
 * and every lead has a card of its current revision. Each lead is checked when it closes, so no gap outlasts its lead
 * by more than one sweep.
 */
import { factOfPresence, factsOf } from '../../core/lead/facts.ts';
import { HOUR, MINUTE, SECOND, type Moment } from '../../core/vocabulary/time.ts';
import type { Parts } from '../../ports/parts.ts';
import { suspectNamesakes } from './suspectNamesakes.ts';

const BATCH = 200;
/** A pending write is done within this time or was lost. */
const SETTLED_MS = 10 * SECOND;

/** Checks agents' last presences, and leads closed since `since`; returns how many facts were missing and where the next sweep starts. */
export async function repairFacts(parts: Parts, since: Moment): Promise<{ missing: number; next: Moment }> {
  const until = parts.clock.now() - SETTLED_MS;
  const closed = (await parts.leads.closedSince(since, BATCH)).filter(({ lead }) => closedAt(lead) <= until);
  const presences = (await parts.agents.all()).flatMap(({ id, presenceBefore, presenceAt }) =>
    presenceBefore && presenceAt <= until ? factOfPresence({ id, ...presenceBefore }, presenceAt) : [],
  );
  // The history of an erased lead no longer says what its facts were.
  const whole = closed.filter(({ lead }) => lead.erased !== true);
  const wanted = [...presences, ...whole.flatMap(({ lead, history }) => factsOf(lead, history))];
  const known = wanted.length === 0 ? new Set<string>() : await parts.facts.known(wanted.map(({ id }) => id));
  const missing = wanted.filter(({ id }) => !known.has(id));
  if (missing.length > 0) parts.facts.restore(missing);
  await repairCards(
    parts,
    closed.map(({ lead: { id }, rev }) => ({ id, rev })),
  );
  const last = closed.at(-1);
  // The next check starts at the same millisecond, to find more leads of it.
  return {
    missing: missing.length,
    next: last && closed.length > 1 ? closedAt(last.lead) : Math.max(since, until - MINUTE),
  };
}

/** The sweep of one process: the last hour first, then what has closed since. */
const OPEN_EVERY_MS = 5 * MINUTE;

/** Rewrites missing or outdated cards of these leads. */
async function repairCards(
  parts: Parts,
  leads: readonly { readonly id: string; readonly rev: number }[],
): Promise<void> {
  if (leads.length === 0) return;
  const outdated = await parts.cards.outdated(leads);
  for (const id of outdated) {
    await parts.leads.renewCard(id);
    // Without its card, the sweep of namesakes may have missed it.
    const lead = await parts.leads.byId(id);
    if (lead) await suspectNamesakes(parts, lead);
  }
  if (outdated.length > 0) parts.log.warn({ outdated: outdated.length }, 'rewrote missing or outdated cards');
}

async function repairOpenCards(parts: Parts): Promise<void> {
  for await (const leads of parts.leads.openRevisions(BATCH)) await repairCards(parts, leads);
}

export function factSweep(parts: Parts): () => Promise<void> {
  let since = parts.clock.now() - HOUR;
  let nextOpen = 0;
  return async () => {
    if (performance.now() >= nextOpen) {
      await repairOpenCards(parts);
      nextOpen = performance.now() + OPEN_EVERY_MS;
    }
    const { missing, next } = await repairFacts(parts, since);
    since = next;
    if (missing > 0) parts.log.warn({ missing }, 'rewrote missing facts');
  };
}

function closedAt(lead: { readonly state: string; readonly closedAt?: Moment }): Moment {
  return lead.closedAt ?? 0;
}
