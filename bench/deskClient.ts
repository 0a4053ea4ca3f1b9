/** Desks that only listen, for benchmarks of many connections. */
import { io, type Socket } from 'socket.io-client';
import { RECONNECTION } from '../src/shared/deskEvents.ts';

const CONNECT_AT_ONCE = 50;
const WAIT_MS = 120_000;

/** A desk that reconnects the way the browser does, and answers everything it is sent. */
export interface Desk {
  readonly socket: Socket;
  /** Milliseconds from `since` to the next snapshot; null if there is none within two minutes. */
  back(since: number): Promise<number | null>;
  /** Rejected or failed attempts since the last call. */
  errors(): number;
}

export async function connectAll(url: string, cookies: readonly string[]): Promise<readonly Desk[]> {
  const desks: Desk[] = [];
  for (let start = 0; start < cookies.length; start += CONNECT_AT_ONCE)
    desks.push(
      ...(await Promise.all(cookies.slice(start, start + CONNECT_AT_ONCE).map((cookie) => connect(url, cookie)))),
    );
  return desks;
}

async function connect(url: string, cookie: string): Promise<Desk> {
  const socket = io(`${url}/desk`, {
    transports: ['websocket'],
    forceNew: true,
    extraHeaders: { cookie, origin: url },
    ...RECONNECTION,
  });
  const answer = (...args: unknown[]) => (args.at(-1) as ((reply: object) => void) | undefined)?.({ ok: true });
  for (const event of ['offer', 'offer:ended', 'lead', 'presence', 'promises', 'ping']) socket.on(event, answer);
  let shown: () => void = () => undefined;
  socket.on('snapshot', (...args: unknown[]) => {
    answer(...args);
    shown();
  });
  let failed = 0;
  socket.on('connect_error', () => (failed += 1));
  // A server that shuts down in order says so, and the desk reconnects all the same (see web/desk/connection.ts).
  socket.on('disconnect', (reason) => {
    if (reason === 'io server disconnect')
      setTimeout(() => socket.connect(), RECONNECTION.reconnectionDelay * Math.random() * 2);
  });
  const next = () => new Promise<void>((resolve) => (shown = resolve));
  await next();
  await socket.emitWithAck('presence:set', { presence: 'available' });
  return {
    socket,
    back: (since) =>
      Promise.race([
        next().then(() => performance.now() - since),
        new Promise<null>((resolve) => setTimeout(resolve, WAIT_MS, null).unref()),
      ]),
    errors: () => {
      const count = failed;
      failed = 0;
      return count;
    },
  };
}
