/**
 * What a supervisor may do with a lead on a call. While its owner's desk answers: nothing. Once that desk is gone,
 * anything that is possible for other leads, because no one else could end it; but while the network carries the call,
 * they can only reassign it, so that a click never hangs up on a conversation.
 */
import type { Lead, LeadIn } from './lead.ts';
import { refuse, type Step } from './step.ts';

export type TakeOver = 'nothing' | 'reassign' | 'anything';

/** `goneAgentId`: the owner at the time of lookup, if their desk is gone. */
export function takeOverOf(lead: LeadIn<'talking'>, goneAgentId: string | undefined): TakeOver {
  if (lead.owner.agentId !== goneAgentId) return 'nothing';
  return lead.owner.callId === undefined && lead.liveCall === undefined ? 'anything' : 'reassign';
}

/** Why a supervisor may not do this with the lead now; undefined when they may. */
export function conversationRefusal(
  lead: Lead,
  goneAgentId: string | undefined,
  wanted: Exclude<TakeOver, 'nothing'> = 'anything',
): Step | undefined {
  if (lead.state !== 'talking') return undefined;
  const may = takeOverOf(lead, goneAgentId);
  if (may === 'anything' || may === wanted) return undefined;
  return refuse(
    'wrong-state',
    may === 'reassign'
      ? 'Their desk is disconnected, but the call is still active. Reassign the lead, or wait until the call ends.'
      : 'This lead has an active call. Wait until it ends.',
  );
}
