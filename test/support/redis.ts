/** A Redis for one test, as a process that it can kill, freeze and restart at the same port. */
import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { createInterface } from 'node:readline';

export interface TestRedis {
  readonly url: string;
  /** Starts or restarts it, empty. */
  start(): Promise<void>;
  kill(): Promise<void>;
  /** It keeps its connections but answers nothing until `thaw`. */
  freeze(): void;
  thaw(): void;
}

/** If it’s not installed, tests with several nodes are skipped, and say so. */
export function hasRedis(): boolean {
  const isThere = spawnSync('redis-server', ['--version']).status === 0;
  if (!isThere) console.warn('SKIPPED: several nodes over Redis; install redis-server to run these tests.');
  return isThere;
}

/** On a free port; not started yet. */
export async function testRedis(): Promise<TestRedis> {
  const port = String(await freePort());
  let redis: ChildProcess | undefined;
  return {
    url: `redis://127.0.0.1:${port}`,
    async start() {
      redis = spawn('redis-server', ['--port', port, '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no']);
      await saidReady(redis);
    },
    async kill() {
      if (!redis || redis.exitCode !== null || redis.signalCode !== null) return;
      const gone = once(redis, 'exit');
      redis.kill('SIGKILL');
      await gone;
    },
    freeze: () => void redis?.kill('SIGSTOP'),
    thaw: () => void redis?.kill('SIGCONT'),
  };
}

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
