/**
 * Who may see a lead: its page, its records, and its row in any list. Supervisors see every lead; agents see those they
 * have, had, or promised to call, and the promises to anyone that their teams may take.
 */
import { isForTeams } from '../vocabulary/teams.ts';
import type { Lead } from './lead.ts';

export interface Onlooker {
  readonly id: string;
  readonly role: 'agent' | 'supervisor' | 'administrator';
  /** Absent for accounts that take no leads. */
  readonly agent?: { readonly teamIds: readonly string[] };
}

/** `teamIds`: of the lead's campaign. */
export function maySeeLead(who: Onlooker, lead: Lead, teamIds: readonly string[]): boolean {
  if (who.role !== 'agent') return true;
  const isOwner = 'owner' in lead && lead.owner.agentId === who.id;
  if (isOwner || lead.lastAccept?.agentId === who.id || lead.promise?.ownerId === who.id) return true;
  return lead.state === 'callback' && lead.promise.ownerId === undefined && maySeePromises(who, teamIds);
}

/** Whether this person may see promises to anyone from a campaign with these teams. */
export function maySeePromises({ role, agent }: Onlooker, teamIds: readonly string[]): boolean {
  return role !== 'agent' || (agent !== undefined && isForTeams(agent.teamIds, teamIds));
}
