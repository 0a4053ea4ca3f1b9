/**
 * Applies a merge, or its undo, to the other lead. Runs from the outbox and is idempotent: inquiries move only from
 * their old lead, the receiving lead knows what it received, and the restored one has a derived ID.
 */
import type { Failure } from '../../core/vocabulary/errors.ts';
import { SYSTEM, type Actor } from '../../core/vocabulary/people.ts';
import type { Absorbed, Lead } from '../../core/lead/lead.ts';
import { absorbedDataOf } from '../../core/lead/mergeLeads.ts';
import type { Parts } from '../../ports/parts.ts';
import { linkSuspects } from '../intake/attachInquiry.ts';
import { changeLead } from './changeLead.ts';
import { continueInOpenLead } from './restoreLead.ts';

/**
 * V5: moves the merged lead's data to the lead that stays. If that one has closed in the meantime, the merged lead
 * continues on its own.
 */
export async function absorbLead(parts: Parts, goesId: string, staysId: string): Promise<void> {
  const goes = await parts.leads.byId(goesId);
  if (goes?.state !== 'closed' || !goes.mergedInto || goes.continuedAs !== undefined) return;
  const { at, byId } = goes.mergedInto;
  const by: Actor = byId === undefined ? SYSTEM : { kind: 'supervisor', id: byId };
  const part = absorbedDataOf(goes, at, byId);
  const stays = await transferData(parts, staysId, by, part);
  if (!stays) {
    await continueInOpenLead(parts, goes, { ...partsOf(part), by, why: 'unmerged', from: [goesId] });
    return;
  }
  const isUndone = stays.absorbed?.some(({ leadId, undoneAt }) => leadId === goesId && undoneAt !== undefined);
  if (isUndone) return;
  const inquiryIds = part.inquiries.map(({ id }) => id);
  await parts.inquiries.move(inquiryIds, [goesId], staysId);
}

/** Returns the receiving lead; null if it is closed. A key that another lead has taken since stays there. */
async function transferData(parts: Parts, staysId: string, by: Actor, part: Absorbed): Promise<Lead | null> {
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

/** V6: reopens what was given back as its own lead, and marks both as possible duplicates again. */
export async function restoreMerged(
  parts: Parts,
  staysId: string,
  goesId: string,
  byId: string | undefined,
): Promise<void> {
  const [stays, goes] = await Promise.all([parts.leads.byId(staysId), parts.leads.byId(goesId)]);
  const part = stays?.absorbed?.find(({ leadId }) => leadId === goesId);
  if (!stays || goes?.state !== 'closed' || goes.erased || !part) return;
  const leadId = await continueInOpenLead(parts, goes, {
    ...partsOf(part),
    by: byId === undefined ? SYSTEM : { kind: 'supervisor', id: byId },
    why: 'unmerged',
    from: [staysId, goesId],
  });
  const restored = await parts.leads.byId(leadId);
  if (restored) await linkSuspects(parts, stays, restored);
}

function partsOf(owed: Absorbed) {
  const { inquiries, consents, attempts } = owed;
  return { brought: { inquiries, consents, attempts }, owed };
}
