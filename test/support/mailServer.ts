/**
 * A real mail server on a free loopback port that does what a test asks: accepts emails, rejects them, hangs, talks
 * nonsense, or disconnects at the worst moment. Accepted emails are parsed as any mail program would.
 */
import { once } from 'node:events';
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import PostalMime, { type Email } from 'postal-mime';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';

export interface TakenMail {
  /** The envelope: the recipients the server was given. */
  readonly to: readonly string[];
  /** As received. */
  readonly raw: string;
  readonly email: Email;
}

export interface TestMailServer {
  readonly url: string;
  readonly port: number;
  readonly taken: TakenMail[];
  /** The replies to the next commands; null accepts everything. */
  refuse: { readonly at: 'MAIL' | 'RCPT' | 'DATA'; readonly code: number } | null;
  /** Resolves once this many emails were accepted. */
  took(count: number): Promise<void>;
  stop(): Promise<void>;
}

export async function startMailServer(options: SMTPServerOptions = {}): Promise<TestMailServer> {
  const taken: TakenMail[] = [];
  const waiting = new Set<() => void>();
  const answer = (at: string, callback: (error?: Error | null) => void) => {
    if (result.refuse?.at !== at) return callback();
    callback(Object.assign(new Error('somebody@private.example is not welcome'), { responseCode: result.refuse.code }));
  };
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['AUTH', 'STARTTLS'],
    onMailFrom: (_address, _session, callback) => answer('MAIL', callback),
    onRcptTo: (_address, _session, callback) => answer('RCPT', callback),
    onData(stream, session, callback) {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        if (result.refuse?.at === 'DATA') return answer('DATA', callback);
        const raw = Buffer.concat(chunks);
        void PostalMime.parse(raw).then((email) => {
          taken.push({ to: session.envelope.rcptTo.map(({ address }) => address), raw: raw.toString('utf8'), email });
          callback();
          for (const look of [...waiting]) look();
        });
      });
    },
    ...options,
  });
  // Clients that are made to fail break the connection.
  server.on('error', () => undefined);
  const listening = server.listen(0, '127.0.0.1');
  await once(listening, 'listening');
  const { port } = listening.address() as AddressInfo;
  const result: TestMailServer = {
    url: `smtp://127.0.0.1:${port}`,
    port,
    taken,
    refuse: null,
    took: (count) =>
      new Promise((resolve) => {
        const look = () => {
          if (taken.length < count) return;
          waiting.delete(look);
          resolve();
        };
        waiting.add(look);
        look();
      }),
    stop: () => new Promise((resolve) => server.close(resolve)),
  };
  return result;
}

/** Something that listens but isn’t a mail server: `talk` handles each connection. */
export async function startRawServer(
  talk: (socket: Socket) => void,
): Promise<{ readonly url: string; stop(): Promise<void> }> {
  const sockets = new Set<Socket>();
  const server: Server = createServer((socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket)).on('error', () => undefined);
    talk(socket);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `smtp://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async stop() {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}
