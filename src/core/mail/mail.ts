/**
 * An email to be sent. It is queued once under its key and is in one of these states:
 *
 * - WAITING   due at a moment; leased by one sender at a time. Leaves when sent, or when it never will be.
 * - SENT      accepted by the mail server. Final.
 * - DEAD      permanently refused by the mail server, or every attempt failed. Listed with the reason; can be resent
 *             manually.
 * - SKIPPED   no longer permitted or useful when it was due. Final.
 * - CANCELLED canceled by whatever queued it. Final.
 *
 * The text isn't stored: `data` says what it is about, and the text is generated when it is sent. Only links that can't
 * be generated again are stored in it, until the email is sent.
 */
import { DAY, HOUR, MINUTE, SECOND, type Moment } from '../vocabulary/time.ts';
import type { Language } from '../vocabulary/language.ts';
import type { MailRefusal } from '../law/mayMail.ts';

/**
 * What a sent email said about a promise: its time, that there is none while no one is on shift, or that it was missed.
 */
export interface PromiseTold {
  readonly dueAt: Moment;
  readonly said?: 'at' | 'whenThere' | 'late';
}

/** Set if its sender is shown what would have happened to it if no one knew the number. */
interface AboutInquiry {
  readonly inquiryId?: string;
}

/** What an email is about, by kind. Links and paths may be relative: they are completed with the service's address. */
export interface MailData {
  /** To a customer: we got their inquiry. */
  readonly acknowledgement: { readonly leadId: string; readonly inquiryId: string };
  /** To a customer: when we'll call. At most one per lead is queued; its text reflects the state when it is sent. */
  readonly promiseMade: PromiseTold & { readonly leadId: string } & AboutInquiry;
  readonly promiseReminder: { readonly leadId: string; readonly dueAt: Moment } & AboutInquiry;
  /** Calendar entry of an appointment, to its agent or, without `agentId`, to the customer. */
  readonly appointment: {
    readonly leadId: string;
    readonly appointmentId: string;
    readonly sequence: number;
    readonly at: Moment;
    readonly isOver: boolean;
    readonly agentId?: string;
  };
  /** To a customer without a number: a code that they asked for on their page, derived from `codeId`. */
  readonly addressCode: { readonly inquiryId: string; readonly codeId: string };
  /** To a supervisor: the leads that no one took, over several minutes. */
  readonly missedLead: { readonly leadIds: readonly string[] };
  /** To a supervisor: one sentence in their language, since when, and the page that shows it. */
  readonly alarm: { readonly sentence: string; readonly since: Moment; readonly path: string };
  /** To a new user, or one who forgot a password: a one-time link. */
  readonly invitation: { readonly link: string; readonly name?: string; readonly by?: string };
  readonly passwordReset: { readonly link: string; readonly name?: string };
}
export type MailKind = keyof MailData;

interface MailBase<K extends MailKind> {
  /** Unique, without personal data: the same email queued twice is queued once. */
  readonly key: string;
  readonly kind: K;
  /** One address. */
  readonly to: string;
  readonly language: Language;
  readonly data: MailData[K];
  readonly dueAt: Moment;
  /** The email is no longer useful from then on and isn't sent. */
  readonly expiresAt?: Moment;
}
export type NewMail = { readonly [K in MailKind]: MailBase<K> }[MailKind];

export const MAIL_STATES = ['waiting', 'sent', 'dead', 'skipped', 'cancelled'] as const;
export type MailState = (typeof MAIL_STATES)[number];

/** Why an email isn't sent at all, decided when it is due. */
export type SkipReason = MailRefusal | 'superseded' | 'expired' | 'gone' | 'tooMany';

/** Why a mail server didn't accept an email. Never its own words: they may repeat an address. */
export const SEND_FAILURES = [
  'badAddress',
  'refusedRecipient',
  'refusedMessage',
  'refusedSender',
  'refusedSignIn',
  'refusedForNow',
  'noSecureLine',
  'unreachable',
  'timedOut',
  'lineBroke',
  'notUnderstood',
] as const;
export type SendFailure = (typeof SEND_FAILURES)[number];

/** The store maintains `attempts` and the following fields. */
export type QueuedMail = NewMail & {
  readonly id: string;
  readonly state: MailState;
  readonly attempts: number;
  /** Why the last attempt failed or was skipped. */
  readonly why?: SendFailure | SkipReason;
  /** When to try it, while it waits and isn't being sent. */
  readonly nextAt?: Moment;
  /** Its place among the emails that its address gets on a day (placesFor). */
  readonly place?: string;
  /** When it left WAITING. */
  readonly endedAt?: Moment;
};

/** Delay after each failed attempt. The last attempt has none: about 17 hours in all, similar to mail servers. */
const RETRY_MS = [30 * SECOND, 2 * MINUTE, 10 * MINUTE, HOUR, 4 * HOUR, 12 * HOUR] as const;

/** Random spread of retries, so that a recovering server doesn't get them all at once. */
const SPREAD = 0.2;

/**
 * When to retry an email after `attempts` failed attempts; null when none are left. `chance` is a number from 0 to 1.
 */
export function retryMailAt(attempts: number, now: Moment, chance: number): Moment | null {
  const delay = RETRY_MS[attempts - 1];
  return delay === undefined ? null : now + Math.round(delay * (1 - SPREAD + 2 * SPREAD * chance));
}

/**
 * How many emails of a kind an address gets on a day (UTC), regardless of who sent the inquiries: a stranger who sends
 * forms with someone’s address must not flood it. One customer seldom has more inquiries than that in a day.
 */
const MOST_PER_DAY: Partial<Readonly<Record<MailKind, number>>> = {
  acknowledgement: 3,
  promiseMade: 5,
  promiseReminder: 5,
};

/** The mailbox that an address reaches, as far as it is known: in any case, and without what comes after a plus sign. */
export function mailboxOf(address: string): string {
  return address.toLowerCase().replace(/\+[^@]*(?=@)/, '');
}

/** The places for emails of this kind to an address on the day of `now`, one email each; null without a limit. */
export function placesFor(kind: MailKind, addressId: string, now: Moment): readonly string[] | null {
  const most = MOST_PER_DAY[kind];
  if (most === undefined) return null;
  const day = Math.floor(now / DAY);
  return Array.from({ length: most }, (_none, place) => [kind, addressId, day, place].join(':'));
}

/** How long a finished email is kept: long enough to answer "did you write to me?", no longer. */
export const KEPT_MS = { sent: 30 * DAY, skipped: 30 * DAY, cancelled: 30 * DAY, dead: 90 * DAY } as const;
