/**
 * The embedded database as a child process: started and stopped with Leadbell, and restarted when it exits. It listens
 * on a socket file that only this user can reach, always at the same path, so that the driver can reconnect.
 *
 *     starting → ready → (exits) → waiting → starting …        stop() ends it from any state, once
 *                           ↓
 *                         lost        its store is damaged: a restart wouldn't help; calls onLost once
 */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { PlainError } from '../core/vocabulary/errors.ts';
import type { Log } from '../ports/basics.ts';
import { NODE_FLAGS } from './nodeFlags.ts';
import { privateFolder, removeLeftovers } from './privateFolder.ts';

const FIRST_BACKOFF_MS = 100;
const MAX_BACKOFF_MS = 5000;
/** A child that ran this long isn't in a crash loop. */
const HEALTHY_MS = 10_000;
const STOP_WITHIN_MS = 5000;
/** Exit codes after which a restart doesn't help. */
const FOLDER_IN_USE = 3;
const WRONG_ARGUMENTS = 2;
const DAMAGED = 4;
/** How the program crashes on a damaged file, unless LMDB detects the damage first. */
const CRASHES: readonly unknown[] = ['SIGSEGV', 'SIGBUS', 'SIGABRT', 'SIGILL'];
/** After this many consecutive crashes, the store is the cause. */
const MAX_CRASHES = 3;

export interface EmbeddedDatabase {
  /** The mongodb:// address, the same across restarts. */
  readonly uri: string;
  /** The current process; for tests that kill it. */
  readonly pid: () => number | undefined;
  readonly stop: () => Promise<void>;
}

export interface EmbeddedOptions {
  /** The built program, `dist/embedded-mongo.js`. */
  readonly program: string;
  readonly dataDir: string;
  readonly log: Log;
  /** Called when it has ended for good, with a message for a person: the service can't work without its store. */
  readonly onLost: (error: Error) => void;
}

/** Starts it and resolves once it responds. Rejects with a message for a person when it can't start. */
export async function startEmbedded({ program, dataDir, log, onLost }: EmbeddedOptions): Promise<EmbeddedDatabase> {
  await removeLeftovers(Date.now());
  const folder = await privateFolder();
  const socket = join(folder, 'db.sock');
  let child: ChildProcess | null = null;
  let stopping = false;
  let restart: NodeJS.Timeout | undefined;
  let backoff = FIRST_BACKOFF_MS;
  let crashes = 0;
  let isOurs = false;

  const start = async (): Promise<string> => {
    const startedAt = performance.now();
    // Its standard input stays open while we live: when it closes, the child exits, even if we were killed.
    const spawned = spawn(
      process.execPath,
      [...NODE_FLAGS, program, '--dir', dataDir, '--socket', socket, '--parent-watch'],
      {
        stdio: ['pipe', 'pipe', 'pipe'],
        // Its own process group: Ctrl-C reaches only Leadbell, which then stops its database last.
        detached: true,
      },
    );
    child = spawned;
    spawned.stdin.on('error', () => undefined);
    let lastWords = '';
    createInterface({ input: spawned.stderr }).on('line', (line) => {
      lastWords = line;
      log.warn({ from: 'embedded database', line }, 'output from the embedded database');
    });
    // After all of its output was read: the last lines say why.
    const ended = once(spawned, 'close') as Promise<[number | null, string | null]>;
    const firstLine = once(createInterface({ input: spawned.stdout }), 'line') as Promise<[string]>;
    const outcome = await Promise.race([
      firstLine.then(([uri]) => ({ uri })),
      ended.then(([code, signal]) => ({ code, signal })),
      once(spawned, 'error').then(([error]) => ({ error: error as Error })),
    ]);
    if ('error' in outcome) throw outcome.error;
    if ('code' in outcome) throw new EmbeddedEnded(dataDir, outcome, lastWords);

    void ended.then(([code, signal]) => {
      if (stopping) return;
      if (performance.now() - startedAt > HEALTHY_MS) {
        backoff = FIRST_BACKOFF_MS;
        crashes = 0;
      }
      if (CRASHES.includes(signal)) crashes += 1;
      if (code === DAMAGED || crashes === MAX_CRASHES) {
        return onLost(new EmbeddedEnded(dataDir, { code, signal }, lastWords));
      }
      log.error({ code, signal }, 'the embedded database exited; restarting it');
      again();
    });
    return outcome.uri;
  };

  const again = () => {
    restart = setTimeout(() => {
      start().catch((error: unknown) => {
        if (stopping) return;
        if (error instanceof EmbeddedEnded && error.how === 'damaged') return onLost(error);
        log.error({ err: error }, 'failed to restart the embedded database; retrying');
        again();
      });
    }, backoff);
    backoff = Math.min(backoff * 2, MAX_BACKOFF_MS);
  };

  const stop = async () => {
    stopping = true;
    clearTimeout(restart);
    if (child) await endChild(child);
    await rm(folder, { recursive: true, force: true });
    if (isOurs) await rm(addressFile(dataDir), { force: true });
  };

  let stopped: Promise<void> | undefined;
  try {
    const uri = await start();
    await writeFile(addressFile(dataDir), uri, { mode: 0o600 });
    isOurs = true;
    return { uri, pid: () => child?.pid, stop: () => (stopped ??= stop()) };
  } catch (error) {
    await stop();
    throw error;
  }
}

/**
 * Where this user's other programs can reach the database of this folder while it is running; may be stale after a
 * kill.
 */
export function servedAt(dataDir: string): Promise<string | null> {
  return readFile(addressFile(dataDir), 'utf8').catch(() => null);
}

function addressFile(dataDir: string): string {
  return join(dataDir, 'served-at');
}

interface Ending {
  readonly code: number | null;
  readonly signal: string | null;
}

/** It didn't start, or ended in a way that a restart doesn't fix. */
export class EmbeddedEnded extends PlainError {
  readonly how: 'damaged' | 'inUse' | 'other';

  constructor(dataDir: string, { code, signal }: Ending, lastWords: string) {
    const isCrash = CRASHES.includes(signal);
    const why = isCrash
      ? `it crashed (${String(signal)}) while reading the store in ${dataDir}, which is probably damaged`
      : lastWords.replace(/^embedded-mongo: /, '') || `it ended with code ${code ?? 'unknown'}`;
    super(`The embedded database ended: ${why}. ${isCrash ? RESTORE : remedyFor(code)}`.trim());
    this.how = isCrash || code === DAMAGED ? 'damaged' : code === FOLDER_IN_USE ? 'inUse' : 'other';
  }
}

const RESTORE = 'Restore a backup into a new folder: npm run db -- --restore FILE --dir NEW.';

function remedyFor(code: number | null): string {
  if (code === FOLDER_IN_USE) return 'Stop the other one, or choose another DATA_DIR.';
  return code === WRONG_ARGUMENTS || code === DAMAGED ? '' : 'Check the lines above, and whether DATA_DIR is writable.';
}

async function endChild(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  child.kill('SIGTERM');
  const force = setTimeout(() => child.kill('SIGKILL'), STOP_WITHIN_MS);
  await ended;
  clearTimeout(force);
}
