/** Email: what is owed, and handing it to a mail server. */
import type { Letter } from '../core/mail/letter.ts';
import type { MailData, MailState, NewMail, QueuedMail, SendFailure, SkipReason } from '../core/mail/mail.ts';
import type { DeadMail } from '../core/mail/undelivered.ts';
import type { Moment } from '../core/vocabulary/time.ts';
import type { OutboxMail, OutboxRow } from '../shared/outbox.ts';
import type { Page } from './basics.ts';

/** Mails that are owed. Only queue one while there is a `mailer`: without it nothing is sent. */
export interface MailStore {
  /** `known` when the key was queued before, whatever became of it. */
  queue(mail: NewMail): Promise<'queued' | 'known'>;
  /** As `queue` for a digest: adds the lead to a mail of this key that still waits. `gone` when that one has left. */
  addMissed(mail: Extract<NewMail, { kind: 'missedLead' }>, leadId: string): Promise<'added' | 'known' | 'gone'>;
  /** Gives a waiting mail whose key begins so another subject; false when none waits that nobody is sending. */
  renew(keyPrefix: string, to: Pick<NewMail, 'data' | 'expiresAt'>): Promise<boolean>;
  /** Takes back every waiting mail whose key begins so; returns how many. One that is being sent may still go out. */
  cancel(keyPrefix: string, at: Moment): Promise<number>;
  /** Due mails, the longest due first, for this holder alone until `until`. Each lease counts as an attempt. */
  lease(options: { holder: string; now: Moment; until: Moment; limit: number }): Promise<readonly QueuedMail[]>;
  /** How a leased mail ended. False, and nothing changes, when the lease was lost to another holder. */
  end(
    id: string,
    holder: string,
    /** `data`: what it said, where that was found out when it was sent. */
    how:
      | { state: 'sent'; data?: MailData['promiseMade'] }
      | { state: 'dead'; why: SendFailure }
      | { state: 'skipped'; why: SkipReason },
    at: Moment,
  ): Promise<boolean>;
  /** Puts a leased mail back until `at`; with a reason after a failed attempt, without one when it was put off: due then. */
  retry(id: string, holder: string, at: Moment, why?: SendFailure): Promise<boolean>;
  /** The mail that was sent last of those whose key begins so, or null. */
  lastSent(keyPrefix: string): Promise<QueuedMail | null>;
  byId(id: string): Promise<QueuedMail | null>;
  /** Newest first. */
  list(options: { state?: MailState; cursor?: string; limit: number }): Promise<Page<QueuedMail>>;
  /** Those that are dead since then or later, the latest first. */
  deadSince(at: Moment, limit: number): Promise<readonly DeadMail[]>;
  /** Makes a dead mail wait anew, due at once. Null when it is not dead, or its use or link has expired. */
  resend(id: string, at: Moment): Promise<QueuedMail | null>;
  /** Removes links that can no longer be used from mails that were never sent. */
  forgetLinks(now: Moment): Promise<void>;
  /** `oldestDueAt`: since when the longest due mail has been due, failed attempts included, or null when none is. */
  health(now: Moment): Promise<{ waiting: number; dead: number; oldestDueAt: Moment | null }>;
}

/** What became of handing a mail to the mail server. `code` is the server's three digits, where it gave some. */
export type SendResult =
  | { readonly ok: true }
  /** `permanent`: trying again would end the same. `temporary` also when it may have arrived: the identifier is the same. */
  | {
      readonly ok: false;
      readonly how: 'permanent' | 'temporary';
      readonly why: SendFailure;
      readonly code?: number;
    };

/** Hands mails to a mail server. Never throws; answers within a minute, whatever the server does. */
export interface Mailer {
  send(letter: Letter): Promise<SendResult>;
  /** How many ended how since the start of this process. */
  counts(): Readonly<Partial<Record<'sent' | SendFailure, number>>>;
}

export interface KeptMail extends Omit<OutboxMail, 'hasHtml'> {
  readonly html: string;
}

/** The demo's mails, in memory: what would have gone out. */
export interface Mailbox {
  /** Newest first. */
  list(): readonly OutboxRow[];
  byId(id: string): KeptMail | null;
}
