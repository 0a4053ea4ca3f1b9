/**
 * What becomes of an appointment when its lead is merged into another one (P35), and when the merge is undone (P37). It
 * keeps its calendar entry wherever it goes, so no one hears about a merge that changes nothing for them.
 */
import { planRequestedTime } from '../callback/planPromise.ts';
import type { Appointment } from '../vocabulary/promise.ts';
import type { Actor } from '../vocabulary/people.ts';
import type { Moment } from '../vocabulary/time.ts';
import { about, isAppointment, placeOf, standingAppointment } from './appointment.ts';
import type { EffectKind } from './effects.ts';
import type { Absorbed, Lead } from './lead.ts';
import { isKeptListed } from './queue.ts';
import type { Context, Note } from './step.ts';

/** The appointment that a merged lead brings, if it is still ahead. */
function broughtBy({ appointment, isAppointmentOver }: Absorbed, now: Moment): Appointment | undefined {
  return appointment && !isAppointmentOver && appointment.at > now ? appointment : undefined;
}

export interface Settled {
  /** The remaining lead, with the appointment if it takes it over. */
  readonly lead: Lead;
  /** The part, with what was decided. */
  readonly part: Absorbed;
  readonly notes: readonly Note[];
  readonly effects: readonly EffectKind[];
}

/**
 * The remaining lead takes over what it can keep at that very time: it has no appointment of its own, and law and hours
 * permit a call to its number. Otherwise it is canceled for those who have it in their calendars.
 */
export function takeAppointment(lead: Lead, part: Absorbed, by: Actor, context: Context): Settled {
  const brought = broughtBy(part, context.now);
  if (!brought) return { lead, part, notes: [], effects: [] };
  const data = { leadId: part.leadId, dueAt: brought.at, ...placeOf(brought) };
  if (mayTake(lead, brought, context))
    return {
      lead: { ...lead, appointment: brought },
      part: laterThan(brought, lead, part),
      notes: [{ kind: 'appointmentTaken', by, data }],
      effects: [],
    };
  const over = { ...about(brought, brought.sequence + 1), isOver: true, fromLeadId: part.leadId } as const;
  return {
    lead,
    part: { ...withoutItsPromise(part), isAppointmentOver: true },
    notes: [{ kind: 'appointmentCanceled', by, data }],
    effects: [over],
  };
}

function mayTake(lead: Lead, { at }: Appointment, context: Context): boolean {
  if (standingAppointment(lead, context.now) || isKeptListed(lead)) return false;
  const plan = planRequestedTime(lead, context, at);
  return plan.why === null && plan.dueAt === at;
}

/** Keeps what the lead had promised for later than the appointment, for an undo. */
function laterThan({ at }: Appointment, lead: Lead, part: Absorbed): Absorbed {
  return lead.state === 'callback' && lead.promise.dueAt > at ? { ...part, later: lead.promise } : part;
}

/** A promise that was only the appointment's ends with it. */
function withoutItsPromise(part: Absorbed): Absorbed {
  const { promise: _its, ...rest } = part;
  return isAppointment(part) ? rest : part;
}

/**
 * The part of an undone merge, with the appointment as it is now: moved in the meantime, or created again if the merge
 * canceled it. One that ended in the meantime stays over.
 */
export function partGivenBack(lead: Lead, part: Absorbed, now: Moment): Absorbed {
  const { appointment, isAppointmentOver, ...rest } = withoutItsPromise(part);
  if (!appointment) return part;
  if (isHeldFor(lead, part, now)) return { ...rest, appointment: lead.appointment ?? appointment };
  if (appointment.at <= now) return { ...part, isAppointmentOver: true };
  // The cancellation had the next sequence.
  if (isAppointmentOver) return { ...rest, appointment: { ...appointment, sequence: appointment.sequence + 2 } };
  return { ...rest, appointment, isAppointmentOver: true };
}

/** Whether the lead holds the appointment that this part brought, and it is still ahead. */
export function isHeldFor(lead: Lead, { appointment }: Absorbed, now: Moment): boolean {
  return appointment !== undefined && standingAppointment(lead, now)?.id === appointment.id;
}

/** What a restored lead gets back: its appointment if that is still ahead; otherwise a note that it isn't. */
export function appointmentBack(
  owed: Pick<Absorbed, 'appointment' | 'isAppointmentOver'>,
  by: Actor,
  now: Moment,
): { readonly appointment?: Appointment; readonly notes: readonly Note[] } {
  const { appointment, isAppointmentOver } = owed;
  if (!appointment) return { notes: [] };
  if (!isAppointmentOver && appointment.at > now) return { appointment, notes: [] };
  const data = { dueAt: appointment.at, ...placeOf(appointment) };
  return { notes: [{ kind: 'appointmentNotRestored', by, data }] };
}
