/** Leads that may belong to the same person as this one. Merged or continued leads don't count and have none. */
import { areDifferent } from '../../core/lead/duplicates.ts';
import { isSuperseded, type Lead } from '../../core/lead/lead.ts';
import type { Parts } from '../../ports/parts.ts';

export async function possibleDuplicatesOf(parts: Parts, lead: Lead): Promise<readonly Lead[]> {
  if (isSuperseded(lead)) return [];
  const others = await Promise.all(lead.suspectedDuplicateIds.map((id) => parts.leads.byId(id)));
  return others.filter((other) => other !== null).filter((other) => !isSuperseded(other) && !areDifferent(lead, other));
}
