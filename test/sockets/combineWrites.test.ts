import { createServer } from 'node:http';
import type { AddressInfo, Socket as TcpSocket } from 'node:net';
import { expect, test } from '@jest/globals';
import { Server } from 'socket.io';
import { io } from 'socket.io-client';
import { combineWrites } from '../../src/sockets/connection/combineWrites.ts';

test('[O44] what a desk gets in one turn is written at once, in order, and so is what it gets before its line is closed', async () => {
  const http = createServer();
  const server = new Server(http, { serveClient: false, perMessageDeflate: false });
  combineWrites(server);
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(http.address() as AddressInfo).port}`;
  const heard: unknown[] = [];
  let writes = 0;
  server.on('connection', (socket) => {
    socket.on('go', (ack: (answer: string) => void) => {
      const tcp = (socket.conn.request as { socket: TcpSocket }).socket as unknown as Writes;
      for (const name of ['_write', '_writev'] as const) {
        const write = tcp[name].bind(tcp);
        tcp[name] = (...given) => {
          writes += 1;
          write(...given);
        };
      }
      socket.emit('lead', 1);
      socket.emit('day', 2);
      ack('answer');
      const end = () => {
        socket.emit('last', writes);
        socket.disconnect(true);
      };
      setImmediate(() => setImmediate(end));
    });
  });
  const client = io(url, { transports: ['websocket'], forceNew: true, reconnection: false });
  try {
    const ended = new Promise((resolve) => client.on('disconnect', resolve));
    client.onAny((name: string, value: unknown) => heard.push([name, value]));
    client.emit('go', (answer: string) => heard.push(answer));
    await ended;
    expect(heard).toEqual([['lead', 1], ['day', 2], 'answer', ['last', 1]]);
  } finally {
    client.disconnect();
    await server.close();
  }
});

interface Writes {
  _write(...given: readonly unknown[]): void;
  _writev(...given: readonly unknown[]): void;
}
