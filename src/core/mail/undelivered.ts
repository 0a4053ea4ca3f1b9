/**
 * Whether mail that could not be delivered is anybody's concern. One mistyped address of a prospect is not; several
 * people's within an hour are the mail server's trouble or ours, and a mail to somebody who works here is always missed.
 */
import { DAY, HOUR, type Moment } from '../time.ts';
import type { MailKind, QueuedMail } from './mail.ts';

/** A mail that is dead: not sent again, and not to be tried any more. */
export type DeadMail = Pick<QueuedMail, 'kind' | 'to'> & { readonly endedAt: Moment };

/** Of so many different prospects within an hour. */
const RECIPIENTS = 5;
const WITHIN_MS = HOUR;

/** After so long it is no news: the list of mails keeps it. Sending the mails again ends it earlier. */
export const UNDELIVERED_FOR_MS = DAY;

const TO_OUR_OWN: Readonly<Record<MailKind, boolean>> = {
  acknowledgement: false,
  promiseMade: false,
  promiseReminder: false,
  missedLead: true,
  alarm: true,
  invitation: true,
  passwordReset: true,
};

/** Since when; null when nobody needs to look. `dead` is what ended within the last `UNDELIVERED_FOR_MS`. */
export function undeliveredSince(dead: readonly DeadMail[]): Moment | null {
  const concerning = dead.filter((mail) => TO_OUR_OWN[mail.kind] || isOneOfMany(mail, dead));
  return concerning.length === 0 ? null : Math.min(...concerning.map(({ endedAt }) => endedAt));
}

/** Whether an hour that begins with this mail holds the mails of so many. */
function isOneOfMany({ endedAt }: DeadMail, dead: readonly DeadMail[]): boolean {
  const together = dead.filter((other) => other.endedAt >= endedAt && other.endedAt < endedAt + WITHIN_MS);
  return new Set(together.map(({ to }) => to)).size >= RECIPIENTS;
}
