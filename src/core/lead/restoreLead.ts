/**
 * A closed lead stays closed. When closing it was a mistake (it wasn't spam; two people were merged), or it is wanted
 * again, its data continues in another lead: a new one that refers to it, or the person's open lead. The closed lead
 * records which, so that each links to the other.
 */
import { PlainError } from '../vocabulary/errors.ts';
import type { LeadEvent } from './events.ts';
import type { Actor } from '../vocabulary/people.ts';
import type { Absorbed, TransferredData, Lead, LeadIn } from './lead.ts';
import { isAppointment, placeOf, promiseOf, withAppointmentTold, withoutAppointment } from './appointment.ts';
import { appointmentBack, takeAppointment } from './mergedAppointment.ts';
import { takeDetails, takingIn } from './givenDetails.ts';
import { keepEarlier } from './mergeLeads.ts';
import type { CallbackPromise } from '../vocabulary/promise.ts';
import { mayReopen } from '../vocabulary/outcomes.ts';
import { acknowledgements, enterCallback, enterQueue, promiseMails } from './queue.ts';
import { firstArrival } from './touches.ts';
import { rescored, withScore } from './score.ts';
import { stayInState, moveTo, refuse, SAME, type Context, type Note, type Step } from './step.ts';

type EventOf<K extends LeadEvent['kind']> = Extract<LeadEvent, { kind: K }>;

/** V12: the person to restore was erased. */
export const ERASED = 'This customer was erased. There’s nothing left to restore.';

/** A supervisor marks the lead as not spam. The effect creates the lead in which it continues. */
export function undoSpam(lead: Lead, { by }: EventOf<'notSpam'>, { now }: Context): Step {
  if (lead.state !== 'closed' || lead.outcome !== 'spam')
    return refuse('wrong-state', 'This lead isn’t closed as spam.');
  if (lead.erased) return refuse('wrong-state', ERASED);
  if (lead.clearedAt !== undefined) return SAME;
  const effect = { kind: 'reopen', ...(by.id !== undefined && { byId: by.id }) } as const;
  return stayInState(lead, { clearedAt: now }, [{ kind: 'notSpam', by }], now, [effect]);
}

/**
 * V20: a supervisor reopens a lead closed by mistake, or wanted again. The effect creates the lead in which it
 * continues.
 */
export function markTakenUp(lead: Lead, { by }: EventOf<'takenUp'>, { now }: Context): Step {
  if (lead.state !== 'closed') return refuse('wrong-state', 'This lead is already open.');
  if (lead.erased) return refuse('wrong-state', ERASED);
  if (lead.outcome === 'spam') return refuse('wrong-state', 'It was closed as spam. Mark it as not spam instead.');
  if (!mayReopen(lead.outcome)) return refuse('wrong-state', 'A lead with this outcome can’t be reopened.');
  if (lead.clearedAt !== undefined) return SAME;
  const effect = { kind: 'reopen', ...(by.id !== undefined && { byId: by.id }) } as const;
  return stayInState(lead, { clearedAt: now }, [{ kind: 'takenUp', by }], now, [effect]);
}

/** Records on the closed lead where it continues. */
export function markContinued(lead: Lead, { by, leadId }: EventOf<'continued'>, { now }: Context): Step {
  if (lead.continuedAs === leadId) return SAME;
  return stayInState(lead, { continuedAs: leadId }, [{ kind: 'continued', by, data: { leadId } }], now);
}

/**
 * The open lead takes over the data of a closed lead of the same person. Its inquiries aren't new, so no promise moves,
 * except by what an undone merge owes.
 */
export function rejoin(
  lead: Lead,
  { by, fromLeadId, brought, given, owed }: EventOf<'rejoin'>,
  context: Context,
): Step {
  if (lead.state === 'closed') return refuse('wrong-state', 'This lead is closed; a new inquiry opens a new one.');
  const missing = brought.inquiries.filter(({ id }) => !lead.inquiries.some((known) => known.id === id));
  if (missing.length === 0) return SAME;
  const byTime = <T extends { readonly at: number }>(items: readonly T[]) => [...items].sort((a, b) => a.at - b.at);
  // V331: who sent the closed lead isn’t known to be who opened this one.
  const { email: _email, ...known } = given;
  const { lead: completed, taken } = takeDetails(lead, known);
  const joined: Lead = {
    ...completed,
    inquiries: byTime([...lead.inquiries, ...missing]),
    consents: byTime([...lead.consents, ...brought.consents]),
    attempts: byTime([...lead.attempts, ...brought.attempts]),
  };
  const knowing = rescored(lead, joined, context);
  const data = { leadId: fromLeadId, ...takingIn(lead, known, taken) };
  const rejoined: Note = { kind: 'rejoined', by, data };
  if (!owed) return stayInState(knowing, {}, [rejoined], context.now);
  const settled = takeAppointment(knowing, owed, by, context);
  const notes = [rejoined, ...settled.notes, ...appointmentBack(owed, by, context.now).notes];
  return keepEarlier(lead, { ...settled, notes }, context, by);
}

export interface RestoreInput {
  readonly id: string;
  readonly from: LeadIn<'closed'>;
  readonly brought: TransferredData;
  /** What an undone merge gives back. Absent otherwise. */
  readonly owed?: Absorbed;
  readonly by: Actor;
  readonly why: 'notSpam' | 'takenUp' | 'unmerged';
}

/** The change that creates the new lead: with its promise if that is still ahead, otherwise in the queue. */
export function restoreLead(input: RestoreInput, context: Context): Extract<Step, { kind: 'changed' }> {
  const { from, owed, by, why } = input;
  const { now } = context;
  const back = appointmentBack(owed ?? {}, by, now);
  const firstTouch = firstArrival(from);
  const knownAgentId = from.lastTalk?.agentId ?? from.knownAgentId;
  const unscored: Lead = {
    id: input.id,
    campaignId: from.campaignId,
    person: from.person,
    answers: from.answers,
    ...(from.tags && { tags: from.tags }),
    ...(from.survey && { survey: from.survey }),
    ...(firstTouch && { firstTouch }),
    ...(from.interest !== undefined && { interest: from.interest }),
    ...(from.message !== undefined && { message: from.message }),
    ...(from.note !== undefined && { note: from.note }),
    ...input.brought,
    createdAt: now,
    changedAt: now,
    epoch: 0,
    seq: 0,
    previousLeadId: from.id,
    ...(knownAgentId !== undefined && { knownAgentId }),
    suspectedDuplicateIds: from.suspectedDuplicateIds,
    ...(from.differentFromIds && { differentFromIds: from.differentFromIds }),
    ...(back.appointment && { appointment: back.appointment }),
    // Placeholder before the first decision; never stored.
    state: 'waiting',
    wait: { startedAt: now, rankedFrom: now, bonusMs: 0, tried: [] },
    nextStepAt: now,
  };
  const blank = withScore(unscored, context);
  const created: Note = { kind: 'created', by, data: { previousLeadId: from.id, why } };
  // A suspected spam inquiry got no acknowledgement; any other was acknowledged already, and only once (M10).
  const { inquiries, consents } = input.brought;
  const effects = inquiries.flatMap((inquiry) => {
    const consent = consents.find(({ inquiryId }) => inquiryId === inquiry.id);
    return why === 'notSpam' && consent ? acknowledgements(inquiry, consent, context) : [];
  });
  const notes = [created, ...back.notes];
  // One that waited is called about something else before its appointment.
  const date = owed?.rankedFrom === undefined ? back.appointment : undefined;
  const opened = owed?.promise
    ? restorePromise(blank, owed.promise, context, notes, by)
    : date
      ? enterCallback(blank, context, promiseOf(date), notes, effects)
      : enterQueue(blank, context, notes, { effects });
  const step = withAppointmentTold(withoutAppointment(blank), opened);
  if (step.kind !== 'changed') throw new PlainError('opening a lead always changes it');
  return step;
}

function restorePromise(
  lead: Lead,
  promise: CallbackPromise,
  context: Context,
  notes: readonly Note[],
  by: Actor,
): Step {
  const promised: Lead = { ...lead, promise };
  if (promise.dueAt > context.now) {
    const meets = isAppointment(promised) ? { isAppointment: true, ...placeOf(lead.appointment) } : {};
    const again: Note = { kind: 'promised', by, data: { dueAt: promise.dueAt, why: promise.why, ...meets } };
    const emails = promiseMails(lead, promise.dueAt, context);
    return moveTo(promised, { state: 'callback', promise }, [...notes, again], context.now, emails);
  }
  const { why, ownerId, attemptsMade } = promise;
  const wanted = { at: context.now, why, attemptsMade, ...(ownerId !== undefined && { ownerId }) };
  return enterCallback(promised, context, wanted, notes);
}
