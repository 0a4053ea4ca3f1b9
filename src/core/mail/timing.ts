/** When mails about promises and missed leads go out, so that nobody gets more of them than help. */
import { DAY, HOUR, MINUTE, SECOND, type Moment } from '../time.ts';

/** A promise is often moved again at once: the newest counts. */
const SETTLE_MS = 30 * SECOND;
/** Between two mails about one lead's promise. */
const PROMISE_GAP_MS = 30 * MINUTE;
/** A promise that is this far away when it is made gets a reminder, this long before it is due. */
const FAR_MS = 2 * HOUR;
const REMIND_MS = 30 * MINUTE;
/** Leads that nobody took come in one mail for so many minutes. */
const DIGEST_MS = 10 * MINUTE;
/** An acknowledgement later than this would only puzzle. */
export const ACKNOWLEDGE_WITHIN_MS = DAY;

/** An alarm is news for a day: a mail server that is away for longer leaves it to the floor. */
export const ALARM_MAIL_WITHIN_MS = DAY;

/**
 * When an alarm's mail is of no use any more. Earlier versions queued them without an end, also while mail was off for
 * good: those are for the floor alone once the next quarter of an hour has begun.
 */
export function alarmMailUntil({ dueAt, expiresAt }: { readonly dueAt: Moment; readonly expiresAt?: Moment }): Moment {
  return expiresAt ?? dueAt + 15 * MINUTE;
}

/** When the mail about a promise made at `now` is due. */
export function promiseMailAt(now: Moment): Moment {
  return now + SETTLE_MS;
}

/** The moment to which a mail about a promise is put off, because one went out at `lastSentAt`; null when it may go. */
export function putOffUntil(lastSentAt: Moment | undefined, now: Moment): Moment | null {
  return lastSentAt !== undefined && now < lastSentAt + PROMISE_GAP_MS ? lastSentAt + PROMISE_GAP_MS : null;
}

/** When to remind of a promise made at `now`; null when the mail that told of it is reminder enough. */
export function remindAt(dueAt: Moment, now: Moment): Moment | null {
  return isFar(dueAt, now) ? dueAt - REMIND_MS : null;
}

/** Whether a promise made at `now` is for another part of the day. */
export function isFar(dueAt: Moment, now: Moment): boolean {
  return dueAt - now > FAR_MS;
}

/** The digest to which a lead missed at `at` belongs: a number for its key, and when it goes out. */
export function digestOf(at: Moment): { readonly number: number; readonly dueAt: Moment } {
  const number = Math.floor(at / DIGEST_MS);
  return { number, dueAt: (number + 1) * DIGEST_MS };
}
