/**
 * The email about an appointment, in words, and its calendar entry (RFC 5545, sent as RFC 5546 asks). The entry keeps its
 * UID; a higher SEQUENCE moves it, and the method CANCEL removes it.
 */
import {
  ICalAttendeeStatus,
  ICalCalendar,
  ICalCalendarMethod,
  ICalEventStatus,
  type ICalEventData,
} from 'ical-generator';
import type { AppointmentLetter } from '../../core/mail/letter.ts';
import { MINUTE } from '../../core/vocabulary/time.ts';
import { momentInWords } from '../../shared/text/mail.ts';
import type { Block, Words } from './blocks.ts';

/** The time to keep free in a calendar; the conversation may take less. */
const LENGTH_MS = 30 * MINUTE;

export function appointmentMessage(letter: AppointmentLetter, { t, text, button }: Words) {
  const { says, isForAgent, campaign, place, path } = letter;
  const { day, time, zone } = momentInWords(letter.at, letter.zone, letter.language);
  const isOver = says === 'over';
  const where: readonly Block[] = place === undefined ? [] : [text('appointment.place', { place })];
  if (isForAgent) {
    const name = letter.name.trim() === '' ? t('agentAppointment.nameless') : letter.name;
    const subject = t(`agentAppointment.${says}.subject`, { name, day, time });
    const note = isOver ? [text('agentAppointment.over')] : [...where, text('agentAppointment.byPhone')];
    const blocks = [text('appointment.about', { campaign, zone }), ...note, button('agentAppointment.open', path)];
    return { subject, title: subject, blocks, why: t('agentAppointment.why') };
  }
  const how = place === undefined ? [text('appointment.byPhone')] : where;
  return {
    subject: t(`appointment.${says}.subject`, { day, time }),
    title: t(`appointment.${says}.title`, { name: letter.name, day, time }),
    blocks: [
      text('appointment.about', { campaign, zone }),
      ...(isOver ? [] : [...how, text('appointment.entry')]),
      button(isOver ? 'appointment.openOver' : 'appointment.open', path),
    ],
    why: t('prospect.why'),
  };
}

export function domainOf({ address }: Pick<Sender, 'address'>): string {
  return address.slice(address.lastIndexOf('@') + 1);
}

export interface CalendarEntry {
  readonly method: 'REQUEST' | 'CANCEL';
  readonly content: string;
}

/** The business's name and address, from which we send. */
export interface Sender {
  readonly name: string;
  readonly address: string;
}

/** Times are UTC, which every calendar shows in its own zone. */
export function calendarEntry(
  letter: AppointmentLetter,
  { summary, url, organizer }: { readonly summary: string; readonly url: string; readonly organizer: Sender },
): CalendarEntry {
  const isOver = letter.says === 'over';
  const method = isOver ? ICalCalendarMethod.CANCEL : ICalCalendarMethod.REQUEST;
  const calendar = new ICalCalendar({ prodId: { company: 'Leadbell', product: 'appointments' }, method });
  const event: ICalEventData = {
    id: `${letter.appointmentId}@${domainOf(organizer)}`,
    sequence: letter.sequence,
    start: new Date(letter.at),
    end: new Date(letter.at + LENGTH_MS),
    summary,
    description: url,
    status: isOver ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED,
    organizer: { name: organizer.name === '' ? organizer.address : organizer.name, email: organizer.address },
    // They agreed on it already, so calendars needn't ask.
    attendees: [{ email: letter.to, status: ICalAttendeeStatus.ACCEPTED, rsvp: false }],
    ...(letter.place !== undefined && { location: letter.place }),
  };
  calendar.createEvent(event);
  return { method: isOver ? 'CANCEL' : 'REQUEST', content: calendar.toString() };
}
