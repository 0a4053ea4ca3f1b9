/** When emails about promises and missed leads are sent, so that no one gets too many. */
import { DAY, HOUR, MINUTE, SECOND, type Moment } from '../vocabulary/time.ts';

/** A promise often moves again at once: only the newest counts. */
const SETTLE_MS = 30 * SECOND;
/** Minimum time between two emails about one lead's promise. */
const PROMISE_GAP_MS = 30 * MINUTE;
/** A promise made at least this far ahead gets a reminder, this long before it is due. */
const FAR_MS = 2 * HOUR;
const REMIND_MS = 30 * MINUTE;
const REMIND_APPOINTMENT_MS = 2 * HOUR;
/** Missed leads of this many minutes share one email. */
const DIGEST_MS = 10 * MINUTE;
/** An acknowledgement later than this would only confuse. */
export const ACKNOWLEDGE_WITHIN_MS = DAY;

/** Alarm emails expire after a day: if the mail server is down longer, the floor still shows the alarm. */
export const ALARM_MAIL_WITHIN_MS = DAY;

/**
 * When an alarm's email expires. Earlier versions queued them without an expiration, even while email was off
 * permanently: those expire at the next quarter of an hour.
 */
export function alarmMailUntil({ dueAt, expiresAt }: { readonly dueAt: Moment; readonly expiresAt?: Moment }): Moment {
  return expiresAt ?? dueAt + 15 * MINUTE;
}

/** When to send the email about a promise made at `now`. */
export function promiseMailAt(now: Moment): Moment {
  return now + SETTLE_MS;
}

/** When to send an email about a promise, if one sent at `lastSentAt` is too recent; null when it may be sent now. */
export function putOffUntil(lastSentAt: Moment | undefined, now: Moment): Moment | null {
  return lastSentAt !== undefined && now < lastSentAt + PROMISE_GAP_MS ? lastSentAt + PROMISE_GAP_MS : null;
}

/**
 * When to send a reminder of a promise made at `now`; null when its first email is enough. People may have to travel to
 * an appointment.
 */
export function remindAt(dueAt: Moment, now: Moment, isAppointment = false): Moment | null {
  return isFar(dueAt, now) ? dueAt - (isAppointment ? REMIND_APPOINTMENT_MS : REMIND_MS) : null;
}

/** Whether a promise made at `now` is for another part of the day. */
export function isFar(dueAt: Moment, now: Moment): boolean {
  return dueAt - now > FAR_MS;
}

/** The digest for a lead missed at `at`: a number for its key, and when it is sent. */
export function digestOf(at: Moment): { readonly number: number; readonly dueAt: Moment } {
  const number = Math.floor(at / DIGEST_MS);
  return { number, dueAt: (number + 1) * DIGEST_MS };
}
