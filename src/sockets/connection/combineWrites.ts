/**
 * Sends what one connection gets in the same turn of the event loop with one system call. A click causes an answer and
 * a doorbell at once, and each would be written separately: a frame of a kilobyte costs less to make than to write.
 */
import type { Socket as TcpSocket } from 'node:net';
import type { Server } from 'socket.io';

/** The part of Engine.IO's connection that sends what is waiting. */
interface Connection {
  readonly request: { readonly socket: Pick<TcpSocket, 'cork' | 'uncork'> };
  flush(): void;
}

export function combineWrites({ engine }: Pick<Server, 'engine'>): void {
  engine.on('connection', (connection: Connection) => {
    const flush = connection.flush.bind(connection);
    let isDue = false;
    const flushAll = () => {
      isDue = false;
      const { socket } = connection.request;
      socket.cork();
      try {
        flush();
      } finally {
        socket.uncork();
      }
    };
    connection.flush = () => {
      if (isDue) return;
      isDue = true;
      setImmediate(flushAll);
    };
  });
}
