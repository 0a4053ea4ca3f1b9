/** The programs that the benchmarks start, each on a free loopback port, and how they end. */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { rmSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { NODE_FLAGS } from '../src/store/nodeFlags.ts';
import type { CommandCount } from './commandTap.ts';
import type { Sample } from './sampler.ts';

// An interrupted benchmark leaves nothing running and nothing behind.
const running = new Set<ChildProcess>();
process.once('exit', () => {
  for (const child of running) child.kill('SIGKILL');
});
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1));

export interface Program {
  readonly address: string;
  /** The process’s memory in bytes, without mapped files. Linux only; NaN elsewhere. */
  memory(): Promise<number>;
  /** Memory after a full collection, and event loop delays; for programs started with `SAMPLED`. */
  sample(): Promise<Sample>;
  /** The commands sent to the database so far; for programs started with `TAPPED`. */
  commands(): Promise<readonly CommandCount[]>;
  /** The answer to a question that only this program knows; for programs started with node options. */
  ask<T>(what: string): Promise<T>;
  /** CPU time used so far, in milliseconds. Linux only; NaN elsewhere. */
  cpu(): Promise<number>;
  /** Bytes written to disk so far. Linux only; NaN elsewhere. */
  written(): Promise<number>;
  stop(): Promise<void>;
}

/**
 * Starts a built program and waits for the first line that matches; its first group is the address. `nodeOptions`: what
 * makes it answer; `flags`: how Node runs it.
 */
export async function start(
  file: string,
  args: readonly string[],
  pattern: RegExp,
  env: Readonly<Record<string, string>> = {},
  nodeOptions: readonly string[] = [],
  flags: readonly string[] = [],
): Promise<Program> {
  const program = new URL(file, import.meta.url).pathname;
  const child = spawn(process.execPath, [...flags, ...nodeOptions, program, ...args], {
    env: { PATH: process.env['PATH'], ...env },
    stdio: ['ignore', 'pipe', 'inherit', ...(nodeOptions.length > 0 ? (['ipc'] as const) : [])],
  });
  running.add(child);
  child.once('exit', () => running.delete(child));
  const ask = async <T>(what: string): Promise<T> => {
    child.send(what);
    const [answer] = (await once(child, 'message')) as [T];
    return answer;
  };
  return {
    address: await waitForOutput(child, pattern),
    memory: () => memoryOf(child.pid),
    ask,
    sample: () => ask<Sample>('sample'),
    commands: () => ask<readonly CommandCount[]>('commands'),
    cpu: () => cpuOf(child.pid),
    written: () => writtenBy(child.pid),
    stop: () => end(child),
  };
}

/** Node options with which a program answers `sample()`. */
export const SAMPLED: readonly string[] = [
  '--expose-gc',
  '--import',
  new URL('./bench-sampler.js', import.meta.url).href,
];

/** Node options with which a program answers `commands()`. Its database address must be `watched`. */
export const TAPPED: readonly string[] = ['--import', new URL('./bench-commands.js', import.meta.url).href];

/** The address with which a driver reports its commands. */
export const watched = (address: string): string =>
  `${address}${address.includes('?') ? '&' : '?'}monitorCommands=true`;

/** Where the embedded database of such a folder keeps its files. */
export const dataIn = (folder: string): string => join(folder, 'data');

/** The embedded database over a folder. */
export function startDatabase(folder: string, nodeOptions: readonly string[] = []): Promise<Program> {
  const args = ['--dir', dataIn(folder), '--port', '0'];
  return start('./embedded-mongo.js', args, /(mongodb:\S+)/, {}, nodeOptions, NODE_FLAGS);
}

/** The yardstick program, over a database. */
export function startPlain(database: Pick<Program, 'address'>, nodeOptions: readonly string[] = []): Promise<Program> {
  return start('./bench-plain.js', [], /plain (http:\S+)/, { MONGODB_URI: database.address }, nodeOptions);
}

/**
 * The service over a database, as the demo: the same code with people and a form, and no limit that would interfere.
 */
export function startService(
  folder: string,
  database: Pick<Program, 'address'>,
  nodeOptions: readonly string[] = [],
  env: Readonly<Record<string, string>> = {},
): Promise<Program> {
  return start(
    './main.js',
    ['--demo'],
    /Leadbell demo\s+(http:\S+)[^]*Ctrl-C/,
    {
      PORT: '0',
      LOG_LEVEL: 'error',
      INTAKE_LIMIT_PER_MINUTE: '1000000',
      DATA_DIR: folder,
      MONGODB_URI: database.address,
      ...env,
    },
    nodeOptions,
    NODE_FLAGS,
  );
}

/** Waits until the service can store. */
export async function untilReady(url: string): Promise<void> {
  for (;;) {
    const response = await fetch(`${url}/readyz`).catch(() => null);
    await response?.text();
    if (response?.ok) return;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

/** Runs the work with a temporary folder, then removes it. */
export async function withFolder<T>(work: (folder: string, started: Program[]) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'lbbench-'));
  // The programs that were started; they are stopped in reverse, whatever happens.
  const started: Program[] = [];
  const leave = () => rmSync(folder, { recursive: true, force: true });
  process.once('exit', leave);
  try {
    return await work(folder, started);
  } finally {
    process.off('exit', leave);
    for (const program of started.reverse()) await program.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

function waitForOutput(child: ChildProcess, pattern: RegExp): Promise<string> {
  return new Promise((resolve, reject) => {
    let said = '';
    child.stdout?.setEncoding('utf8').on('data', (text: string) => {
      said += text;
      const match = pattern.exec(said);
      if (match?.[1]) resolve(match[1]);
    });
    child.on('exit', (code) => reject(new Error(`a program ended with ${code}: ${said}`)));
  });
}

async function memoryOf(pid: number | undefined): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
  return Number(/RssAnon:\s+(\d+)/.exec(status)?.[1] ?? NaN) * 1024;
}

/** The kernel counts in hundredths of a second, whatever its own clock does. */
const TICK_MS = 10;

async function cpuOf(pid: number | undefined): Promise<number> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
  // The second field is the name in parentheses, and may contain spaces.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  const [user, system] = [fields[11], fields[12]];
  return (Number(user) + Number(system)) * TICK_MS;
}

async function writtenBy(pid: number | undefined): Promise<number> {
  const io = await readFile(`/proc/${pid}/io`, 'utf8').catch(() => '');
  return Number(/^write_bytes: (\d+)/m.exec(io)?.[1] ?? NaN);
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, 'exit');
  child.kill('SIGTERM');
  await gone;
}
