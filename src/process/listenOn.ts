/** Listening, with a clear message if the address can’t be used: what is wrong, and how to fix it. */
import { once } from 'node:events';
import type { Server } from 'node:http';
import { PlainError } from '../core/vocabulary/errors.ts';

/** Ends the start for a reason that one sentence explains fully; a stack trace wouldn’t help anyone. */
export class StartRefused extends PlainError {}

/**
 * Connections that may wait to be accepted, if the kernel permits as many. With Node’s 511, a flood of forms left some to the
 * kernel’s retries, after 1, 3, 7 and 15 s.
 */
const BACKLOG = 4096;

/** Resolves once the server is listening. Throws StartRefused if it can’t. */
export async function listenOn(server: Server, place: { readonly host: string; readonly port: number }): Promise<void> {
  server.listen({ ...place, backlog: BACKLOG });
  try {
    await once(server, 'listening');
  } catch (error) {
    const why = reason((error as NodeJS.ErrnoException).code, place);
    throw why === undefined ? error : new StartRefused(why, { cause: error });
  }
}

function reason(code: string | undefined, { host, port }: { host: string; port: number }): string | undefined {
  switch (code) {
    case 'EADDRINUSE':
      return `port ${port} is in use by another program. Stop that program, or choose another port, such as PORT=${port + 1}.`;
    case 'EACCES':
      return `port ${port} requires administrator rights. Choose a port above 1023, such as PORT=3000.`;
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
      return `HOST=${host} isn’t an address of this machine. Use 127.0.0.1, or 0.0.0.0 for all of its addresses.`;
    default:
      return undefined;
  }
}
