/**
 * Whether undeliverable email needs attention. One customer's mistyped address doesn't; several within an hour indicate
 * a problem with the mail server or the service, and an email to a user always matters.
 */
import { DAY, HOUR, type Moment } from '../vocabulary/time.ts';
import type { MailKind, QueuedMail } from './mail.ts';

/** A dead email: not sent again, and not waiting for another try. */
export type DeadMail = Pick<QueuedMail, 'kind' | 'to'> & { readonly endedAt: Moment };

/** This many different customers within an hour. */
const RECIPIENTS = 5;
const WITHIN_MS = HOUR;

/** After this long, only the list of emails shows it. Resending the emails ends it sooner. */
export const UNDELIVERED_FOR_MS = DAY;

const TO_OUR_OWN: Readonly<Record<MailKind, boolean>> = {
  acknowledgement: false,
  promiseMade: false,
  promiseReminder: false,
  appointment: false,
  missedLead: true,
  alarm: true,
  addressCode: false,
  invitation: true,
  passwordReset: true,
};

/** Since when; null when no action is needed. `dead` is what ended within the last `UNDELIVERED_FOR_MS`. */
export function undeliveredSince(dead: readonly DeadMail[]): Moment | null {
  const concerning = dead.filter((mail) => TO_OUR_OWN[mail.kind] || isOneOfMany(mail, dead));
  return concerning.length === 0 ? null : Math.min(...concerning.map(({ endedAt }) => endedAt));
}

/** Whether enough emails ended within the hour that starts with this one. */
function isOneOfMany({ endedAt }: DeadMail, dead: readonly DeadMail[]): boolean {
  const together = dead.filter((other) => other.endedAt >= endedAt && other.endedAt < endedAt + WITHIN_MS);
  return new Set(together.map(({ to }) => to)).size >= RECIPIENTS;
}
