/**
 * What a merge, or undoing one, still does to the other lead. Run from the outbox, and harmless when run twice: inquiries
 * move only from where they were, the lead that takes knows what it took, and the one that is opened has a name of its own.
 */
import type { Failure } from '../../core/vocabulary/errors.ts';
import { SYSTEM, type Actor } from '../../core/vocabulary/people.ts';
import type { Absorbed, Lead } from '../../core/lead/lead.ts';
import { absorbedFrom } from '../../core/lead/merging.ts';
import type { Parts } from '../../ports/parts.ts';
import { changeLead } from './changeLead.ts';
import { liveOn } from './restoreLead.ts';

/** V5: what the merged lead held comes to the one that stays; when that one has closed meanwhile, it lives on by itself. */
export async function absorbLead(parts: Parts, goesId: string, staysId: string): Promise<void> {
  const goes = await parts.leads.byId(goesId);
  if (goes?.state !== 'closed' || !goes.mergedInto || goes.continuedAs !== undefined) return;
  const { at, byId } = goes.mergedInto;
  const by: Actor = byId === undefined ? SYSTEM : { kind: 'supervisor', id: byId };
  const part = absorbedFrom(goes, at, byId);
  const stays = await takeParts(parts, staysId, by, part);
  if (!stays) {
    await liveOn(parts, goes, { ...partsOf(part), by, why: 'unmerged', from: [goesId] });
    return;
  }
  const isUndone = stays.absorbed?.some(({ leadId, undoneAt }) => leadId === goesId && undoneAt !== undefined);
  if (isUndone) return;
  const inquiryIds = part.inquiries.map(({ id }) => id);
  await parts.inquiries.move(inquiryIds, [goesId], staysId);
}

/** The lead that took them; null when it is closed. A key that was taken meanwhile stays with whom it is. */
async function takeParts(parts: Parts, staysId: string, by: Actor, part: Absorbed): Promise<Lead | null> {
  const taken = await changeLead(parts, staysId, { kind: 'absorb', by, part });
  if (taken.ok) return taken.lead;
  if (!('taken' in taken)) return closedOrThrow(taken);
  const without = await changeLead(parts, staysId, { kind: 'absorb', by, part: { ...part, holdsKey: false } });
  if (without.ok) return without.lead;
  return 'taken' in without ? null : closedOrThrow(without);
}

function closedOrThrow({ code, message }: Failure): null {
  if (code === 'wrong-state' || code === 'not-found') return null;
  throw new Error(message);
}

/** V6: what was given back opens as a lead of its own, and both are suspected of each other again. */
export async function restoreMerged(
  parts: Parts,
  staysId: string,
  goesId: string,
  byId: string | undefined,
): Promise<void> {
  const [stays, goes] = await Promise.all([parts.leads.byId(staysId), parts.leads.byId(goesId)]);
  const part = stays?.absorbed?.find(({ leadId }) => leadId === goesId);
  if (goes?.state !== 'closed' || goes.erased || !part) return;
  const leadId = await liveOn(parts, goes, {
    ...partsOf(part),
    by: byId === undefined ? SYSTEM : { kind: 'supervisor', id: byId },
    why: 'unmerged',
    from: [staysId, goesId],
  });
  await changeLead(parts, staysId, { kind: 'duplicateSuspected', leadId });
  await changeLead(parts, leadId, { kind: 'duplicateSuspected', leadId: staysId });
}

function partsOf({ inquiries, consents, attempts, promise }: Absorbed) {
  return { brought: { inquiries, consents, attempts }, ...(promise && { promise }) };
}
