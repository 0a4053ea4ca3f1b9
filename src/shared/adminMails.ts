/** The outgoing emails as administrators see them: `GET /api/admin/mails`. */
import type { MailKind, MailState, SendFailure, SkipReason } from '../core/mail/mail.ts';

export interface MailRow {
  readonly id: string;
  readonly kind: MailKind;
  readonly to: string;
  readonly state: MailState;
  readonly attempts: number;
  readonly dueAt: number;
  /** The next attempt, while the email waits and is not being sent. */
  readonly nextAt?: number;
  readonly endedAt?: number;
  /** Why the last attempt failed, or why none was made; absent once it is sent or canceled. */
  readonly why?: SendFailure | SkipReason;
}

export interface MailList {
  /** `off`: no mail server is set up, and nothing is queued. */
  readonly mail: 'on' | 'off';
  readonly waiting: number;
  readonly dead: number;
  /** The earliest due time of the due emails; null if none is due. */
  readonly oldestDueAt: number | null;
  readonly mails: readonly MailRow[];
  readonly next: string | null;
}
