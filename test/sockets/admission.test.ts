import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import { io, type Socket } from 'socket.io-client';
import { startService, type Service } from '../support/service.ts';

let service: Service;
const sockets: Socket[] = [];
beforeAll(async () => {
  service = await startService();
});
afterEach(() => {
  for (const socket of sockets.splice(0)) socket.disconnect();
});
afterAll(() => service.close());

type Handshake = { connected: true; socket: Socket } | { connected: false; message: string };

/** Connects as a browser would: the cookie and the page's origin are headers of the handshake. */
function handshake(namespace: string, headers: Record<string, string>): Promise<Handshake> {
  const socket = io(service.url + namespace, {
    transports: ['websocket'],
    reconnection: false,
    forceNew: true,
    extraHeaders: headers,
  });
  sockets.push(socket);
  return new Promise((resolve) => {
    socket.once('connect', () => resolve({ connected: true, socket }));
    socket.once('connect_error', (error) => resolve({ connected: false, message: error.message }));
  });
}

test('[S10] a desk connects with a session, from our own page', async () => {
  const { cookie } = await service.signIn('ana@demo.test');
  expect(await handshake('/desk', { cookie, origin: service.url })).toMatchObject({ connected: true });
});

test('[S10] another site’s page gets no socket, whatever cookie the browser adds', async () => {
  const { cookie } = await service.signIn('ana@demo.test');
  expect(await handshake('/desk', { cookie, origin: 'https://evil.example' })).toMatchObject({ connected: false });
});

test.each(['/desk', '/floor'])('[S10] without a session, %s accepts no socket', async (namespace) => {
  const origin = service.url;
  expect(await handshake(namespace, { origin })).toEqual({ connected: false, message: 'not-signed-in' });
  expect(await handshake(namespace, { origin, cookie: `leadbell=${'x'.repeat(43)}` })).toMatchObject({
    connected: false,
  });
});

test('[S10] the floor is for supervisors', async () => {
  const ana = await service.signIn('ana@demo.test');
  const sam = await service.signIn('sam@demo.test');
  expect(await handshake('/floor', { cookie: ana.cookie })).toMatchObject({ connected: false });
  expect(await handshake('/floor', { cookie: sam.cookie })).toMatchObject({ connected: true });
});

test('[S10] nobody may use the default namespace', async () => {
  const { cookie } = await service.signIn('ana@demo.test');
  expect(await handshake('/', { cookie })).toMatchObject({ connected: false });
});

test('[S4] signing out ends this session’s sockets at once, and no other session’s', async () => {
  const here = await service.signIn('ana@demo.test');
  const there = await service.signIn('ana@demo.test');
  const first = await handshake('/desk', { cookie: here.cookie });
  const second = await handshake('/desk', { cookie: there.cookie });
  if (!first.connected || !second.connected) throw new Error('both should have connected');

  const ended = new Promise<string>((resolve) => first.socket.once('disconnect', resolve));
  await here.send('DELETE', '/api/session');
  expect(await ended).toMatch(/disconnect|close/);
  expect(second.socket.connected).toBe(true);
  expect(await handshake('/desk', { cookie: here.cookie })).toMatchObject({ connected: false });
});
