/**
 * The line between nodes: Redis, and whether it answers. It may be away at the start, go, freeze, and come back; nobody who
 * tells something over it waits for it or fails with it. While it is away nothing is kept for later: what the other nodes'
 * desks missed, they are shown once the line is back (`onBack`).
 *
 *     up ──(a sign of life is missed, or a connection is lost)──▶ away ──(every connection answers)──▶ up
 */
import { createAdapter } from '@socket.io/redis-streams-adapter';
import { createClient } from 'redis';
import type { ServerOptions } from 'socket.io';
import { SECOND, type Moment } from '../core/time.ts';
import type { Clock, Log, Nodes } from '../ports.ts';

/** As the adapter uses the `redis` package's client. What is asked over it never rejects, and never takes for ever. */
interface Line {
  on(event: 'error', listener: (error: unknown) => void): void;
  connect(): Promise<void>;
  disconnect(): void;
  duplicate(): Line;
  publish(channel: string, payload: Buffer): Promise<number>;
  xAdd(...args: Parameters<Client['xAdd']>): Promise<string>;
  xRead(...args: Parameters<Client['xRead']>): Promise<unknown>;
  sendCommand(args: string[]): Promise<unknown>;
  subscribe(channels: string[], listener: (payload: Buffer) => void, asBuffers: true): Promise<void>;
  /** By its presence the adapter knows this kind of client. */
  sSubscribe(): never;
}

export interface NodeLink extends Nodes {
  readonly adapter: ServerOptions['adapter'];
  readonly close: () => Promise<void>;
}

type Client = ReturnType<typeof clientOf>;

/** A sign of life is asked for this often. */
const LOOK_MS = 2 * SECOND;
/** It has this long to come: a busy machine is not taken for one without Redis. */
const ANSWER_MS = 4 * SECOND;
/** How long a start waits for a Redis that is not there before it goes on without. */
const START_MS = 3 * SECOND;
/** A silent connection is given up after this; one that reads by waiting is silent for 5 s at a time. */
const SILENT_MS = 15 * SECOND;
const AGAIN_MS = 2 * SECOND;
/** Between two reads of which the first failed. */
const BREATH_MS = SECOND / 4;

/** Connects to the Redis at `url`. Resolves without it after three seconds: it is then joined when it comes. */
export async function linkNodes(url: string, clock: Clock, log: Log): Promise<NodeLink> {
  const client = clientOf(url);
  const copies: Client[] = [];
  const listeners = new Set<() => void>();
  let awaySince: Moment | null = clock.now();
  let isClosed = false;

  const judge = (isThere: boolean) => {
    if (isClosed || isThere === (awaySince === null)) return;
    awaySince = isThere ? null : clock.now();
    if (!isThere) return log.error({}, 'Redis isn’t responding; nodes can’t reach each other until it does');
    log.info({}, 'Redis is responding; nodes can reach each other');
    for (const listener of listeners) listener();
  };
  const look = async () => {
    const answered = client.isReady ? await within(ANSWER_MS, client.ping()) : undefined;
    judge(answered !== undefined && copies.every((copy) => copy.isReady));
  };
  client.on('error', () => judge(false));
  await within(START_MS, client.connect());
  if (client.isReady) judge(true);
  else log.error({}, 'Redis isn’t responding; this node starts without it');

  let looking: Promise<void> = Promise.resolve();
  const timer = setInterval(() => void (looking = look()), LOOK_MS);
  timer.unref();

  const lineOf = (connection: Client): Line => ({
    on: (event, listener) => void connection.on(event, listener),
    // Ended before it ever connected, it has nothing to say.
    connect: () => connection.connect().then(nothing, () => new Promise<never>(nothing)),
    disconnect: () => ended(connection),
    duplicate: () => {
      const copy = connection.duplicate();
      copy.on('error', () => judge(false));
      copies.push(copy);
      return lineOf(copy);
    },
    publish: async (channel, payload) => {
      if (awaySince === null) void within(ANSWER_MS, connection.publish(channel, payload));
      return Promise.resolve(0);
    },
    xAdd: (...args) => {
      if (awaySince === null) void within(ANSWER_MS, connection.xAdd(...args));
      // Its place in the stream is of use only to sockets that are restored, and ours are shown everything anew.
      return Promise.resolve('');
    },
    xRead: async (...args) => {
      try {
        return await connection.xRead(...args);
      } catch {
        // Asked again at once by the adapter, for as long as it runs.
        await new Promise((resolve) => setTimeout(resolve, BREATH_MS));
        return null;
      }
    },
    // How many nodes there are. Without an answer: this one.
    sendCommand: async (args) =>
      (awaySince === null ? await within(ANSWER_MS, connection.sendCommand(args)) : undefined) ?? ['', 1],
    subscribe: async (channels, listener, asBuffers) => {
      await connection.subscribe(channels, listener, asBuffers).catch(nothing);
    },
    sSubscribe: () => {
      throw new Error('sharded channels are not used');
    },
  });

  return {
    adapter: createAdapter(lineOf(client)) as ServerOptions['adapter'],
    awaySince: () => awaySince,
    onBack: (listener) => void listeners.add(listener),
    close: async () => {
      isClosed = true;
      clearInterval(timer);
      await looking;
      for (const connection of [...copies, client]) ended(connection);
    },
  };
}

function clientOf(url: string) {
  return createClient({
    url,
    pingInterval: 5 * SECOND,
    socket: {
      connectTimeout: START_MS,
      socketTimeout: SILENT_MS,
      // Never gives up: a client that did would have to be made again, with its subscriptions.
      reconnectStrategy: (retries) => Math.min(AGAIN_MS, 50 * 2 ** Math.min(retries, 10)) + Math.random() * 200,
    },
  });
}

/** What a promise comes to within so many ms; undefined when it takes longer or is rejected. */
async function within<T>(ms: number, answer: Promise<T>): Promise<T | undefined> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<undefined>((resolve) => {
    timer = setTimeout(resolve, ms, undefined);
    timer.unref();
  });
  try {
    return await Promise.race([answer, late]);
  } catch {
    return undefined;
  } finally {
    clearTimeout(timer);
  }
}

/** A connection that is gone already cannot be ended, and need not be. */
function ended(connection: Client): void {
  try {
    connection.destroy();
  } catch {
    return;
  }
}

function nothing(): void {
  return undefined;
}
