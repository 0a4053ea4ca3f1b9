import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test } from '@jest/globals';
import { Server } from 'socket.io';
import { io } from 'socket.io-client';
import { createDesk } from '../../src/sockets/doorbells.ts';
import { userRoom } from '../../src/sockets/connection/admission.ts';
import type { DeskNamespace, DeskParts, FloorNamespace } from '../../src/sockets/connection/namespaces.ts';

test('[O63] what one desk hears isn’t paid for by all desks of the node', async () => {
  const http = createServer();
  const server = new Server(http);
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
  const desks = server.of('/desk') as unknown as DeskNamespace;
  const floors = server.of('/floor') as unknown as FloorNamespace;
  desks.on('connection', (socket) => void socket.join(userRoom('ana')));
  const desk = createDesk(desks, floors, () => ({}) as DeskParts);
  const client = io(`http://127.0.0.1:${(http.address() as AddressInfo).port}/desk`, { transports: ['websocket'] });
  try {
    await new Promise<void>((resolve) => client.on('connect', resolve));
    let rounds = 0;
    const { sockets } = desks;
    const forEach = sockets.forEach.bind(sockets);
    sockets.forEach = (each) => {
      rounds += 1;
      forEach(each);
    };
    const reply = new Promise<() => void>((resolve) => {
      client.on('presence', (_presence: unknown, ack: () => void) => resolve(ack));
    });
    desk.presence('ana', { presence: 'available' } as Parameters<typeof desk.presence>[1]);
    const acknowledge = await reply;
    // A reply takes longer than this on any network.
    await new Promise((resolve) => setTimeout(resolve, 20));
    acknowledge();
    const answered = new Promise((resolve) => client.once('presence', resolve));
    desk.presence('ana', { presence: 'away' } as Parameters<typeof desk.presence>[1]);
    await answered;
    expect(rounds).toBe(0);
  } finally {
    client.disconnect();
    desk.stop();
    await server.close();
  }
});
