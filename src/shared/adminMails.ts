/** What administrators see of the mails that are owed: `GET /api/admin/mails`. */
import type { MailKind, MailState, SendFailure, SkipReason } from '../core/mail/mail.ts';

export interface MailRow {
  readonly id: string;
  readonly kind: MailKind;
  readonly to: string;
  readonly state: MailState;
  readonly attempts: number;
  readonly dueAt: number;
  /** When it is tried, while it waits and nobody is sending it. */
  readonly nextAt?: number;
  readonly endedAt?: number;
  /** Why the last attempt failed, or why it was never made; nothing once it was sent or taken back. */
  readonly why?: SendFailure | SkipReason;
}

export interface MailList {
  /** `off`: there is no mail server, and nothing is queued. */
  readonly mail: 'on' | 'off';
  readonly waiting: number;
  readonly dead: number;
  /** Since when the longest due mail has been due; null when none is. */
  readonly oldestDueAt: number | null;
  readonly mails: readonly MailRow[];
  readonly next: string | null;
}
