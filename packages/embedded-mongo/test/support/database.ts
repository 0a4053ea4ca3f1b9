/**
 * A database for tests: the built embedded server over a temporary folder, or a real MongoDB if TEST_MONGODB_URI is set
 * (then each call gets its own database name, dropped at the end).
 *
 * const database = await startDatabase();
 * await mongoose.connect(database.uri);
 * ...
 * await database.stop();   // process, socket and folder are gone
 */
import { spawn, type ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import type { Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import mongoose from 'mongoose';

const PROGRAM = new URL('../../../../dist/embedded-mongo.js', import.meta.url).pathname;

export interface TestDatabase {
  /** With its own database name. Unchanged by a restart. */
  readonly uri: string;
  /** True for a real MongoDB, which can’t be killed or restarted from here. */
  readonly isReal: boolean;
  /** The data folder; empty for a real MongoDB. */
  readonly folder: string;
  readonly pid: number;
  /** The exit code of the current process, once it has ended. */
  readonly ended: Promise<number | null>;
  stop(): Promise<void>;
  /** kill -9: nothing gets to finish. */
  kill(): Promise<void>;
  /** Restarts on the same folder and address, after a kill or a clean stop. */
  restart(): Promise<void>;
}

export interface TestDatabaseOptions {
  /** 'socket' unless a test is about TCP. */
  readonly over?: 'socket' | 'tcp';
  readonly extraArguments?: readonly string[];
  /** An existing folder, which stop() doesn’t remove. */
  readonly folder?: string;
}

export async function startDatabase(options: TestDatabaseOptions = {}): Promise<TestDatabase> {
  const name = `test_${randomBytes(6).toString('hex')}`;
  const real = process.env['TEST_MONGODB_URI'];
  if (real) return realDatabase(real, name);
  if (!existsSync(PROGRAM))
    throw new Error(`${PROGRAM} is missing: run \`npm run build\` (jest's globalSetup does it)`);

  const home = await mkdtemp(join(tmpdir(), 'lbdb-'));
  const folder = options.folder ?? join(home, 'data');
  const place = options.over === 'tcp' ? ['--port', '0'] : ['--socket', join(home, 'db.sock')];
  const given = [...place, ...(options.extraArguments ?? [])];
  let running = await launch(folder, given);
  const address = running.address;

  return {
    get uri() {
      const [base, query] = address.split('/?');
      return `${base ?? ''}/${name}?${query ?? ''}`;
    },
    isReal: false,
    folder,
    get pid() {
      return running.child.pid ?? 0;
    },
    get ended() {
      return running.ended;
    },
    async stop() {
      await end(running, 'SIGTERM');
      await rm(home, { recursive: true, force: true });
    },
    kill: () => end(running, 'SIGKILL'),
    async restart() {
      await end(running, 'SIGTERM');
      const port = options.over === 'tcp' ? new URL(address).port : null;
      running = await launch(folder, port ? ['--port', port, ...given.slice(2)] : given);
    },
  };
}

interface Running {
  readonly child: ChildProcess;
  readonly address: string;
  readonly ended: Promise<number | null>;
}

async function launch(folder: string, args: readonly string[]): Promise<Running> {
  const command = [PROGRAM, '--dir', folder, ...args, '--parent-watch'];
  // Its standard input is a pipe from the test’s process: if that dies, the server exits too.
  const child = spawn(process.execPath, command, { stdio: ['pipe', 'pipe', 'pipe'] });
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
  let complaint = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => (complaint += text));
  const address = await new Promise<string>((resolve, reject) => {
    let line = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      line += text;
      if (line.includes('\n')) resolve(line.slice(0, line.indexOf('\n')));
    });
    child.once('error', reject);
    child.once('close', (code) => reject(new Error(`the embedded database ended with ${String(code)}: ${complaint}`)));
  });
  // A test that fails before it stops its database must not keep Jest running.
  child.unref();
  for (const stream of [child.stdin, child.stdout, child.stderr]) (stream as Socket).unref();
  return { child, address, ended };
}

async function end({ child, ended }: Running, signal: NodeJS.Signals): Promise<void> {
  child.ref();
  if (child.exitCode === null && child.signalCode === null) child.kill(signal);
  await ended;
}

function realDatabase(server: string, name: string): TestDatabase {
  const uri = new URL(server);
  uri.pathname = `/${name}`;
  const refuse = (): Promise<void> => Promise.reject(new Error('a real MongoDB is not ours to kill'));
  const drop = async (): Promise<void> => {
    const client = await mongoose.mongo.MongoClient.connect(uri.href);
    await client.db(name).dropDatabase();
    await client.close();
  };
  return {
    uri: uri.href,
    isReal: true,
    folder: '',
    pid: 0,
    ended: Promise.resolve(null),
    stop: drop,
    kill: refuse,
    restart: refuse,
  };
}
