/**
 * An appointment is a date that an agent agreed on with the customer, by phone or at a place (P28). It stands until:
 *
 * - KEPT       they talk, at most an hour before it or later;
 * - MOVED      an agent, a supervisor or the customer chose another time: the same entry with a higher sequence;
 * - OVER       its lead closed, or another time was agreed that is later than it;
 * - MISSED     its time has passed and the customer wasn't reached: what follows is a callback like any.
 *
 * It isn't a state: the lead may be called about something else before. Then the promise is earlier than it, and comes
 * back to it when that call is over or failed.
 */
import type { Appointment } from '../vocabulary/promise.ts';
import { MINUTE, type Moment } from '../vocabulary/time.ts';
import type { EffectKind } from './effects.ts';
import type { Lead } from './lead.ts';
import { withEffects, type Step } from './step.ts';

/** How long an agent has at the place of an appointment to say whether the customer came. */
export const MEET_MS = 30 * MINUTE;

/** The appointment that is still ahead. */
export function standingAppointment({ appointment }: Lead, now: Moment): Appointment | undefined {
  return appointment && appointment.at > now ? appointment : undefined;
}

/** Whether what is promised next, or due now, is the appointment. */
export function isAppointment({ appointment, promise }: Pick<Lead, 'appointment' | 'promise'>): boolean {
  return appointment !== undefined && promise?.dueAt === appointment.at;
}

/** Whether what is due is a meeting at a place, for which no one is dialed (P31). */
export function isMeeting(lead: Pick<Lead, 'appointment' | 'promise'>): boolean {
  return isAppointment(lead) && lead.appointment?.place !== undefined;
}

export function placeOf(appointment: Appointment | undefined): { readonly place?: string } {
  return appointment?.place === undefined ? {} : { place: appointment.place };
}

/** The promise that keeps it. */
export function promiseOf({ at, ownerId }: Appointment) {
  return { at, why: 'agreed', ...(ownerId !== undefined && { ownerId }) } as const;
}

/** The lead with the appointment as agreed now. The same again changes nothing. */
export function withAppointment(
  lead: Lead,
  { at, ownerId, place }: Pick<Appointment, 'at'> & { readonly ownerId?: string; readonly place?: string },
): Lead {
  const before = lead.appointment;
  const isSame = before?.at === at && before.ownerId === ownerId && before.place === place;
  if (isSame) return lead;
  const entry = before
    ? { id: before.id, sequence: before.sequence + 1 }
    : { id: `${lead.id}-${lead.seq}`, sequence: 0 };
  const appointment: Appointment = {
    ...entry,
    at,
    ...(ownerId !== undefined && { ownerId }),
    ...(place !== undefined && { place }),
  };
  return { ...lead, appointment };
}

export function withoutAppointment(lead: Lead): Lead {
  return lead.appointment === undefined ? lead : { ...lead, appointment: undefined };
}

/** The step with the emails about an appointment that it made, moved or ended. One that was kept ends silently. */
export function withAppointmentTold(before: Lead, step: Step): Step {
  if (step.kind !== 'changed') return step;
  const { lead } = step;
  return withEffects(step, newsOf(before.appointment, lead.appointment, before, lead));
}

function newsOf(was: Appointment | undefined, is: Appointment | undefined, before: Lead, lead: Lead): EffectKind[] {
  if (was === is || (was && is && was.sequence === is.sequence)) return [];
  if (is) {
    const isSameDate = was !== undefined && was.at === is.at && was.place === is.place;
    const isOthers = was?.ownerId !== undefined && was.ownerId !== is.ownerId;
    return [
      { ...about(is, is.sequence), ...(isSameDate && { isForAgent: true }) },
      ...(isOthers ? [{ ...about(was, is.sequence), isOver: true, isForAgent: true } as const] : []),
    ];
  }
  const isKept = lead.lastTalk?.at !== before.lastTalk?.at;
  return was && !isKept && !isGivenBack(was, lead) && was.at > lead.changedAt
    ? [{ ...about(was, was.sequence + 1), isOver: true }]
    : [];
}

/** Whether this change undid the merge that brought it: it stands on the other lead. */
function isGivenBack({ id }: Appointment, { absorbed = [], changedAt }: Lead): boolean {
  return absorbed.some(({ appointment, undoneAt }) => undoneAt === changedAt && appointment?.id === id);
}

/** The effect that sends the news. */
export function about({ id, at, ownerId }: Appointment, sequence: number) {
  return {
    kind: 'tellAppointment',
    appointmentId: id,
    sequence,
    promisedFor: at,
    ...(ownerId !== undefined && { agentId: ownerId }),
  } as const;
}
