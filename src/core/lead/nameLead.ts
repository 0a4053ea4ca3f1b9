/** The owner enters the person's name: a caller has a number but no name. */
import type { LeadEvent } from './events.ts';
import type { Lead } from './lead.ts';
import { stayInState, refuse, SAME, type Context, type Step } from './step.ts';

type NameEvent = Extract<LeadEvent, { kind: 'named' }>;

/** `before` is the name that was displayed, so that another person's change isn't overwritten unnoticed. */
export function nameLead(lead: Lead, { agentId, name, before }: NameEvent, { now }: Context): Step {
  if (!('owner' in lead) || lead.owner.agentId !== agentId) return refuse('not-yours', 'This isn’t your lead.');
  if (lead.person.name === name) return SAME;
  if (lead.person.name !== before)
    return refuse('edited-meanwhile', 'Someone else changed the name. Check it before you change it again.');
  const note = { kind: 'named', by: { kind: 'agent', id: agentId }, data: { name } } as const;
  return stayInState(lead, { person: { ...lead.person, name } }, [note], now);
}
