import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { once } from 'node:events';
import { connect, type Socket as TcpSocket } from 'node:net';
import { io, type Socket } from 'socket.io-client';
import { startService, type Service } from './support/service.ts';

let service: Service;
let desk: Socket | undefined;
let line: TcpSocket | undefined;
beforeEach(async () => {
  service = await startService({ jobs: true });
});
afterEach(async () => {
  desk?.disconnect();
  line?.destroy();
  await service.close();
});

test('[O9] a request in progress is finished, open desks are notified, and no new connections are accepted', async () => {
  const { cookie } = await service.signIn('ana@demo.test');
  desk = io(`${service.url}/desk`, { transports: ['websocket'], extraHeaders: { cookie }, reconnection: false });
  await new Promise<void>((resolve) => desk?.once('connect', resolve));
  const deskEnded = new Promise<string>((resolve) => desk?.once('disconnect', resolve));

  // Half of a form has arrived when the stop begins; the other half comes later.
  const { hostname, port } = new URL(service.url);
  const body = JSON.stringify({ name: 'Last One', phone: '+1 212 555 0123', consent: { call: true, now: true } });
  line = connect(Number(port), hostname);
  await once(line, 'connect');
  const head = ['POST /api/forms/demo/leads HTTP/1.1', `Host: ${hostname}:${port}`, 'Content-Type: application/json'];
  line.write(`${[...head, `Content-Length: ${Buffer.byteLength(body)}`].join('\r\n')}\r\n\r\n${body.slice(0, 20)}`);
  const answer = once(line, 'data').then(([chunk]) => String(chunk));
  // The server has started on it once it answers a later request.
  await fetch(`${service.url}/healthz`);

  const closing = service.app.close();
  line.write(body.slice(20));
  expect(await answer).toMatch(/^HTTP\/1\.1 201/);
  await closing;
  expect(await deskEnded).toMatch(/transport close|io server disconnect/);
  await expect(fetch(`${service.url}/healthz`)).rejects.toThrow();
});

test('[O9] a stop accepts no new connections while it finishes requests in progress, and the connection ends with the response', async () => {
  const { hostname, port } = new URL(service.url);
  const idle = await opened(port, hostname);
  idle.write(`GET /healthz HTTP/1.1\r\nHost: ${hostname}:${port}\r\n\r\n`);
  await once(idle, 'data');
  line = await opened(port, hostname);
  const body = JSON.stringify({ email: 'ana@demo.test', password: 'leadbell-demo' });
  line.write(`POST /api/session HTTP/1.1\r\nHost: ${hostname}:${port}\r\nContent-Type: application/json\r\n`);
  line.write(`Content-Length: ${body.length}\r\n\r\n${body.slice(0, 5)}`);
  await fetch(`${service.url}/healthz`);

  const idleEnded = once(idle.resume(), 'close');
  const closing = service.app.close();
  await idleEnded;
  await expect(opened(port, hostname)).rejects.toThrow('ECONNREFUSED');
  const answer = once(line, 'data').then(([chunk]) => String(chunk));
  const ended = once(line, 'end');
  line.write(body.slice(5));
  expect(await answer).toMatch(/^HTTP\/1\.1 200[^]*\r\nconnection: close\r\n/i);
  await ended;
  await closing;
});

async function opened(port: string, hostname: string): Promise<TcpSocket> {
  const socket = connect(Number(port), hostname);
  await once(socket, 'connect');
  return socket;
}

test('[O9] a client that never finishes its request does not hold the stop up', async () => {
  const { hostname, port } = new URL(service.url);
  line = connect(Number(port), hostname);
  line.on('error', () => undefined);
  await once(line, 'connect');
  line.write('POST /api/session HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 500\r\n\r\n{');
  await fetch(`${service.url}/healthz`);
  const began = performance.now();
  await service.app.close();
  expect(performance.now() - began).toBeLessThan(4000);
});

test('[O9] what follows from open desks’ going is over before the stores close, and nothing of it goes wrong', async () => {
  const quiet = await startService();
  const desks: Socket[] = [];
  try {
    for (const name of ['ana', 'ben', 'chloe'] as const) {
      const { cookie } = await quiet.signIn(`${name}@demo.test`);
      for (let window = 0; window < 4; window += 1) {
        const options = { transports: ['websocket'], extraHeaders: { cookie }, reconnection: false, forceNew: true };
        const opened = io(`${quiet.url}/desk`, options);
        desks.push(opened);
        await new Promise<void>((resolve) => opened.once('snapshot', () => resolve()));
        await opened.emitWithAck('phone:ready', {});
        await opened.emitWithAck('presence:set', { presence: 'available' });
      }
    }
    await quiet.app.close();
    expect((await quiet.parts.agents.onShift()).map(({ reach }) => reach)).toEqual(['silent', 'silent', 'silent']);
    await quiet.stores.close();
    // Work still in progress would fail in the next turns of the event loop.
    for (let turns = 0; turns < 20; turns += 1) await new Promise(setImmediate);
    expect(quiet.logged.filter(({ level }) => level !== 'info')).toEqual([]);
  } finally {
    for (const one of desks) one.disconnect();
    await quiet.close();
  }
});
