/**
 * The person of a lead is erased on request (L70). An open lead first closes: its calls end, and offers, promises and the
 * agent's slot are released by the same write. What it says of the person is deleted afterward.
 */
import type { LeadEvent } from './events.ts';
import type { Lead } from './lead.ts';
import { enterClosed } from './queue.ts';
import { SAME, withFreed, type Context, type Note, type Step } from './step.ts';

export function closeErased(lead: Lead, { by }: Extract<LeadEvent, { kind: 'erase' }>, { now }: Context): Step {
  if (lead.state === 'closed') return SAME;
  const owner = 'owner' in lead ? lead.owner : undefined;
  const note: Note = { kind: 'closed', by, data: { outcome: 'erased' } };
  const step = enterClosed(lead, 'erased', [note], now, [], owner ? { ownerId: owner.agentId } : {});
  return owner ? withFreed(step, owner) : step;
}
