/**
 * Sends email over SMTP: a small pool of connections, TLS if the settings require it, and a limit on every wait. An
 * email always keeps its Message-ID, so that a recipient who gets it twice (the connection broke after the server had
 * it) can tell.
 */
import { createTransport } from 'nodemailer';
import type { Letter } from '../core/mail/letter.ts';
import type { SendFailure } from '../core/mail/mail.ts';
import type { Message } from '../core/mail/message.ts';
import { SECOND } from '../core/vocabulary/time.ts';
import type { Log } from '../ports/basics.ts';
import type { Mailer, SendResult } from '../ports/mail.ts';
import { asHtml } from './asHtml.tsx';
import { asText } from './asText.ts';
import { calendarFile } from './calendar.ts';
import { judgeError } from './judgeError.ts';
import { domainOf, isOneAddress, type MailServer, type Sender } from './server.ts';

export interface SmtpMailer extends Mailer {
  /** Closes every connection at once. Emails in transit fail as temporary, and the next process retries them. */
  close(): void;
}

export type WriteLetter = (letter: Letter, base: string) => Message;

export interface SmtpMailerOptions {
  readonly server: MailServer;
  readonly from: Sender;
  /** The address of the service in people’s browsers; links begin with it. */
  readonly base: () => string;
  /** The words of a letter (usecases/mail/table.ts). */
  readonly write: WriteLetter;
  readonly log: Log;
  /** For tests that don’t want to wait. */
  readonly patience?: Patience;
}

/** Limits on how long a mail server may take, in ms. `whole` also ends a server that stalls by sending bytes slowly. */
export interface Patience {
  readonly connection: number;
  readonly greeting: number;
  readonly silence: number;
  readonly whole: number;
}
const PATIENCE: Patience = {
  connection: 10 * SECOND,
  greeting: 10 * SECOND,
  silence: 20 * SECOND,
  whole: 45 * SECOND,
};

/** What one account may usually open at once, and how many emails one connection may carry. */
const MAX_CONNECTIONS = 4;
const MAX_MESSAGES = 100;
/** Shorter than any server’s own timeout, so that a pooled connection is never already closed. */
const IDLE_MS = 20 * SECOND;

export function createSmtpMailer({
  server,
  from,
  base,
  write,
  log,
  patience = PATIENCE,
}: SmtpMailerOptions): SmtpMailer {
  const transport = createTransport({
    pool: true,
    host: server.host,
    port: server.port,
    secure: server.implicitTls,
    requireTLS: server.tlsRequired,
    ...(server.signIn && { auth: { user: server.signIn.user, pass: server.signIn.password } }),
    tls: { minVersion: 'TLSv1.2' },
    maxConnections: MAX_CONNECTIONS,
    maxMessages: MAX_MESSAGES,
    idleTimeout: IDLE_MS,
    // The database retries it after a pause.
    maxRequeues: 0,
    connectionTimeout: patience.connection,
    dnsTimeout: patience.connection,
    greetingTimeout: patience.greeting,
    socketTimeout: patience.silence,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  // The pool reports a closed connection here as well as to the email it carried.
  transport.on('error', () => undefined);
  const domain = domainOf(from);
  const counts: Partial<Record<'sent' | SendFailure, number>> = {};
  const closing = new AbortController();

  async function transmit(letter: Letter): Promise<SendResult> {
    if (!isOneAddress(letter.to)) return { ok: false, how: 'permanent', why: 'badAddress' };
    const message = write(letter, base());
    const calendar = message.entry && calendarFile(message.entry, letter.to, from);
    try {
      await transport.sendMail({
        from,
        to: { name: '', address: letter.to },
        subject: message.subject,
        text: asText(message),
        html: asHtml(message, letter.language),
        ...(calendar && { icalEvent: { ...calendar, filename: 'appointment.ics' } }),
        messageId: `<${letter.id}@${domain}>`,
        headers: {
          // RFC 3834: no out-of-office replies to a machine.
          'Auto-Submitted': 'auto-generated',
          'X-Auto-Response-Suppress': 'All',
          'Content-Language': letter.language,
        },
        signal: AbortSignal.any([AbortSignal.timeout(patience.whole), closing.signal]),
      });
      return { ok: true };
    } catch (error) {
      return judgeError(error);
    }
  }

  return {
    async send(letter) {
      const result = await transmit(letter);
      const how = result.ok ? 'sent' : result.why;
      counts[how] = (counts[how] ?? 0) + 1;
      if (!result.ok) {
        const { why, code } = result;
        log.warn({ mailId: letter.id, kind: letter.kind, why, code }, 'failed to hand over an email');
      }
      return result;
    },
    counts: () => counts,
    close: () => {
      closing.abort();
      transport.close();
    },
  };
}
