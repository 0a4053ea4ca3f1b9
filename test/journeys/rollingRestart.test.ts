/**
 * Two nodes of the real service over one database and one Redis, restarted in turn under load, as in a rolling update:
 * people come through a load balancer that checks /readyz. Nothing acknowledged is lost, and nothing happens twice.
 */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Server, type Socket as TcpSocket } from 'node:net';
import { createInterface } from 'node:readline';
import { setTimeout as delay } from 'node:timers/promises';
import { seedDemo } from '../../src/demo/seed.ts';
import type { Parts } from '../../src/ports/parts.ts';
import type { Snapshot } from '../../src/shared/deskEvents.ts';
import { openStores, type Stores } from '../../src/store/index.ts';
import { startDatabase, type TestDatabase } from '../support/database.ts';
import { connectDesk, type DeskClient } from '../support/demo.ts';
import { silentLog } from '../support/log.ts';
import { onThisMachine, until } from '../support/patience.ts';

const PROGRAM = new URL('../../dist/main.js', import.meta.url).pathname;
/** The minimum number of forms sent while both nodes restart. */
const ENOUGH = 25;
const hasRedis = spawnSync('redis-server', ['--version']).status === 0;
if (!hasRedis) console.warn('SKIPPED: the rolling restart; install redis-server to run this test.');

(hasRedis ? describe : describe.skip)('two nodes behind a balancer', () => {
  let database: TestDatabase;
  let stores: Stores;
  let redis: ChildProcess;
  let redisUrl: string;
  let balancer: Server;
  let url: string;
  let watch: NodeJS.Timeout;
  const nodes = new Map<number, ChildProcess>();
  const ready = new Set<number>();
  const lines = new Set<TcpSocket>();
  const desks: DeskClient[] = [];

  beforeAll(async () => {
    database = await startDatabase({ over: 'tcp' });
    stores = await openStores(database.uri, silentLog());
    await seedDemo(stores.parts as Parts);
    const redisPort = await freePort();
    redisUrl = `redis://127.0.0.1:${redisPort}`;
    redis = spawn('redis-server', [
      '--port',
      `${redisPort}`,
      '--bind',
      '127.0.0.1',
      '--save',
      '',
      '--appendonly',
      'no',
    ]);
    await said(redis, /ready to accept/i);
    balancer = createServer(balance).listen(0, '127.0.0.1');
    await once(balancer, 'listening');
    url = `http://localhost:${(balancer.address() as AddressInfo).port}`;
    for (const port of [await freePort(), await freePort()]) await startNode(port);
    watch = setInterval(() => void look(), 100);
    await until(() => ready.size === 2);
  });
  afterAll(async () => {
    clearInterval(watch);
    for (const desk of desks) desk.close();
    for (const child of [...nodes.values(), redis]) await end(child, 'SIGKILL');
    for (const line of lines) line.destroy();
    balancer.close();
    await stores.close();
    await database.stop();
  });

  async function startNode(port: number): Promise<void> {
    const child = spawn(process.execPath, [PROGRAM], {
      env: {
        PATH: process.env['PATH'],
        PORT: `${port}`,
        MONGODB_URI: database.uri,
        REDIS_URL: redisUrl,
        PUBLIC_URL: url,
        INTAKE_LIMIT_PER_MINUTE: '100000',
        LOG_LEVEL: 'silent',
      },
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    nodes.set(port, child);
    await said(child, /listens on/);
  }

  /** What the load balancer knows: a node that says no, or nothing, gets no new connection. */
  async function look(): Promise<void> {
    for (const port of nodes.keys()) {
      const isReady = await fetch(`http://127.0.0.1:${port}/readyz`, { signal: AbortSignal.timeout(2000) }).then(
        async (response) => (await response.text(), response.ok),
        () => false,
      );
      if (isReady) ready.add(port);
      else ready.delete(port);
    }
  }

  let turn = 0;
  function balance(line: TcpSocket): void {
    const ports = [...ready];
    const port = ports[turn++ % Math.max(1, ports.length)];
    lines.add(line);
    line.on('error', () => line.destroy()).on('close', () => lines.delete(line));
    if (port === undefined) return void line.destroy();
    const onward = connect(port, '127.0.0.1');
    lines.add(onward);
    onward.on('error', () => line.destroy());
    onward.on('close', () => (lines.delete(onward), line.destroy()));
    line.on('close', () => onward.destroy());
    line.pipe(onward).pipe(line);
  }

  test('[U13] each is restarted under load: desks reconnect within seconds, 0 lost, 0 double', async () => {
    const gaps: number[] = [];
    for (const email of ['ana@demo.test', 'ben@demo.test', 'chloe@demo.test'])
      desks.push(await workingDesk(email, gaps));

    const acknowledged = new Set<string>();
    let isOver = false;
    const sending = (async () => {
      for (let n = 0; !isOver; n += 1) {
        acknowledged.add(await submit(n));
        await delay(100);
      }
    })();
    for (const [port, child] of [...nodes]) {
      await delay(1500);
      const began = performance.now();
      expect(await end(child, 'SIGTERM')).toBe(0);
      expect(performance.now() - began).toBeLessThan(onThisMachine(10_000));
      await until(() => !ready.has(port));
      await startNode(port);
      await until(() => ready.size === 2);
    }
    // However slow this machine is: some came before, some in between, some after.
    await until(() => acknowledged.size >= ENOUGH);
    isOver = true;
    await sending;

    const leads = () =>
      stores.connection
        .collection('leads')
        .find({ 'person.name': /^Rolled/ })
        .toArray();
    await until(async () => (await leads()).every(({ state }) => state === 'closed'));
    const inquiries = await stores.connection
      .collection('inquiries')
      .find({ 'person.name': /^Rolled/ })
      .toArray();
    expect(new Set(inquiries.map((inquiry) => String(inquiry['receiptId'])))).toEqual(acknowledged);
    const found = await leads();
    expect(found).toHaveLength(acknowledged.size);
    for (const { timeline } of found) {
      const kinds = (timeline as readonly { kind: string }[]).map(({ kind }) => kind);
      expect(kinds.filter((kind) => kind === 'created' || kind === 'closed')).toEqual(['created', 'closed']);
    }
    const { exceptions } = await stores.parts.floor.conservation(stores.parts.clock.now());
    expect(Object.values(exceptions).reduce((sum, count) => sum + count, 0)).toBe(0);
    expect(await stores.parts.floor.repaired()).toBe(0);
    expect(gaps.length).toBeGreaterThan(0);
    expect(Math.max(...gaps)).toBeLessThan(onThisMachine(8000));
  });

  /** Sends until acknowledged, as a page does: the same key takes effect once. */
  async function submit(n: number): Promise<string> {
    for (;;) {
      const response = await fetch(`${url}/api/forms/demo/leads`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'idempotency-key': `rolled-${n}`, connection: 'close' },
        body: JSON.stringify({
          name: `Rolled ${n}`,
          phone: `+1202555${String(1000 + n)}`,
          consent: { call: true, now: true },
        }),
        signal: AbortSignal.timeout(5000),
      }).catch(() => null);
      const text = await response?.text().catch(() => null);
      if (response && text && response.status < 300) return (JSON.parse(text) as { receiptId: string }).receiptId;
      await delay(100);
    }
  }

  /** A desk that accepts and closes its offers, whatever happens to its connection meanwhile. */
  async function workingDesk(email: string, gaps: number[]): Promise<DeskClient> {
    const signedIn = await fetch(`${url}/api/session`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: url },
      body: JSON.stringify({ email, password: 'leadbell-demo' }),
    });
    const cookie = (signedIn.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
    const desk = await connectDesk(url, cookie);
    let lostAt: number | null = null;
    desk.socket.on('disconnect', (reason) => {
      lostAt ??= performance.now();
      if (reason === 'io server disconnect') setTimeout(() => desk.socket.connect(), 200).unref();
    });
    const finish = async (leadId: string) => {
      await desk.ask('lead:talking', { leadId });
      await desk.ask('lead:ended', { leadId });
      await desk.ask('lead:close', { leadId, outcome: 'won' });
    };
    // Whatever fails without a connection is started again by the next snapshot.
    const work = (offerId: string | undefined, leadId: string | undefined) =>
      void (async () => {
        if (leadId !== undefined) return finish(leadId);
        if (offerId === undefined) return;
        const accepted = await desk.ask('offer:accept', { offerId });
        if (accepted.ok) await finish(accepted.lead.id);
      })().catch(() => undefined);
    desk.socket.on('offer', ({ offerId }) => work(offerId, undefined));
    desk.socket.on('snapshot', ({ offer, lead, presence }: Snapshot) => {
      if (lostAt !== null) gaps.push(performance.now() - lostAt);
      lostAt = null;
      if (presence.presence !== 'available') void desk.available().catch(() => undefined);
      work(offer?.offerId, lead?.id);
    });
    await desk.available();
    return desk;
  }
});

async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<number | null> {
  if (child.exitCode !== null || child.signalCode !== null) return child.exitCode;
  const gone = once(child, 'exit') as Promise<[number | null]>;
  child.kill(signal);
  const [code] = await gone;
  return code;
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

async function said(child: ChildProcess, what: RegExp): Promise<void> {
  if (!child.stdout) throw new Error('nothing is heard of it');
  const heard = createInterface({ input: child.stdout });
  for await (const line of heard) if (what.test(line)) return void child.stdout.resume();
  throw new Error('it ended early');
}
