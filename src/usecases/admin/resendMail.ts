/** Resends an undelivered email when an administrator asks. The audit entry doesn't contain the address. */
import { failure } from '../../core/vocabulary/errors.ts';
import type { QueuedMail } from '../../core/mail/mail.ts';
import type { Parts } from '../../ports/parts.ts';
import { withAudit } from './recordAudit.ts';
import type { Administrator, Saved } from './refusals.ts';

export async function resendMail(parts: Parts, by: Administrator, id: string): Promise<Saved<QueuedMail>> {
  const mail = await parts.mails.byId(id);
  if (!mail) return failure('not-found', 'Email not found.');
  if (!parts.mailer) {
    return failure('wrong-state', 'Email is off. Set SMTP_URL and MAIL_FROM, then send it again.');
  }
  if (mail.state !== 'dead') return failure('wrong-state', 'Only emails that couldn’t be delivered can be sent again.');
  const { kind, state, why } = mail;
  const at = parts.clock.now();
  const again = await withAudit(
    parts,
    {
      by: by.id,
      what: 'mail',
      subjectId: id,
      action: 'resend',
      at,
      before: { state, why: why ?? null },
      after: { kind, state: 'waiting' },
    },
    () => parts.mails.resend(id, at),
    (sent) => sent !== null,
  );
  return again
    ? { ok: true, saved: again }
    : failure('wrong-state', 'This email is no longer relevant, or its link has expired. Create a new one.');
}
