/** What happens to a connecting lead when its owner is gone because they went offline or their leg or desk did. */
import { withResult } from './attempts.ts';
import { markUnreached } from './conversation.ts';
import type { LeadIn } from './lead.ts';
import { returnToQueue } from './queue.ts';
import type { Context, Note, Step } from './step.ts';

/** An unreached person is tried later; other leads go to another agent. */
export function handleOwnerGone(lead: LeadIn<'connecting'>, note: Note, context: Context): Step {
  if (lead.leg !== 'mailbox' && lead.leg !== 'choice') return backToQueue(lead, note, context);
  const { owner, result = 'noAnswer' } = lead;
  return markUnreached(lead, { kind: 'unreached', agentId: owner.agentId, result }, context);
}

/** Returns the lead to its place in the queue for another agent. A dial in progress counts. */
export function backToQueue(lead: LeadIn<'connecting'>, note: Note, context: Context): Step {
  const { now } = context;
  const { agentId } = lead.owner;
  const wait = { ...lead.wait, tried: [...lead.wait.tried, { agentId, how: 'lost', at: now } as const] };
  const attempt = { at: now, agentId, result: 'failed' } as const;
  const left = lead.dialCallId === undefined ? lead : { ...lead, attempts: withResult(lead.attempts, attempt) };
  return returnToQueue(left, wait, context, [note], []);
}
