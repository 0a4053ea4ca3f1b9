/**
 * A mail server that keeps what it receives: for the demo, on a free loopback port. The newest emails stay in memory
 * for viewing; nothing is forwarded.
 */
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import PostalMime from 'postal-mime';
import { SMTPServer } from 'smtp-server';
import type { Log } from '../ports/basics.ts';
import type { KeptMail, Mailbox } from '../ports/mail.ts';

/** More than anyone looks through, and a few megabytes at most. */
const KEPT = 200;
const MAX_BYTES = 1024 * 1024;

export interface Sink {
  readonly mailbox: Mailbox;
  readonly url: string;
  stop(): Promise<void>;
}

export async function startSink(log: Log): Promise<Sink> {
  const mails: KeptMail[] = [];
  let count = 0;

  async function keep(raw: Buffer): Promise<void> {
    const { from, to, subject, text, html } = await PostalMime.parse(raw);
    count += 1;
    mails.unshift({
      id: `m${count}`,
      at: Date.now(),
      from: from?.address ?? '',
      to: to?.[0]?.address ?? '',
      subject: subject ?? '',
      text: text ?? '',
      html: html ?? '',
    });
    mails.length = Math.min(mails.length, KEPT);
  }

  const server = new SMTPServer({
    disabledCommands: ['AUTH', 'STARTTLS'],
    size: MAX_BYTES,
    onData(stream, _session, callback) {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        keep(Buffer.concat(chunks)).then(
          () => callback(),
          (error: unknown) => callback(error instanceof Error ? error : new Error('The email could not be parsed.')),
        );
      });
    },
  });
  server.on('error', (error) => log.warn({ err: error }, 'a connection to the demo’s mail server failed'));
  const listening = server.listen(0, '127.0.0.1');
  await once(listening, 'listening');
  const { port } = listening.address() as AddressInfo;
  return {
    mailbox: {
      list: () => mails.map(({ id, at, to, subject }) => ({ id, at, to, subject })),
      byId: (id) => mails.find((mail) => mail.id === id) ?? null,
    },
    url: `smtp://127.0.0.1:${port}`,
    stop: () => new Promise((resolve) => server.close(resolve)),
  };
}
