/**
 * A mail that is owed to somebody. It is queued once under its key and is in one of these states:
 *
 * - WAITING   due at a moment; leased by one sender at a time. Leaves when it was sent, or will never be.
 * - SENT      the mail server took it. Final.
 * - DEAD      the mail server refused it for good, or every attempt failed. Listed with the reason; sent again by hand.
 * - SKIPPED   at the moment of sending it was not to be sent any more: no permission, or no use. Final.
 * - CANCELLED whoever queued it took it back. Final.
 *
 * What a mail says is not stored: `data` names what it is about, and the text is made when it is sent. Only links that
 * cannot be made again are kept in it, and go as soon as the mail has.
 */
import { DAY, HOUR, MINUTE, SECOND, type Moment } from '../time.ts';
import type { Language } from '../campaign.ts';

/** What a sent mail said about a promise: its time, that there is none while nobody is there, or that it went by. */
export interface PromiseTold {
  readonly dueAt: Moment;
  readonly said?: 'at' | 'whenThere' | 'late';
}

/** What a mail is about, by kind. Links and paths may be relative: they are completed by the service's own address. */
export interface MailData {
  /** To a prospect: their inquiry has come. */
  readonly acknowledgement: { readonly leadId: string; readonly inquiryId: string };
  /** To a prospect: when we will ring. One waits for a lead at most, and says what is so when it is sent. */
  readonly promiseMade: PromiseTold & { readonly leadId: string };
  readonly promiseReminder: { readonly leadId: string; readonly dueAt: Moment };
  /** To a supervisor: the leads that nobody took, of some minutes. */
  readonly missedLead: { readonly leadIds: readonly string[] };
  /** To a supervisor: one sentence in their language, since when, and the page that shows it. */
  readonly alarm: { readonly sentence: string; readonly since: Moment; readonly path: string };
  /** To somebody who will work here, or forgot a password: a link that works once. */
  readonly invitation: { readonly link: string; readonly name?: string; readonly by?: string };
  readonly passwordReset: { readonly link: string; readonly name?: string };
}
export type MailKind = keyof MailData;

interface MailBase<K extends MailKind> {
  /** Unique, without personal data: the same mail queued twice is queued once. */
  readonly key: string;
  readonly kind: K;
  /** One address. */
  readonly to: string;
  readonly language: Language;
  readonly data: MailData[K];
  readonly dueAt: Moment;
  /** From then on it is of no use and is not sent. */
  readonly expiresAt?: Moment;
}
export type NewMail = { readonly [K in MailKind]: MailBase<K> }[MailKind];

export const MAIL_STATES = ['waiting', 'sent', 'dead', 'skipped', 'cancelled'] as const;
export type MailState = (typeof MAIL_STATES)[number];

/** Why a mail is not sent at all, found at the moment of sending. */
export type SkipReason = 'noPermission' | 'leadClosed' | 'superseded' | 'expired' | 'gone';

/** Why a mail server did not take a mail. Never its own words: they may repeat an address. */
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

/** `attempts` and the rest are kept by the store. */
export type QueuedMail = NewMail & {
  readonly id: string;
  readonly state: MailState;
  readonly attempts: number;
  /** Why the last attempt failed, or why it was never made. */
  readonly why?: SendFailure | SkipReason;
  /** While it waits and nobody is sending it: when it is tried. */
  readonly nextAt?: Moment;
  /** When it left WAITING. */
  readonly endedAt?: Moment;
};

/** After each failed attempt. The last one is followed by none: about 17 hours in all, as mail servers themselves do. */
const RETRY_MS = [30 * SECOND, 2 * MINUTE, 10 * MINUTE, HOUR, 4 * HOUR, 12 * HOUR] as const;

/** How much earlier or later than planned a retry may be, so that a server that comes back is not met by all at once. */
const SPREAD = 0.2;

/**
 * When a mail is tried again after its `attempts`-th failed attempt; null when it has been tried often enough.
 * `chance` is a number from 0 to 1.
 */
export function retryMailAt(attempts: number, now: Moment, chance: number): Moment | null {
  const delay = RETRY_MS[attempts - 1];
  return delay === undefined ? null : now + Math.round(delay * (1 - SPREAD + 2 * SPREAD * chance));
}

/** How long an ended mail is kept: long enough to answer "did you write to me?", no longer. */
export const KEPT_MS = { sent: 30 * DAY, skipped: 30 * DAY, cancelled: 30 * DAY, dead: 90 * DAY } as const;
