import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { io, type Socket } from 'socket.io-client';
import type { DeskOffer } from '../../src/shared/desk.ts';
import { linkNodes, type NodeLink } from '../../src/sockets/connection/nodeLink.ts';
import { silentLog } from '../support/log.ts';
import { hasRedis, testRedis, type TestRedis } from '../support/redis.ts';
import { startService, type Service } from '../support/service.ts';

(hasRedis() ? describe : describe.skip)('two nodes over one database and one Redis', () => {
  let redis: TestRedis;
  let links: NodeLink[] = [];
  let here: Service;
  let there: Service;
  let desk: Socket | undefined;

  beforeAll(async () => {
    redis = await testRedis();
    await redis.start();
    const clock = { now: () => Date.now(), offset: () => 0 };
    links = [await linkNodes(redis.url, clock, silentLog()), await linkNodes(redis.url, clock, silentLog())];
    // Only the first node routes; the desk is connected to the second.
    here = await startService({ jobs: true, adapter: links[0]?.adapter });
    there = await startService({ database: here.database, seed: false, adapter: links[1]?.adapter });
  });
  afterAll(async () => {
    desk?.disconnect();
    await there.close();
    await here.close();
    for (const link of links) await link.close();
    await redis.kill();
  });

  test('[O17] a lead that arrives at one node is offered at a desk on the other; signing out at one ends the socket at the other', async () => {
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
    // None of her desks is left on any node; poll the database until it says so or the test’s time is up.
    const isReachable = async () => (await here.parts.agents.byId('user_ana'))?.reach === 'reachable';
    while (await isReachable()) await new Promise((resolve) => setImmediate(resolve));
  });
});
