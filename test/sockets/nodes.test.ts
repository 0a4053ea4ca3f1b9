import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { createInterface } from 'node:readline';
import { io, type Socket } from 'socket.io-client';
import type { DeskOffer } from '../../src/shared/desk.ts';
import { redisAdapter, type SharedAdapter } from '../../src/sockets/adapter.ts';
import { silentLog } from '../support/log.ts';
import { startService, type Service } from '../support/service.ts';

const hasRedis = spawnSync('redis-server', ['--version']).status === 0;
if (!hasRedis) console.warn('SKIPPED: several nodes over Redis; install redis-server to run these tests.');

(hasRedis ? describe : describe.skip)('two nodes over one database and one Redis', () => {
  let redis: ChildProcess;
  let adapters: SharedAdapter[] = [];
  let here: Service;
  let there: Service;
  let desk: Socket | undefined;

  beforeAll(async () => {
    const port = await freePort();
    redis = spawn('redis-server', ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no']);
    await saidReady(redis);
    const url = `redis://127.0.0.1:${port}`;
    adapters = [await redisAdapter(url, silentLog()), await redisAdapter(url, silentLog())];
    // Only the first node routes; the desk is connected to the second.
    here = await startService({ jobs: true, adapter: adapters[0]?.adapter });
    there = await startService({ database: here.database, seed: false, adapter: adapters[1]?.adapter });
  });
  afterAll(async () => {
    desk?.disconnect();
    await there.close();
    await here.close();
    for (const adapter of adapters) await adapter.close();
    redis.kill('SIGTERM');
    await once(redis, 'exit');
  });

  test('[O17] a lead that comes in at one node rings the desk at the other; signing out at one ends the socket at the other', async () => {
    const ana = await there.signIn('ana@demo.test');
    desk = io(`${there.url}/desk`, {
      transports: ['websocket'],
      extraHeaders: { cookie: ana.cookie },
      reconnection: false,
    });
    await new Promise<void>((resolve) => desk?.once('snapshot', () => resolve()));
    await desk.emitWithAck('presence:set', { presence: 'available' });

    const offer = new Promise<DeskOffer>((resolve) => desk?.once('offer', resolve));
    const sent = await fetch(`${here.url}/api/forms/demo/leads`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ name: 'From Afar', phone: '+1 212 555 0145', consent: { call: true, now: true } }),
    });
    expect(sent.status).toBe(201);
    expect((await offer).lead.person.name).toBe('From Afar');

    const ended = new Promise<string>((resolve) => desk?.once('disconnect', resolve));
    const out = await fetch(`${here.url}/api/session`, { method: 'DELETE', headers: { cookie: ana.cookie } });
    expect(out.status).toBe(204);
    expect(await ended).toMatch(/disconnect|close/);
    // No desk of hers is left at any node; the database is asked until it says so, or the test's time is up.
    const isReachable = async () => (await here.parts.agents.byId('user_ana'))?.reach === 'reachable';
    while (await isReachable()) await new Promise((resolve) => setImmediate(resolve));
  });
});

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

async function saidReady(redis: ChildProcess): Promise<void> {
  if (!redis.stdout) throw new Error('redis-server has no output');
  for await (const line of createInterface({ input: redis.stdout })) if (/ready to accept/i.test(line)) return;
  throw new Error('redis-server ended early');
}
