/**
 * What happens to the leads of a deactivated agent: what they held, were connecting, talked on or had in wrap-up goes
 * to other agents, recorded in its history, and what was promised or reserved for them becomes anyone's. A lead whose
 * conversation was cut off, or has no outcome, waits from the moment the agent accepted.
 */
import { assertNever } from '../vocabulary/errors.ts';
import { withoutConsult } from './callControls.ts';
import type { EffectKind } from './effects.ts';
import type { Lead, LeadIn } from './lead.ts';
import type { Tried } from '../routing/candidate.ts';
import { enterQueue, returnToQueue } from './queue.ts';
import { stayInState, moveTo, SAME, type Context, type Note, type Step } from './step.ts';

export function releaseFromAgent(lead: Lead, agentId: string, context: Context): Step {
  const free = withoutPromiseOwner(lead, agentId);
  const note: Note = {
    kind: 'lost',
    by: { kind: 'agent', id: agentId },
    data: { why: 'deactivated', from: lead.state },
  };
  const tried: Tried = { agentId, how: 'lost', at: context.now };
  switch (free.state) {
    case 'waiting':
      if (free.wait.forAgentId !== agentId) break;
      return enterQueue(free, context, [note], { rankedFrom: free.wait.rankedFrom });
    case 'offered': {
      const agents = free.offer.agents.filter((agent) => agent.agentId !== agentId);
      if (agents.length === free.offer.agents.length) break;
      const wait = { ...free.wait, tried: [...free.wait.tried, tried] };
      if (agents.length === 0) return returnToQueue(free, wait, context, [note], []);
      return moveTo(free, { state: 'offered', wait, offer: { ...free.offer, agents } }, [note], context.now);
    }
    case 'connecting': {
      if (free.owner.agentId !== agentId) break;
      const wait = { ...free.wait, tried: [...free.wait.tried, tried] };
      return returnToQueue(free, wait, context, [note], []);
    }
    case 'talking': {
      if (free.consult?.agentId === agentId) return withoutConsult(free, context);
      if (free.owner.agentId !== agentId) break;
      return requeueFromTalk(free, context, note);
    }
    case 'wrapUp':
      if (free.owner.agentId !== agentId) break;
      return enterQueue(free, context, [note], { rankedFrom: free.owner.acceptedAt });
    case 'callback':
    case 'closed':
      break;
    default:
      return assertNever(free);
  }
  return free === lead ? SAME : stayInState(free, {}, [note], context.now);
}

/**
 * Returns a lead to the queue from a conversation whose owner is gone. A person on the line hears music until the next
 * agent; priority counts from when the agent accepted.
 */
export function requeueFromTalk(lead: LeadIn<'talking'>, context: Context, note: Note, forAgentId?: string): Step {
  const effects: EffectKind[] = lead.liveCall ? [{ kind: 'personToLine', callId: lead.liveCall.callId }] : [];
  const options = { rankedFrom: lead.owner.acceptedAt, effects, ...(forAgentId !== undefined && { forAgentId }) };
  return enterQueue(lead, context, [note], options);
}

function anyones<T extends { readonly ownerId?: string }>({ ownerId: _ownerId, ...rest }: T): Omit<T, 'ownerId'> {
  return rest;
}

/** The lead with this agent's promise and appointment made anyone's; unchanged when there is none. */
export function withoutPromiseOwner<L extends Lead>(lead: L, agentId: string): L {
  if (lead.state === 'closed') return lead;
  const { promise, appointment } = lead;
  const isTheirs = promise?.ownerId === agentId;
  const keeps = appointment?.ownerId === agentId;
  if (!isTheirs && !keeps) return lead;
  return {
    ...lead,
    ...(isTheirs && { promise: anyones(promise) }),
    ...(keeps && { appointment: { ...anyones(appointment), sequence: appointment.sequence + 1 } }),
  };
}
