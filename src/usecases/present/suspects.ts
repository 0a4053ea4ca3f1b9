/**
 * The leads that may be the same person's as this one. A lead that was merged away or lives on in another is no lead of
 * its own any more: neither is it suspected, nor does it suspect.
 */
import { isSuperseded, type Lead } from '../../core/lead/lead.ts';
import type { Parts } from '../../ports/parts.ts';

export async function suspectsOf(parts: Parts, lead: Lead): Promise<readonly Lead[]> {
  if (isSuperseded(lead)) return [];
  const others = await Promise.all(lead.suspectedDuplicateIds.map((id) => parts.leads.byId(id)));
  return others.filter((other) => other !== null && !isSuperseded(other)) as readonly Lead[];
}
