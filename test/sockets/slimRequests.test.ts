import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test } from '@jest/globals';
import { Server } from 'socket.io';
import { io } from 'socket.io-client';
import { slimRequests } from '../../src/sockets/connection/slimRequests.ts';
import { answerRequests } from '../../src/sockets/table.ts';
import type { DeskParts } from '../../src/sockets/connection/namespaces.ts';

test('[O49] an open desk keeps its cookie and its line, not the request that opened it, and no listener for each event', async () => {
  const http = createServer();
  const server = new Server(http, { serveClient: false });
  slimRequests(server);
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(http.address() as AddressInfo).port}`;
  const kept = new Promise((resolve) => {
    server.of('/desk').on('connection', (socket) => {
      socket.data.user = { id: 'usr_1' };
      answerRequests(socket, {} as DeskParts);
      const { headers, socket: line, ...rest } = socket.request;
      resolve({
        headers,
        isOpen: !line.destroyed,
        rest: Object.keys(rest),
        handshake: socket.handshake.headers,
        listeners: socket.eventNames(),
      });
    });
  });
  const extraHeaders = { cookie: 'leadbell=token', 'x-long': 'x'.repeat(2000) };
  const client = io(`${url}/desk`, { transports: ['websocket'], forceNew: true, reconnection: false, extraHeaders });
  try {
    const cookie = 'leadbell=token';
    expect(await kept).toEqual({
      headers: { cookie },
      isOpen: true,
      rest: ['connection'],
      handshake: { cookie },
      // Socket.IO’s own.
      listeners: ['error'],
    });
  } finally {
    client.disconnect();
    await server.close();
  }
});
