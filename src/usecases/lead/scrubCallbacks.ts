/**
 * Checks every promised call again when a new version of the national registry is in force: once per version, a page at
 * a time in the order of the due times. How far it got is stored after each page, so that after a crash another node
 * continues there. Which numbers are listed is read from this node's files; only leads that close cost a write.
 */
import { isScrubbed } from '../../core/lead/scrub.ts';
import { SECOND } from '../../core/vocabulary/time.ts';
import type { Lead } from '../../core/lead/lead.ts';
import type { Parts } from '../../ports/parts.ts';
import type { RegistryScrub } from '../../shared/adminRegistry.ts';
import { changeLead } from './changeLead.ts';
import { campaignOf, contextWithoutLists } from './context.ts';

const PROGRESS = 'registryScrub';
const PAGE = 200;
/** The rest follows with the next sweep. */
const AT_ONCE_MS = 2 * SECOND;

interface Stored {
  readonly version: number;
  /** Where the next page begins; null when all were looked at. */
  readonly cursor: string | null;
  readonly checked: number;
  readonly closed: number;
}

/** How far it is with this version; null for none. */
export async function viewScrub(parts: Parts, version: number): Promise<RegistryScrub | null> {
  if (version === 0) return null;
  const stored = await parts.settings.get<Stored>(PROGRESS);
  if (stored?.version !== version) return { isDone: false, checked: 0, closed: 0 };
  const { cursor, checked, closed } = stored;
  return { isDone: cursor === null, checked, closed };
}

/** The sweep. Once a version is done, it asks the database nothing. */
export function registryScrub(parts: Parts): () => Promise<void> {
  let done = 0;
  return async () => {
    const { version } = parts.registry.loaded();
    if (version !== done && (await scrubVersion(parts, version))) done = version;
  };
}

/** Whether all were looked at with this version. */
async function scrubVersion(parts: Parts, version: number): Promise<boolean> {
  const stored = await parts.settings.get<Stored>(PROGRESS);
  // A node with the newer version has begun already; this one hasn't loaded it yet.
  if (stored && stored.version > version) return false;
  const now = parts.clock.now();
  let run: Stored = stored?.version === version ? stored : { version, cursor: '', checked: 0, closed: 0 };
  while (run.cursor !== null && parts.clock.now() < now + AT_ONCE_MS) {
    const { items, next } = await parts.leads.callbacks({
      limit: PAGE,
      ...(run.cursor !== '' && { cursor: run.cursor }),
    });
    let closed = 0;
    for (const lead of items) if (await isListed(parts, lead)) closed += await scrub(parts, lead.id);
    run = { version, cursor: next, checked: run.checked + items.length, closed: run.closed + closed };
    await parts.settings.set(PROGRESS, run);
  }
  return run.cursor === null;
}

/** By what was read, which may be old: the change decides. */
async function isListed(parts: Parts, lead: Lead): Promise<boolean> {
  const { tel } = lead.person;
  const context = contextWithoutLists(parts, await campaignOf(parts, lead.campaignId));
  const registry = tel === undefined ? 'unknown' : parts.registry.statusOf(tel, context.now);
  return isScrubbed(lead, { ...context, registry });
}

async function scrub(parts: Parts, leadId: string): Promise<number> {
  const changed = await changeLead(parts, leadId, { kind: 'scrub' });
  return changed.ok && changed.isChanged && changed.lead.state === 'closed' ? 1 : 0;
}
