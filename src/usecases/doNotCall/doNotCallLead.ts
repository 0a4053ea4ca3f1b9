/**
 * The person of a lead asked not to be called (L28): recorded at any time by the agent who has the lead or by a
 * supervisor.
 */
import { failure } from '../../core/vocabulary/errors.ts';
import type { Lead } from '../../core/lead/lead.ts';
import type { Parts } from '../../ports/parts.ts';
import { listNumber } from './listNumber.ts';
import type { WorkResult } from '../lead/workLead.ts';

interface Request {
  /** Identifies the click, so that repeats count once. */
  readonly id: string;
  readonly by: { readonly kind: 'agent' | 'supervisor'; readonly id: string };
  readonly reason: string;
}

/** Returns the lead afterward: closed, or still with its agent. */
export async function doNotCallLead(parts: Parts, leadId: string, { id, by, reason }: Request): Promise<WorkResult> {
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
