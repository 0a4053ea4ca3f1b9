/**
 * The embedded database as a program: a MongoDB-compatible server over one folder, and commands that copy such a folder's
 * data (transfer/). See USAGE below.
 *
 * The server prints its mongodb:// address on standard output, one line, once it can be used; everything else goes to
 * standard error. It listens only where no other machine or user can reach it: loopback, or a socket file of mode 0600.
 */
import { parseArgs } from 'node:util';
import { mkdirSync } from 'node:fs';
import { complain } from './complain.ts';
import { FolderInUseError, lockFolder } from './folder-lock.ts';
import { listen, type Place } from './listen.ts';
import { openEngine } from './engine.ts';
import { serve } from './server.ts';
import { StoreDamagedError } from './reads.ts';
import { readTransferRequest, transfer, type TransferRequest } from './transfer/command.ts';
import { TransferError } from './transfer/pieces.ts';

const EXIT = { transferFailed: 1, wrongArguments: 2, folderInUse: 3, damaged: 4, diskFailed: 74 } as const;
const LOOPBACK = new Set(['127.0.0.1', '::1', 'localhost']);
const SECOND = 1000;

const USAGE = `Serve a folder as a MongoDB-compatible database, or move its data.

  npm run db -- --dir DIR --port PORT          serve on this machine, without sign-in; prints the mongodb:// address
                [--host 127.0.0.1] [--socket PATH | --socket auto] [--ttl-every SECONDS] [--parent-watch]

  npm run db -- --backup FILE [--dir DIR]      a backup in one file; the service may go on running
  npm run db -- --restore FILE --dir DIR       into a new or empty folder, once the whole file was checked
  npm run db -- --export FOLDER [--dir DIR]    a file of Extended JSON for each collection, as mongoimport reads it
  npm run db -- --import FOLDER --dir DIR      the other way round
  npm run db -- --from PLACE --to PLACE        between any two: a mongodb:// address, a DIR, a backup, an exported folder

  --dir DIR        the folder of the embedded database; otherwise DATA_DIR, otherwise ./data/live
  --database NAME  when it is not leadbell

Exit codes: 0 done or stopped, 1 the transfer failed and left nothing behind, 2 wrong arguments, 3 the folder is served by
another process, 4 the store is damaged, 74 the disk failed.
`;

interface Settings {
  readonly folder: string;
  readonly place: Place;
  readonly watchesParent: boolean;
  readonly ttlEveryMs: number;
}

function fail(message: string, code: number): never {
  complain(message);
  process.exit(code);
}

const text = { type: 'string' } as const;
const OPTIONS = {
  dir: text,
  port: text,
  host: { ...text, default: '127.0.0.1' },
  socket: text,
  'parent-watch': { type: 'boolean', default: false },
  // MongoDB's own TTL monitor runs every 60 s; tests wait less.
  'ttl-every': { ...text, default: '60' },
  backup: text,
  restore: text,
  export: text,
  import: text,
  from: text,
  to: text,
  database: text,
  help: { type: 'boolean', short: 'h', default: false },
} as const;

function readOptions(args: string[]) {
  return parseArgs({ args, options: OPTIONS }).values;
}

function readSettings(values: ReturnType<typeof readOptions>): Settings {
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
  let request: TransferRequest | null;
  let values: ReturnType<typeof readOptions>;
  try {
    values = readOptions(process.argv.slice(2));
    request = readTransferRequest(values, process.env['DATA_DIR'] ?? './data/live');
  } catch (error) {
    return wrong(error as Error);
  }
  if (values.help) process.stdout.write(USAGE);
  else if (request) await move(request);
  else await serveFolder(values);
}

function wrong(error: Error): never {
  fail(`${error.message}; see --help`, EXIT.wrongArguments);
}

/** On a terminal, progress is one line that is overwritten. */
async function move(request: TransferRequest): Promise<void> {
  const { stderr } = process;
  const show = stderr.isTTY ? (line: string) => void stderr.write(`\r\x1b[K${line}`) : undefined;
  try {
    await transfer(request, (line) => void stderr.write(`${stderr.isTTY ? '\r\x1b[K' : ''}${line}\n`), show);
  } catch (error) {
    if (stderr.isTTY) stderr.write('\n');
    if (error instanceof TransferError) fail(error.message, EXIT.transferFailed);
    if (error instanceof StoreDamagedError) fail(error.message, EXIT.damaged);
    throw error;
  }
}

async function serveFolder(values: ReturnType<typeof readOptions>): Promise<void> {
  let settings: Settings;
  try {
    settings = readSettings(values);
  } catch (error) {
    return wrong(error as Error);
  }

  mkdirSync(settings.folder, { recursive: true });
  let unlock: () => void;
  try {
    unlock = await lockFolder(settings.folder);
  } catch (error) {
    if (error instanceof FolderInUseError) fail(error.message, EXIT.folderInUse);
    throw error;
  }

  // After a failed sync the file's state is unknown; only the next process can read it safely from disk. Exiting also
  // closes every connection, so nothing half-written is acknowledged.
  const engine = openEngine({
    folder: settings.folder,
    ttlEveryMs: settings.ttlEveryMs,
    onDiskFailure: (error) => fail(`the disk failed, nothing more is acknowledged: ${error.message}`, EXIT.diskFailed),
    onDamage: (error) => fail(error.message, EXIT.damaged),
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

// Node would print the whole error, which may contain stored data.
for (const event of ['uncaughtException', 'unhandledRejection'] as const) {
  process.on(event, (error: unknown) => {
    complain('unexpected error', error);
    process.exit(1);
  });
}
main().catch((error: unknown) => {
  fail(error instanceof Error ? (error.stack ?? error.message) : String(error), 1);
});
