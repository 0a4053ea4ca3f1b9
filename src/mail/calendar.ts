/** A calendar entry as a file (RFC 5545, sent as RFC 5546 asks). */
import {
  ICalAttendeeStatus,
  ICalCalendar,
  ICalCalendarMethod,
  ICalEventStatus,
  type ICalEventData,
} from 'ical-generator';
import type { CalendarEntry } from '../core/mail/message.ts';
import { MINUTE } from '../core/vocabulary/time.ts';
import { domainOf, type Sender } from './server.ts';

/** The time to keep free in a calendar; the conversation may take less. */
const LENGTH_MS = 30 * MINUTE;

export interface CalendarFile {
  readonly method: 'REQUEST' | 'CANCEL';
  readonly content: string;
}

/** Times are UTC, which every calendar shows in its own zone. `to`: the address of the person who gets it. */
export function calendarFile(entry: CalendarEntry, to: string, organizer: Sender): CalendarFile {
  const { isOver } = entry;
  const method = isOver ? ICalCalendarMethod.CANCEL : ICalCalendarMethod.REQUEST;
  const calendar = new ICalCalendar({ prodId: { company: 'Leadbell', product: 'appointments' }, method });
  const event: ICalEventData = {
    id: `${entry.id}@${domainOf(organizer)}`,
    sequence: entry.sequence,
    start: new Date(entry.at),
    end: new Date(entry.at + LENGTH_MS),
    summary: entry.summary,
    description: entry.url,
    status: isOver ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED,
    organizer: { name: organizer.name === '' ? organizer.address : organizer.name, email: organizer.address },
    // They agreed on it already, so calendars needn't ask.
    attendees: [{ email: to, status: ICalAttendeeStatus.ACCEPTED, rsvp: false }],
    ...(entry.place !== undefined && { location: entry.place }),
  };
  calendar.createEvent(event);
  return { method: isOver ? 'CANCEL' : 'REQUEST', content: calendar.toString() };
}
