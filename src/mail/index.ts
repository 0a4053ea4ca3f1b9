/** Email as configured: to a mail server, to the demo’s own, or none. */
import { PlainError } from '../core/vocabulary/errors.ts';
import type { Log } from '../ports/basics.ts';
import type { Mailbox, Mailer } from '../ports/mail.ts';
import { readSmtpUrl, type MailServer, type Sender } from './server.ts';
import { startSink } from './sink.ts';
import { createSmtpMailer, type WriteLetter } from './smtpMailer.ts';

export interface Mail {
  readonly mailer: Mailer;
  /** The demo’s emails. Absent if they go to a mail server. */
  readonly mailbox?: Mailbox;
  close(): Promise<void>;
}

export interface MailOptions {
  readonly demo: boolean;
  readonly settings: { readonly server: MailServer; readonly from: Sender } | undefined;
  /** The address of the service in people’s browsers. */
  readonly base: () => string;
  readonly write: WriteLetter;
  readonly log: Log;
}

const DEMO_SENDER: Sender = { name: 'Leadbell demo', address: 'demo@leadbell.test' };

/** Null if email is off, which is logged once. The mail server isn’t contacted here: it may start later than we do. */
export async function startMail({ demo, settings, base, write, log }: MailOptions): Promise<Mail | null> {
  if (settings) {
    const mailer = createSmtpMailer({ ...settings, base, write, log });
    return {
      mailer,
      close: () => {
        mailer.close();
        return Promise.resolve();
      },
    };
  }
  if (!demo) {
    log.warn(
      {},
      'email is off: no email is sent, and links must be shared by hand. To turn it on, set SMTP_URL and MAIL_FROM',
    );
    return null;
  }
  const sink = await startSink(log);
  const server = readSmtpUrl(sink.url);
  if (!server) throw new PlainError('the demo’s mail server has no address');
  const mailer = createSmtpMailer({ server, from: DEMO_SENDER, base, write, log });
  return {
    mailer,
    mailbox: sink.mailbox,
    close: async () => {
      mailer.close();
      await sink.stop();
    },
  };
}
