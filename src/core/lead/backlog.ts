/** A due callback in a backlog: it gets a turn instead of entering the queue (core/callback/backlog.ts). */
import { backlogLimit, turnOf, type FloorLoad } from '../callback/backlog.ts';
import { planPromise } from '../callback/planPromise.ts';
import { SYSTEM } from '../vocabulary/people.ts';
import { isAppointment } from './appointment.ts';
import type { LeadIn } from './lead.ts';
import { enterCallback } from './queue.ts';
import type { Context, Note, Step } from './step.ts';

/** P39: the callback at its turn, or as soon after it as hours and the law permit; null: it enters the queue. */
export function holdBack(lead: LeadIn<'callback'>, load: FloorLoad, context: Context): Step | null {
  const { promise } = lead;
  const turn = isAppointment(lead) ? null : turnOf(promise, load, context);
  if (turn === null) return null;
  const plan = planPromise(lead, context, { at: turn, why: 'backlog' });
  // Its lifetime is over by then: it's better called late.
  if (plan.kind === 'impossible') return null;
  // Hours or the law moved it to another day, which has a backlog of its own.
  const why = plan.promise.dueAt > turn ? 'outsideHours' : 'backlog';
  const { dueAt, windowUntil } = promise;
  const due: Note = { kind: 'due', by: SYSTEM, data: { dueAt, windowUntil } };
  const known = { waiting: load.waiting, limit: backlogLimit(load, context.cadence) };
  return enterCallback(lead, context, { at: turn, why, known }, [due]);
}
