/**
 * Lets go of the HTTP request that opened a connection, but for what is read later: the cookie of each namespace's
 * handshake, and the line. Engine.IO would keep all of it, with every header, for as long as the desk is open.
 */
import type { Socket as TcpSocket } from 'node:net';
import type { Server } from 'socket.io';

/** `connection`: the older name of `socket`, which Socket.IO still reads. */
interface Kept {
  readonly headers: { readonly cookie?: string };
  readonly socket: TcpSocket;
  readonly connection: TcpSocket;
}

export function slimRequests({ engine }: Pick<Server, 'engine'>): void {
  engine.on('connection', (connection: { request: Kept }) => {
    const { headers, socket } = connection.request;
    const { cookie } = headers;
    connection.request = { headers: cookie === undefined ? {} : { cookie }, socket, connection: socket };
  });
}
