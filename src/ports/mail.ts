/** Email: the queue, and sending through a mail server. */
import type { Letter } from '../core/mail/letter.ts';
import type { MailData, MailState, NewMail, QueuedMail, SendFailure, SkipReason } from '../core/mail/mail.ts';
import type { DeadMail } from '../core/mail/undelivered.ts';
import type { Moment } from '../core/vocabulary/time.ts';
import type { OutboxMail, OutboxRow } from '../shared/outbox.ts';
import type { Page } from './basics.ts';

/** The email queue. Queue only while there is a `mailer`: without it nothing is sent. */
export interface MailStore {
  /** `known` if the key was queued before, whatever happened to it. */
  queue(mail: NewMail): Promise<'queued' | 'known'>;
  /** Like `queue` for a digest: adds the lead to a waiting email with this key. `gone` if that one was sent. */
  addMissed(mail: Extract<NewMail, { kind: 'missedLead' }>, leadId: string): Promise<'added' | 'known' | 'gone'>;
  /** Updates the waiting email whose key starts so; false if none is waiting that isn't being sent. */
  renew(keyPrefix: string, to: Pick<NewMail, 'data' | 'expiresAt'>): Promise<boolean>;
  /** Cancels every waiting email whose key starts so; returns how many. One being sent may still go out. */
  cancel(keyPrefix: string, at: Moment): Promise<number>;
  /** Due emails, longest due first, leased to this holder until `until`. Each lease counts as an attempt. */
  lease(options: { holder: string; now: Moment; until: Moment; limit: number }): Promise<readonly QueuedMail[]>;
  /** Stores how a leased email ended. False, and no change, if the lease was lost to another holder. */
  end(
    id: string,
    holder: string,
    /** `data`: what it said, if that was determined when sending. */
    how:
      | { state: 'sent'; data?: MailData['promiseMade'] }
      | { state: 'dead'; why: SendFailure }
      | { state: 'skipped'; why: SkipReason },
    at: Moment,
  ): Promise<boolean>;
  /** Takes a place for a leased email; false if another email has it, or if the lease was lost. */
  takePlace(id: string, holder: string, place: string): Promise<boolean>;
  /** Returns a leased email until `at`; with a reason after a failed attempt, without one if it was postponed. */
  retry(id: string, holder: string, at: Moment, why?: SendFailure): Promise<boolean>;
  /** The oldest email that waits, also while it is being sent, and whose key starts so; null if none does. */
  firstWaiting(keyPrefix: string): Promise<string | null>;
  /** The last sent email whose key starts so, or null. */
  lastSent(keyPrefix: string): Promise<QueuedMail | null>;
  byId(id: string): Promise<QueuedMail | null>;
  /** Newest first. */
  list(options: { state?: MailState; cursor?: string; limit: number }): Promise<Page<QueuedMail>>;
  /** Dead emails since that time, latest first. */
  deadSince(at: Moment, limit: number): Promise<readonly DeadMail[]>;
  /** Requeues a dead email, due at once. Null if it isn't dead, or its use or link has expired. */
  resend(id: string, at: Moment): Promise<QueuedMail | null>;
  /** Removes expired links from emails that were never sent. */
  forgetLinks(now: Moment): Promise<void>;
  /** `oldestDueAt`: since when the longest due email has been due, including failed attempts; null if none is due. */
  health(now: Moment): Promise<{ waiting: number; dead: number; oldestDueAt: Moment | null }>;
}

/** The result of passing an email to the mail server. `code` is the server's three-digit code, if any. */
export type SendResult =
  | { readonly ok: true }
  /** `permanent`: a retry would fail too. `temporary` also if it may have arrived: a retry has the same ID. */
  | {
      readonly ok: false;
      readonly how: 'permanent' | 'temporary';
      readonly why: SendFailure;
      readonly code?: number;
    };

/** Passes emails to a mail server. Never throws; answers within a minute, whatever the server does. */
export interface Mailer {
  send(letter: Letter): Promise<SendResult>;
  /** Counts by result since this process started. */
  counts(): Readonly<Partial<Record<'sent' | SendFailure, number>>>;
}

export interface KeptMail extends Omit<OutboxMail, 'hasHtml'> {
  readonly html: string;
}

/** The demo's emails, in memory. */
export interface Mailbox {
  /** Newest first. */
  list(): readonly OutboxRow[];
  byId(id: string): KeptMail | null;
}
