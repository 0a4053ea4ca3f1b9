/**
 * Marks open leads with the same name and postal code as possible duplicates. A sweep checks new leads seconds after
 * they arrive, so that no customer or agent waits for it; a changed name or postal code is checked right away. How far
 * the sweep got is stored, so that after a crash another node continues there. Looking twice changes nothing.
 */
import { areDifferent } from '../../core/lead/duplicates.ts';
import { identityOf } from '../../core/lead/identity.ts';
import type { Lead } from '../../core/lead/lead.ts';
import { DAY, SECOND } from '../../core/vocabulary/time.ts';
import type { Parts } from '../../ports/parts.ts';
import { linkSuspects } from '../intake/attachInquiry.ts';

const PROGRESS = 'namesakes';
/** The first sweep after an update begins there. */
const FIRST_MS = 30 * DAY;
/** Cards of new leads are written by then, on any node. */
const WRITTEN_MS = 10 * SECOND;
const PAGE = 200;
/** The rest follows with the next sweep. */
const AT_ONCE_MS = 2 * SECOND;
/** More than anyone compares. */
const MOST_NAMESAKES = 20;

/** The sweep of one process. */
export function namesakeSweep(parts: Parts): () => Promise<void> {
  let cursor: string | null = null;
  return async () => {
    const began = parts.clock.now();
    cursor ??= (await parts.settings.get<string>(PROGRESS)) ?? `${began - FIRST_MS}_`;
    do {
      const { found, next } = await parts.cards.created({ cursor, to: began - WRITTEN_MS, limit: PAGE });
      if (next === null) return;
      await suspectThese(parts, found);
      cursor = next;
      await parts.settings.set(PROGRESS, cursor);
      if (found.length < PAGE) return;
    } while (parts.clock.now() < began + AT_ONCE_MS);
  };
}

/** The same for one lead whose name or postal code changed. */
export async function suspectNamesakes(parts: Parts, lead: Lead): Promise<void> {
  const identity = identityOf(lead);
  if (identity !== null) await suspectThese(parts, [{ id: lead.id, identity }]);
}

async function suspectThese(
  parts: Parts,
  found: readonly { readonly id: string; readonly identity?: string }[],
): Promise<void> {
  const identities = [...new Set(found.flatMap(({ identity }) => identity ?? []))];
  if (identities.length === 0) return;
  const namesakes = await parts.cards.namesakes(identities, MOST_NAMESAKES + 1);
  for (const { id, identity = '' } of found) {
    const others = (namesakes.get(identity) ?? []).filter((other) => other !== id);
    if (others.length > 0) await suspectOne(parts, id, others);
  }
}

/** By the leads as they are: a card may be older. */
async function suspectOne(parts: Parts, id: string, others: readonly string[]): Promise<void> {
  const leads = await parts.leads.byIds([id, ...others]);
  const lead = leads.find((one) => one.id === id);
  const identity = lead ? identityOf(lead) : null;
  if (!lead || identity === null) return;
  for (const other of leads)
    if (other.id !== id && identityOf(other) === identity && isNews(lead, other))
      await linkSuspects(parts, lead, other);
}

function isNews(one: Lead, other: Lead): boolean {
  const isKnown = one.suspectedDuplicateIds.includes(other.id) && other.suspectedDuplicateIds.includes(one.id);
  return !isKnown && !areDifferent(one, other);
}
