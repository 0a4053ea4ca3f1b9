/**
 * Restores facts and cards that a crash kept from being written: a closed lead's history says which facts must exist,
 * and every lead has a card of its current revision. Each lead is checked when it closes, so no gap outlasts its lead
 * by more than one sweep. Open leads are checked when a process starts, after a card was outdated, which shows that one
 * died, and once an hour.
 */
import { factOfPresence, factsOf, type Fact } from '../../core/lead/facts.ts';
import { HOUR, MINUTE, SECOND, type Moment } from '../../core/vocabulary/time.ts';
import type { Parts } from '../../ports/parts.ts';
import { suspectNamesakes } from './suspectNamesakes.ts';

const BATCH = 200;
const LOADED_AT_ONCE = 50;
/** A pending write is done within this time or was lost. */
const SETTLED_MS = 10 * SECOND;
const OPEN_EVERY_MS = 5 * MINUTE;
const OPEN_FACTS_EVERY_MS = HOUR;

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
  const missing = await restoreMissing(parts, wanted);
  await repairCards(
    parts,
    closed.map(({ lead: { id }, rev }) => ({ id, rev })),
  );
  const last = closed.at(-1);
  // The next check starts at the same millisecond, to find more leads of it.
  return {
    missing,
    next: last && closed.length > 1 ? closedAt(last.lead) : Math.max(since, until - MINUTE),
  };
}

/** Returns how many there were. */
async function restoreMissing(parts: Parts, wanted: readonly Fact[]): Promise<number> {
  if (wanted.length === 0) return 0;
  const known = await parts.facts.known(wanted.map(({ id }) => id));
  const missing = wanted.filter(({ id }) => !known.has(id));
  if (missing.length > 0) parts.facts.restore(missing);
  return missing.length;
}

/** Returns how many facts of open leads were missing. */
async function repairOpenFacts(parts: Parts): Promise<number> {
  const until = parts.clock.now() - SETTLED_MS;
  let missing = 0;
  for await (const some of parts.leads.openRevisions(LOADED_AT_ONCE)) {
    const leads = (await Promise.all(some.map(({ id }) => parts.leads.load(id)))).filter((lead) => lead !== null);
    const wanted = leads.flatMap(({ lead, history }) => factsOf(lead, history)).filter(({ at }) => at <= until);
    missing += await restoreMissing(parts, wanted);
  }
  return missing;
}

/** Rewrites missing or outdated cards of these leads. Returns how many there were. */
async function repairCards(
  parts: Parts,
  leads: readonly { readonly id: string; readonly rev: number }[],
): Promise<number> {
  if (leads.length === 0) return 0;
  const outdated = await parts.cards.outdated(leads);
  for (const id of outdated) {
    await parts.leads.renewCard(id);
    // Without its card, the sweep of namesakes may have missed it.
    const lead = await parts.leads.byId(id);
    if (lead) await suspectNamesakes(parts, lead);
  }
  if (outdated.length > 0) parts.log.warn({ outdated: outdated.length }, 'rewrote missing or outdated cards');
  return outdated.length;
}

async function repairOpenCards(parts: Parts): Promise<number> {
  let outdated = 0;
  for await (const leads of parts.leads.openRevisions(BATCH)) outdated += await repairCards(parts, leads);
  return outdated;
}

/** The sweep of one process: the last hour first, then what has closed since. */
export function factSweep(parts: Parts): () => Promise<void> {
  let since = parts.clock.now() - HOUR;
  let nextOpen = 0;
  let nextFacts = 0;
  return async () => {
    let missing = 0;
    if (performance.now() >= nextOpen) {
      const outdated = await repairOpenCards(parts);
      nextOpen = performance.now() + OPEN_EVERY_MS;
      if (outdated > 0 || performance.now() >= nextFacts) {
        missing = await repairOpenFacts(parts);
        nextFacts = performance.now() + OPEN_FACTS_EVERY_MS;
      }
    }
    const closed = await repairFacts(parts, since);
    since = closed.next;
    missing += closed.missing;
    if (missing > 0) parts.log.warn({ missing }, 'rewrote missing facts');
  };
}

function closedAt(lead: { readonly state: string; readonly closedAt?: Moment }): Moment {
  return lead.closedAt ?? 0;
}
