/**
 * The time allowed for an outcome: the owner can extend the deadline within limits; after it, the outcome is overdue.
 */
import { MINUTE, type Moment } from '../vocabulary/time.ts';
import type { LeadEvent } from './events.ts';
import type { Lead, LeadIn } from './lead.ts';
import { stayInState, refuse, SAME, type Context, type Note, type Step } from './step.ts';

/** The most a person who waits for this agent is delayed by a request for more time. */
const MOST_MS = 15 * MINUTE;

/** The latest time that the owner may ask for. */
export function mostWrapUpUntil({ wrapUpAt }: Pick<LeadIn<'wrapUp'>, 'wrapUpAt'>): Moment {
  return wrapUpAt + MOST_MS;
}

/** When the outcome was due, including time that the owner asked for but not extensions because it was overdue. */
export function outcomeDueAt({ wrapUpAt, moreUntil = 0 }: LeadIn<'wrapUp'>, wrapUpMs: number): Moment {
  return Math.max(wrapUpAt + wrapUpMs, moreUntil);
}

/** Moves the deadline to the requested moment. Requesting the same moment again changes nothing. */
export function extendWrapUp(
  lead: Lead,
  { agentId, until }: Extract<LeadEvent, { kind: 'moreTime' }>,
  { now, policy }: Context,
): Step {
  if (lead.state !== 'wrapUp') return refuse('wrong-state', 'This lead isn’t in wrap-up.');
  if (lead.owner.agentId !== agentId) return refuse('not-yours', 'This isn’t your lead.');
  const dueAt = outcomeDueAt(lead, policy.wrapUpMs);
  if (until <= Math.max(dueAt, now)) return SAME;
  const most = mostWrapUpUntil(lead);
  if (dueAt >= most || now >= most)
    return refuse('wrong-state', 'You can’t extend wrap-up any further. Choose an outcome now.');
  const moreUntil = Math.min(until, most);
  const note: Note = { kind: 'moreTime', by: { kind: 'agent', id: agentId }, data: { dueAt: moreUntil } };
  return stayInState({ ...lead, wrapUpBy: moreUntil, moreUntil }, {}, [note], now);
}
