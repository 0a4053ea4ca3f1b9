/**
 * Every desk loses its connection at the same moment, and all reconnect: how long until each shows the current state.
 * Once the network drops them, and once the service restarts.
 */
import { io, type Socket } from 'socket.io-client';
import { RECONNECTION } from '../src/shared/deskEvents.ts';
import { quantiles } from './measure.ts';
import { hire, withStores } from './people.ts';
import { withFolder, SAMPLED, startDatabase, startService } from './programs.ts';

export interface Storm {
  readonly what: string;
  readonly desks: number;
  /** Desks that have their snapshot again. */
  readonly back: number;
  /** Milliseconds from the drop to a desk’s snapshot. */
  readonly p50: number;
  readonly p99: number;
  readonly last: number;
  readonly errors: number;
  /** The service’s event loop delay meanwhile, in milliseconds. */
  readonly delayP99: number;
  readonly delayMax: number;
}

const CONNECT_AT_ONCE = 50;
const WAIT_MS = 120_000;

export function storm(count: number): Promise<readonly Storm[]> {
  return withFolder(async (folder, started) => {
    const database = await startDatabase(folder);
    started.push(database);
    let service = await startService(folder, database, SAMPLED);
    started.push({ ...service, stop: () => service.stop() });
    const people = Array.from({ length: count }, (_, index) => `storm_${index}`);
    const cookies = await withStores(database.address, (stores) => hire(stores, people));
    const desks = await connectAll(service.address, cookies);

    const measureStorm = async (what: string, drop: () => Promise<void>): Promise<Storm> => {
      await service.sample();
      const began = performance.now();
      const returning = Promise.all(desks.map((desk) => desk.back(began)));
      await drop();
      const times = (await returning).filter((time) => time !== null);
      const { delayP99, delayMax } = await service.sample();
      const errors = desks.reduce((sum, desk) => sum + desk.errors(), 0);
      const rounded = {
        last: Math.round(Math.max(...times)),
        delayP99: Math.round(delayP99),
        delayMax: Math.round(delayMax),
      };
      return { what, desks: count, back: times.length, ...quantiles(times), errors, ...rounded };
    };
    const dropped = await measureStorm('the network drops all lines', () => {
      for (const { socket } of desks) socket.io.engine.close();
      return Promise.resolve();
    });
    const restarted = await measureStorm('the service is restarted', async () => {
      const { port } = new URL(service.address);
      await service.stop();
      service = await startService(folder, database, SAMPLED, { PORT: port });
    });
    for (const { socket } of desks) socket.disconnect();
    return [dropped, restarted];
  });
}

interface Desk {
  readonly socket: Socket;
  /** Milliseconds from `since` to the next snapshot; null if there is none within two minutes. */
  back(since: number): Promise<number | null>;
  /** Rejected or failed attempts since the last call. */
  errors(): number;
}

async function connectAll(url: string, cookies: readonly string[]): Promise<readonly Desk[]> {
  const desks: Desk[] = [];
  for (let start = 0; start < cookies.length; start += CONNECT_AT_ONCE)
    desks.push(
      ...(await Promise.all(cookies.slice(start, start + CONNECT_AT_ONCE).map((cookie) => connect(url, cookie)))),
    );
  return desks;
}

/** A desk that reconnects the way the browser does. */
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

export function showStorm(storms: readonly Storm[]): readonly string[] {
  return storms.flatMap(({ what, desks, back, p50, p99, last, errors, delayP99, delayMax }) => [
    '',
    `  ${desks} desks: ${what}`,
    `  ${back} of ${desks} show the truth again: p50 ${p50} ms, p99 ${p99} ms, the last after ${last} ms; ${errors} attempts failed`,
    `  the service's event loop was late by ${delayP99} ms (p99), ${delayMax} ms at most`,
  ]);
}
