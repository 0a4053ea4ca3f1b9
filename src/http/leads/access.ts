/** Who may see which lead, and as what. */
import { failure, type Failure } from '../../core/vocabulary/errors.ts';
import type { Lead } from '../../core/lead/lead.ts';
import type { Parts } from '../../ports/parts.ts';
import type { User } from '../../ports/people.ts';
import { maySee } from '../../usecases/lead/leadVisibility.ts';
import type { WorkResult } from '../../usecases/lead/workLead.ts';
import type { Viewer } from '../../usecases/present/contact.ts';
import { presentLead } from '../../usecases/present/lead.ts';
import { mayActAs } from '../session/access.ts';

export function viewerOf(user: User, lead: Lead): Viewer {
  const isOwner = 'owner' in lead && lead.owner.agentId === user.id;
  const isSupervisor = mayActAs(user, 'supervisor');
  const kind = isOwner ? 'owner' : isSupervisor ? 'supervisor' : 'offered';
  return { kind, language: user.language, isSupervisor };
}

/** The lead, or that it doesn’t exist or isn’t visible to this user. */
export async function visibleLead(
  parts: Parts,
  user: User,
  id: string,
): Promise<{ readonly ok: true; readonly lead: Lead } | Failure> {
  const lead = await parts.leads.byId(id);
  if (lead && (await maySee(parts, user, lead))) return { ok: true, lead };
  return failure('not-found', 'Lead not found, or you don’t have access to it.');
}

/** The lead after the change as this user sees it, or why the change failed. */
export async function leadAfter(parts: Parts, user: User, worked: WorkResult): Promise<object | Failure> {
  return worked.ok ? presentLead(parts, worked.lead, viewerOf(user, worked.lead)) : worked;
}
