/**
 * What a supervisor may do with a lead in conversation. While its owner's desk answers: nothing, the conversation is theirs.
 * Once that desk is gone: whatever is done with any lead, because nobody is there who could end it; but while the telephone
 * network carries the call, only give it to another agent, so that nobody's conversation is hung up by a click elsewhere.
 */
import type { Lead, LeadIn } from './lead.ts';
import { refused, type Step } from './step.ts';

export type TakeOver = 'nothing' | 'reassign' | 'anything';

/** `goneAgentId`: the owner, as they were looked up, if their desk is gone. */
export function takeOverOf(lead: LeadIn<'talking'>, goneAgentId: string | undefined): TakeOver {
  if (lead.owner.agentId !== goneAgentId) return 'nothing';
  return lead.owner.callId === undefined && lead.liveCall === undefined ? 'anything' : 'reassign';
}

/** Why a supervisor may not do this with the lead now. Undefined is: they may. */
export function conversationRefusal(
  lead: Lead,
  goneAgentId: string | undefined,
  wanted: Exclude<TakeOver, 'nothing'> = 'anything',
): Step | undefined {
  if (lead.state !== 'talking') return undefined;
  const may = takeOverOf(lead, goneAgentId);
  if (may === 'anything' || may === wanted) return undefined;
  return refused(
    'wrong-state',
    may === 'reassign'
      ? 'Their desk is disconnected, but the call is still active. Reassign the lead, or wait until the call ends.'
      : 'This lead has an active call. Wait until it ends.',
  );
}
