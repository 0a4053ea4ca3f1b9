/**
 * The embedded database as a program: a MongoDB-compatible server over one folder.
 *
 *   node dist/embedded-mongo.js --dir DIR (--port PORT [--host 127.0.0.1] | --socket PATH | --socket auto)
 *                               [--parent-watch] [--ttl-every SECONDS]
 *
 * Prints its mongodb:// address on standard output, one line, once it can be used; everything else goes to standard
 * error. It only listens where nobody but this machine's user can reach it: loopback, or a socket file of mode 0600.
 * Exit codes: 0 stopped, 2 wrong arguments, 3 the folder is served by another process, 74 the disk failed.
 */
import { parseArgs } from 'node:util';
import { mkdirSync } from 'node:fs';
import { FolderInUseError, lockFolder } from './folder-lock.ts';
import { listen, type Place } from './listen.ts';
import { openEngine } from './engine.ts';
import { serve } from './server.ts';

const EXIT = { wrongArguments: 2, folderInUse: 3, diskFailed: 74 } as const;
const LOOPBACK = new Set(['127.0.0.1', '::1', 'localhost']);
const SECOND = 1000;

interface Settings {
  readonly folder: string;
  readonly place: Place;
  readonly watchesParent: boolean;
  readonly ttlEveryMs: number;
}

function fail(message: string, code: number): never {
  process.stderr.write(`embedded-mongo: ${message}\n`);
  process.exit(code);
}

function readSettings(args: string[]): Settings {
  const { values } = parseArgs({
    args,
    options: {
      dir: { type: 'string' },
      port: { type: 'string' },
      host: { type: 'string', default: '127.0.0.1' },
      socket: { type: 'string' },
      'parent-watch': { type: 'boolean', default: false },
      // MongoDB's own TTL monitor runs every 60 s; tests wait less.
      'ttl-every': { type: 'string', default: '60' },
    },
  });
  if (!values.dir) throw new Error('--dir DIR is required');
  if ((values.port === undefined) === (values.socket === undefined)) throw new Error('give either --port or --socket');
  const ttlEveryMs = Number(values['ttl-every']) * SECOND;
  if (!(ttlEveryMs > 0)) throw new Error(`--ttl-every ${values['ttl-every']} is not a number of seconds`);
  const common = { folder: values.dir, watchesParent: values['parent-watch'], ttlEveryMs };
  if (values.socket !== undefined) {
    return { ...common, place: { kind: 'socket', path: values.socket === 'auto' ? null : values.socket } };
  }
  const port = Number(values.port);
  if (!Number.isInteger(port) || port < 0 || port > 65535) throw new Error(`--port ${values.port ?? ''} is not a port`);
  if (!LOOPBACK.has(values.host)) {
    throw new Error(`--host ${values.host}: there is no sign-in, so only loopback is served (127.0.0.1, ::1)`);
  }
  return { ...common, place: { kind: 'tcp', host: values.host, port } };
}

async function main(): Promise<void> {
  process.umask(0o077);
  let settings: Settings;
  try {
    settings = readSettings(process.argv.slice(2));
  } catch (error) {
    fail((error as Error).message, EXIT.wrongArguments);
  }

  mkdirSync(settings.folder, { recursive: true });
  let unlock: () => void;
  try {
    unlock = await lockFolder(settings.folder);
  } catch (error) {
    if (error instanceof FolderInUseError) fail(error.message, EXIT.folderInUse);
    throw error;
  }

  // A failed sync leaves the kernel's view of the file unknown; the only safe memory is the disk's, read again by the
  // next process. Exiting also closes every connection, so nothing half-written is ever acknowledged.
  const engine = openEngine({
    folder: settings.folder,
    ttlEveryMs: settings.ttlEveryMs,
    onDiskFailure: (error) => fail(`the disk failed, nothing more is acknowledged: ${error.message}`, EXIT.diskFailed),
  });
  const server = serve(engine);
  const { address, close } = await listen(server.accept, settings.place);

  let stopping = false;
  const stop = async () => {
    if (stopping) return;
    stopping = true;
    close();
    server.closeConnections();
    await engine.close();
    unlock();
    process.exit(0);
  };
  process.on('SIGTERM', () => void stop());
  process.on('SIGINT', () => void stop());
  if (settings.watchesParent) {
    process.stdin.on('end', () => void stop());
    process.stdin.on('error', () => void stop());
    process.stdin.resume();
  }
  process.stdout.write(`${address}\n`);
}

main().catch((error: unknown) => {
  fail(error instanceof Error ? (error.stack ?? error.message) : String(error), 1);
});
