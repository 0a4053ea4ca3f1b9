/**
 * Where the server listens, and the mongodb:// address a client uses for it. A socket file is private by its folder (0700)
 * as well as by its own mode (0600), and its path is short: the kernel silently truncates paths of
 * more than about 107 bytes, so two long ones could collide.
 */
import { chmodSync, mkdtempSync, rmSync, unlinkSync } from 'node:fs';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

export type Place =
  | { readonly kind: 'tcp'; readonly host: string; readonly port: number }
  /** A null path means a new private one. */
  | { readonly kind: 'socket'; readonly path: string | null };

const MAX_SOCKET_PATH_BYTES = 100;

export async function listen(
  accept: (socket: Socket) => void,
  place: Place,
): Promise<{ address: string; close: () => void }> {
  const server = createServer({ noDelay: true }, accept);
  if (place.kind === 'tcp') {
    await started(server, { host: place.host, port: place.port });
    const { port } = server.address() as AddressInfo;
    const host = place.host === '::1' ? '[::1]' : place.host;
    return { address: `mongodb://${host}:${port}/?directConnection=true`, close: () => server.close() };
  }

  const path = place.path ?? join(privateFolder(), 'db.sock');
  if (Buffer.byteLength(path) > MAX_SOCKET_PATH_BYTES) {
    throw new Error(`the socket path ${path} is longer than ${MAX_SOCKET_PATH_BYTES} bytes; choose a shorter one`);
  }
  // Drivers recognize a socket by this suffix; without it they would connect to port 27017.
  if (!path.endsWith('.sock')) throw new Error(`the socket path ${path} must end in .sock`);
  if (place.path !== null) await removeStaleSocket(path);
  await started(server, { path });
  chmodSync(path, 0o600);
  const close = () => {
    server.close();
    if (place.path === null) rmSync(dirname(path), { recursive: true, force: true });
  };
  return { address: `mongodb://${encodeURIComponent(path)}/?directConnection=true`, close };
}

function started(server: ReturnType<typeof createServer>, where: object): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(where, () => {
      server.off('error', reject);
      resolve();
    });
  });
}

/** XDG_RUNTIME_DIR is private to the user and cleared at logout; otherwise the temporary folder is used. */
function privateFolder(): string {
  const preferred = process.env['XDG_RUNTIME_DIR'];
  const base = preferred && Buffer.byteLength(preferred) < 60 ? preferred : tmpdir();
  try {
    return mkdtempSync(join(base, 'leadbell-'));
  } catch (error) {
    if (base === '/tmp') throw error;
    return mkdtempSync('/tmp/leadbell-');
  }
}

/** A socket file outlives a killed process. It is removed only if no process listens on it. */
async function removeStaleSocket(path: string): Promise<void> {
  const answer = await new Promise<string>((resolve) => {
    const probe = connect(path);
    probe.once('connect', () => {
      probe.destroy();
      resolve('alive');
    });
    probe.once('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? 'unknown'));
  });
  if (answer === 'alive') throw new Error(`another process listens on ${path}`);
  if (answer === 'ECONNREFUSED') unlinkSync(path);
}
