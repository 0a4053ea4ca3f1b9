/** Listening, with an answer for a person when the address cannot be had: what is wrong with it, and how to mend it. */
import { once } from 'node:events';
import type { Server } from 'node:http';
import { PlainError } from './core/errors.ts';

/** The start ends here, for a reason that one sentence says whole: no stack is of use to anybody. */
export class StartRefused extends PlainError {}

/** Resolves once the server listens; StartRefused when it cannot. */
export async function listenOn(server: Server, place: { readonly host: string; readonly port: number }): Promise<void> {
  server.listen(place.port, place.host);
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
