/**
 * The connection between nodes: Redis, and whether it responds. It may be missing at the start, disappear, freeze and
 * come back. Senders never wait for it or fail with it. Nothing is buffered while it is down; desks that missed
 * something are refreshed once it is back (`onBack`).
 *
 *     up ──(a health check fails, or a connection is lost)──▶ away ──(every connection responds)──▶ up
 */
import { createAdapter } from '@socket.io/redis-streams-adapter';
import { createClient } from 'redis';
import type { ServerOptions } from 'socket.io';
import { SECOND, type Moment } from '../../core/vocabulary/time.ts';
import type { Clock, Log } from '../../ports/basics.ts';
import type { Nodes } from '../../ports/nodes.ts';

/** The client as the adapter uses it. Its requests never reject and never hang forever. */
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
  /** The adapter recognizes this kind of client by this method. */
  sSubscribe(): never;
}

export interface NodeLink extends Nodes {
  readonly adapter: ServerOptions['adapter'];
  readonly close: () => Promise<void>;
}

type Client = ReturnType<typeof clientOf>;

/** How often Redis is checked. */
const LOOK_MS = 2 * SECOND;
/** How long it has to respond, so that a busy machine isn’t mistaken for a missing Redis. */
const ANSWER_MS = 4 * SECOND;
/** How long a start waits for Redis before continuing without it. */
const START_MS = 3 * SECOND;
/** A silent connection is dropped after this time. A blocking read is silent for up to 5 s. */
const SILENT_MS = 15 * SECOND;
const AGAIN_MS = 2 * SECOND;
/** The pause after a failed read. */
const BREATH_MS = SECOND / 4;

/** Connects to the Redis at `url`. Resolves after three seconds without it, and connects when it appears. */
export async function linkNodes(url: string, clock: Clock, log: Log): Promise<NodeLink> {
  const client = clientOf(url);
  const copies: Client[] = [];
  const listeners = new Set<() => void>();
  let awaySince: Moment | null = clock.now();
  let isClosed = false;

  const setReachable = (isThere: boolean) => {
    if (isClosed || isThere === (awaySince === null)) return;
    awaySince = isThere ? null : clock.now();
    if (!isThere) return log.error({}, 'Redis isn’t responding; nodes can’t reach each other until it does');
    log.info({}, 'Redis is responding; nodes can reach each other');
    for (const listener of listeners) listener();
  };
  const checkHealth = async () => {
    const answered = client.isReady ? await within(ANSWER_MS, client.ping()) : undefined;
    setReachable(answered !== undefined && copies.every((copy) => copy.isReady));
  };
  client.on('error', () => setReachable(false));
  await within(START_MS, client.connect());
  if (client.isReady) setReachable(true);
  else log.error({}, 'Redis isn’t responding; this node starts without it');

  let checking: Promise<void> = Promise.resolve();
  const timer = setInterval(() => void (checking = checkHealth()), LOOK_MS);
  timer.unref();

  const lineOf = (connection: Client): Line => ({
    on: (event, listener) => void connection.on(event, listener),
    // Closed before it ever connected: nothing to report.
    connect: () => connection.connect().then(nothing, () => new Promise<never>(nothing)),
    disconnect: () => ended(connection),
    duplicate: () => {
      const copy = connection.duplicate();
      copy.on('error', () => setReachable(false));
      copies.push(copy);
      return lineOf(copy);
    },
    publish: async (channel, payload) => {
      if (awaySince === null) void within(ANSWER_MS, connection.publish(channel, payload));
      return Promise.resolve(0);
    },
    xAdd: (...args) => {
      if (awaySince === null) void within(ANSWER_MS, connection.xAdd(...args));
      // The stream offset matters only for restored sockets, and ours always get a full snapshot.
      return Promise.resolve('');
    },
    xRead: async (...args) => {
      try {
        return await connection.xRead(...args);
      } catch {
        // The adapter asks again at once, as long as it runs.
        await new Promise((resolve) => setTimeout(resolve, BREATH_MS));
        return null;
      }
    },
    // The number of nodes; 1 if Redis doesn’t answer.
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
      await checking;
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
      // Never gives up: otherwise the client and its subscriptions would have to be created again.
      reconnectStrategy: (retries) => Math.min(AGAIN_MS, 50 * 2 ** Math.min(retries, 10)) + Math.random() * 200,
    },
  });
}

/** The promise’s value within `ms`; undefined if it takes longer or rejects. */
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

/** A connection that is already gone can’t be closed and needn’t be. */
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
