/** Several nodes share their desks through Redis streams, which outlast a short absence of Redis. */
import { createAdapter } from '@socket.io/redis-streams-adapter';
import { createClient } from 'redis';
import type { ServerOptions } from 'socket.io';
import type { Log } from '../ports.ts';

export interface SharedAdapter {
  readonly adapter: ServerOptions['adapter'];
  readonly close: () => Promise<void>;
}

/** Connects, or rejects when Redis is not there at the start. */
export async function redisAdapter(url: string, log: Log): Promise<SharedAdapter> {
  const client = createClient({ url, socket: { connectTimeout: 3000 } });
  client.on('error', (error: unknown) => log.error({ err: error }, 'redis is away; desks on other nodes hear late'));
  await client.connect();

  // The adapter makes connections of its own, one of which waits for seconds in a blocking read, and ends none of them.
  const copies: { destroy(): void }[] = [];
  const duplicate = client.duplicate.bind(client);
  client.duplicate = ((...args: Parameters<typeof duplicate>) => {
    const copy = duplicate(...args);
    copy.on('error', () => undefined);
    copies.push(copy);
    return copy;
  }) as typeof client.duplicate;

  return {
    adapter: createAdapter(client) as ServerOptions['adapter'],
    close: async () => {
      for (const copy of copies) ended(() => copy.destroy());
      await client.close().catch(() => undefined);
    },
  };
}

/** A connection that is gone already cannot be ended, and need not be. */
function ended(end: () => void): void {
  try {
    end();
  } catch {
    return;
  }
}
