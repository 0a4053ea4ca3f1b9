/** The person of a lead asked not to be called: said at any moment, by whoever has them in hand or a supervisor (L28). */
import { failure } from '../../core/vocabulary/errors.ts';
import type { Lead } from '../../core/lead/lead.ts';
import type { Parts } from '../../ports/parts.ts';
import { listNumber } from './listNumber.ts';
import type { Worked } from '../lead/workLead.ts';

interface Request {
  /** Names the click, however often it is sent. */
  readonly id: string;
  readonly by: { readonly kind: 'agent' | 'supervisor'; readonly id: string };
  readonly reason: string;
}

/** The lead as it is afterwards: closed, or in the hands that have it. */
export async function doNotCallLead(parts: Parts, leadId: string, { id, by, reason }: Request): Promise<Worked> {
  const lead = await parts.leads.byId(leadId);
  if (!lead || lead.erased) return failure('not-found', 'Lead not found.');
  if (by.kind === 'agent' && !isTheirs(lead, by.id)) return failure('not-yours', 'This isn’t your lead.');
  const { tel } = lead.person;
  if (tel === undefined) return failure('wrong-state', 'This lead has no number.');
  await listNumber(parts, { id, tel, at: parts.clock.now(), by, source: 'desk', leadId, reason });
  const after = await parts.leads.byId(leadId);
  return after ? { ok: true, lead: after } : failure('not-found', 'Lead not found.');
}

function isTheirs(lead: Lead, agentId: string): boolean {
  return 'owner' in lead ? lead.owner.agentId === agentId : lead.promise?.ownerId === agentId;
}
