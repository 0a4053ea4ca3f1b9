/** Delivers every letter, and keeps them. */
import type { Letter } from '../../src/core/mail/letter.ts';
import type { Mailer } from '../../src/ports/mail.ts';

export function recordingMailer(): { readonly mailer: Mailer; readonly sent: Letter[] } {
  const sent: Letter[] = [];
  const mailer: Mailer = {
    send(letter) {
      sent.push(letter);
      return Promise.resolve({ ok: true });
    },
    counts: () => ({}),
  };
  return { mailer, sent };
}
