/** What supervisors (and owners, when they release a lead) do with a lead: requeue, release, reassign, cancel. */
import { mayOffer } from '../callback/planPromise.ts';
import type { LeadEvent } from './events.ts';
import { requeueFromTalk } from './releaseAgent.ts';
import type { Lead } from './lead.ts';
import { enterClosed, enterQueue } from './queue.ts';
import { refuse, SAME, type Context, type Note, type Step } from './step.ts';
import { conversationRefusal } from './takeover.ts';

type EventOf<K extends LeadEvent['kind']> = Extract<LeadEvent, { kind: K }>;

/**
 * Moves the lead to the queue now, from any holder; out of a conversation only if its desk is gone and only while a
 * call is permitted.
 */
export function requeue(lead: Lead, { by, goneAgentId }: EventOf<'requeue'>, context: Context): Step {
  if (lead.state === 'waiting' && lead.wait.forAgentId === undefined && lead.wait.tried.length === 0) return SAME;
  return intoQueue(lead, context, { kind: 'requeued', by }, { goneAgentId });
}

/** The owner releases the lead, or a supervisor takes it back; a lead reserved for one agent becomes anyone's. */
export function release(lead: Lead, { by, goneAgentId }: EventOf<'release'>, context: Context): Step {
  const { forAgentId } = 'wait' in lead ? lead.wait : {};
  if (lead.state === 'waiting' && forAgentId !== undefined && (by.kind !== 'agent' || by.id === forAgentId))
    return intoQueue(lead, context, { kind: 'ownToAnyone', by, data: { agentId: forAgentId } }, { goneAgentId });
  if (!('owner' in lead)) return lead.state === 'closed' ? refuse('wrong-state', 'This lead is closed.') : SAME;
  if (by.kind === 'agent' && lead.owner.agentId !== by.id) return refuse('not-yours', 'This isn’t your lead.');
  return intoQueue(lead, context, { kind: 'released', by, data: { from: lead.owner.agentId } }, { goneAgentId });
}

/** Reserves the lead for one agent; anyone's when they don't take it in time. */
export function reassign(lead: Lead, { by, agentId, goneAgentId }: EventOf<'reassign'>, context: Context): Step {
  if ('owner' in lead && lead.owner.agentId === agentId) return SAME;
  const data = { agentId, reservedUntil: context.now + context.cadence.ownToAnyoneMs };
  return intoQueue(lead, context, { kind: 'reassigned', by, data }, { goneAgentId, forAgentId: agentId });
}

/** Ends the promise unkept: the lead closes and records who decided it and why. */
export function cancelPromise(lead: Lead, { by, reason }: EventOf<'cancelPromise'>, { now }: Context): Step {
  if (lead.state === 'closed')
    return lead.outcome === 'cancelled'
      ? SAME
      : refuse('wrong-state', `This lead is already closed as ${lead.outcome}.`);
  if (lead.promise === undefined) return refuse('wrong-state', 'There’s no callback to cancel.');
  if ('owner' in lead) return refuse('wrong-state', 'An agent has this lead. Release it first, then cancel.');
  return enterClosed(lead, 'cancelled', [{ kind: 'closed', by, data: { outcome: 'cancelled', note: reason } }], now);
}

function intoQueue(
  lead: Lead,
  context: Context,
  note: Note,
  { goneAgentId, forAgentId }: { readonly goneAgentId: string | undefined; readonly forAgentId?: string },
): Step {
  if (lead.state === 'closed') return refuse('wrong-state', 'This lead is closed. A new inquiry opens a new one.');
  const refusal = conversationRefusal(lead, goneAgentId, forAgentId === undefined ? 'anything' : 'reassign');
  if (refusal) return refusal;
  const verdict = mayOffer(lead, context);
  if (!verdict.allowed)
    return refuse('may-not-contact', `This customer can’t be called now (${verdict.reason}, rule ${verdict.rule}).`);
  if (lead.state === 'talking') return requeueFromTalk(lead, context, note, forAgentId);
  const rankedFrom =
    lead.state === 'callback'
      ? Math.min(lead.promise.dueAt, context.now)
      : 'wait' in lead
        ? lead.wait.rankedFrom
        : context.now;
  return enterQueue(lead, context, [note], {
    rankedFrom,
    ...(forAgentId !== undefined && { forAgentId }),
  });
}
