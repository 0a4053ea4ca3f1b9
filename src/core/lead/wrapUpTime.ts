/** How long an outcome may be owed: its deadline is put off by the owner, within bounds, and is overdue after that alone. */
import { MINUTE, type Moment } from '../time.ts';
import type { LeadEvent } from './events.ts';
import type { Lead, LeadIn } from './lead.ts';
import { kept, refused, SAME, type Context, type Step } from './step.ts';

/** After a conversation nobody else waits longer than this for its agent because they asked for time. */
const MOST_MS = 15 * MINUTE;

/** Until when the owner of a lead may have time for its outcome at most. */
export function mostWrapUpUntil({ wrapUpAt }: Pick<LeadIn<'wrapUp'>, 'wrapUpAt'>): Moment {
  return wrapUpAt + MOST_MS;
}

/** When the outcome was due, with the time that the owner asked for and without what was added because it is overdue. */
export function outcomeDueAt({ wrapUpAt, moreUntil = 0 }: LeadIn<'wrapUp'>, wrapUpMs: number): Moment {
  return Math.max(wrapUpAt + wrapUpMs, moreUntil);
}

/** The deadline moves to the moment asked for. Asking for the same moment again changes nothing. */
export function moreTime(
  lead: Lead,
  { agentId, until }: Extract<LeadEvent, { kind: 'moreTime' }>,
  { now }: Context,
): Step {
  if (lead.state !== 'wrapUp') return refused('wrong-state', 'This lead isn’t in wrap-up.');
  if (lead.owner.agentId !== agentId) return refused('not-yours', 'This isn’t your lead.');
  if (until <= lead.wrapUpBy) return SAME;
  const most = mostWrapUpUntil(lead);
  if (lead.wrapUpBy >= most)
    return refused('wrong-state', 'You can’t extend wrap-up any further. Choose an outcome now.');
  const moreUntil = Math.min(until, most);
  return kept({ ...lead, wrapUpBy: moreUntil, moreUntil }, {}, [], now);
}
