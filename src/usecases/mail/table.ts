/** Every kind of email. A kind of `core/mail/mail.ts` that is missing here doesn't compile. */
import type { Letter } from '../../core/mail/letter.ts';
import type { MailKind, QueuedMail } from '../../core/mail/mail.ts';
import type { Message } from '../../core/mail/message.ts';
import type { Parts } from '../../ports/parts.ts';
import { skip, type ComposeResult, type MailSpec } from './kind.ts';
import { acknowledgement } from './kinds/acknowledgement.ts';
import { addressCode } from './kinds/addressCode.ts';
import { alarm } from './kinds/alarm.ts';
import { appointment } from './kinds/appointment.ts';
import { invitation } from './kinds/invitation.ts';
import { missedLead } from './kinds/missedLead.ts';
import { passwordReset } from './kinds/passwordReset.ts';
import { promiseMade } from './kinds/promiseMade.ts';
import { promiseReminder } from './kinds/promiseReminder.ts';
import { wordsIn } from './words.ts';

export const MAILS = {
  acknowledgement,
  promiseMade,
  promiseReminder,
  appointment,
  addressCode,
  missedLead,
  alarm,
  invitation,
  passwordReset,
} satisfies { readonly [K in MailKind]: MailSpec<K> };

/**
 * Composes a queued email when it is sent. An email that is no longer permitted or useful is skipped with the reason.
 */
export async function composeLetter(parts: Parts, mail: QueuedMail): Promise<ComposeResult> {
  if (mail.expiresAt !== undefined && parts.clock.now() >= mail.expiresAt) return skip('expired');
  return specOf(mail.kind).compose(parts, mail);
}

/** The words of a letter; `base` is the address of the service. */
export function writeLetter(letter: Letter, base: string): Message {
  const { text, say } = specOf(letter.kind);
  return say(letter, wordsIn(text, letter.language, base));
}

function specOf(kind: MailKind): MailSpec {
  return MAILS[kind] as unknown as MailSpec;
}
