/** A mail that could not be delivered is sent again at an administrator's word, which is written down without the address. */
import { failure } from '../../core/errors.ts';
import type { QueuedMail } from '../../core/mail/mail.ts';
import type { Parts } from '../../ports.ts';
import { audited } from './recordAudit.ts';
import type { Administrator, Saved } from './refusals.ts';

export async function resendMail(parts: Parts, by: Administrator, id: string): Promise<Saved<QueuedMail>> {
  const mail = await parts.mails.byId(id);
  if (!mail) return failure('not-found', 'There is no such mail.');
  if (!parts.mailer) {
    return failure('wrong-state', 'Mail is off. Set SMTP_URL and MAIL_FROM, then send it again.');
  }
  if (mail.state !== 'dead') return failure('wrong-state', 'Only a mail that could not be delivered is sent again.');
  const { kind, state, why } = mail;
  const at = parts.clock.now();
  const again = await audited(
    parts,
    {
      ...{ by: by.id, what: 'mail', subjectId: id, action: 'resend', at },
      ...{ before: { state, why: why ?? null }, after: { kind, state: 'waiting' } },
    },
    () => parts.mails.resend(id, at),
    (sent) => sent !== null,
  );
  return again
    ? { ok: true, saved: again }
    : failure('wrong-state', 'What this mail was about is over, or its link has run out. Make a new one.');
}
