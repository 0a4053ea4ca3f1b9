/**
 * The whole service in this process, on a free port, over its own database: as main.ts starts it, without the process
 * around it. `close()` leaves nothing behind.
 *
 * const service = await startService();
 * const ana = await service.signIn('ana@demo.test');
 * await ana.get('/api/me');
 */
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { expect } from '@jest/globals';
import { createApp, type App, type AppOptions, type OutsideParts } from '../../src/app.ts';
import { readConfig, type Config } from '../../src/process/config.ts';
import { seedDemo } from '../../src/demo/seed.ts';
import { startJobs } from '../../src/jobs/index.ts';
import type { Log } from '../../src/ports/basics.ts';
import type { Parts } from '../../src/ports/parts.ts';
import { tableReader } from '../../src/tables/index.ts';
import { openStores, type Stores } from '../../src/store/index.ts';
import { startDatabase, type TestDatabase } from './database.ts';

export interface Service {
  readonly url: string;
  readonly app: App;
  readonly parts: Parts;
  readonly stores: Stores;
  readonly database: TestDatabase;
  readonly logged: readonly { readonly level: string; readonly fields: object; readonly message: string }[];
  signIn(email: string, password?: string): Promise<Client>;
  close(): Promise<void>;
}

/** A signed-in person: requests carry their cookie, as a browser on our own page would send it. */
export interface Client {
  readonly cookie: string;
  get(path: string): Promise<Response>;
  send(method: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<Response>;
}

export interface ServiceOptions {
  readonly demo?: boolean;
  readonly env?: Record<string, string>;
  /** The routing engine and the sweeps; off by default. */
  readonly jobs?: boolean;
  /** The demo’s campaign, people and past; on by default. */
  readonly seed?: boolean;
  /** A server of its own, to kill or freeze. */
  readonly ownDatabase?: boolean;
  /** Another service’s database: this service is then a second node, and doesn’t stop the database. */
  readonly database?: TestDatabase;
  /** Connects the sockets of several nodes. */
  readonly adapter?: AppOptions['adapter'];
  /** The demo’s phone network, for phones in a browser. */
  readonly phoneNetworkUrl?: string;
  /** How the phone network’s requests are verified. */
  readonly telephony?: NonNullable<AppOptions['telephony']>;
  /** Parts that replace the real ones, such as a clock that the test controls. */
  readonly replace?: (parts: Stores['parts']) => Partial<OutsideParts>;
}

const TABLES = tableReader(new URL('../../dist/table-reader.js', import.meta.url).pathname);

export async function startService(options: ServiceOptions = {}): Promise<Service> {
  const { demo = false, env = {}, jobs = false, seed = true, replace = () => ({}) } = options;
  const { adapter, phoneNetworkUrl, telephony } = options;
  const database = options.database ?? (await startDatabase({ own: options.ownDatabase === true }));
  const logged: Service['logged'][number][] = [];
  const stores = await openStores(database.uri, recorder(logged));
  const app = createApp({ ...stores.parts, tables: TABLES, ...replace(stores.parts) }, config(env, demo), {
    provesWritable: stores.provesWritable,
    ...(adapter && { adapter }),
    ...(phoneNetworkUrl !== undefined && { phoneNetworkUrl }),
    ...(telephony && { telephony }),
  });
  if (seed) await seedDemo(app.parts);
  const stopJobs = jobs ? startJobs(app.parts) : () => Promise.resolve();
  app.server.listen(0, '127.0.0.1');
  await once(app.server, 'listening');
  const url = `http://localhost:${(app.server.address() as AddressInfo).port}`;

  return {
    url,
    app,
    parts: app.parts,
    stores,
    database,
    logged,
    signIn: async (email, password = 'leadbell-demo') => {
      const response = await fetch(`${url}/api/session`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ email, password }),
      });
      if (response.status !== 200) throw new Error(`sign-in of ${email}: ${response.status} ${await response.text()}`);
      return clientOf(url, cookieOf(response));
    },
    close: async () => {
      await stopJobs();
      await app.close();
      await stores.close();
      if (!options.database) await database.stop();
    },
  };
}

/** The body of a response, which must have this status. */
export async function jsonOf<T>(response: Promise<Response>, status = 200): Promise<T> {
  const answer = await response;
  const body = (await answer.json()) as T;
  expect({ status: answer.status, body }).toMatchObject({ status });
  return body;
}

/** The name=value pair of the response’s first cookie. */
export function cookieOf(response: Response): string {
  return response.headers.getSetCookie()[0]?.split(';')[0] ?? '';
}

export function clientOf(url: string, cookie: string): Client {
  const send: Client['send'] = (method, path, body, headers = {}) =>
    fetch(url + path, {
      method,
      headers: { cookie, ...(body !== undefined && { 'content-type': 'application/json' }), ...headers },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
  return { cookie, send, get: (path) => send('GET', path) };
}

function config(env: Record<string, string>, demo: boolean): Config {
  const result = readConfig(env, { demo });
  if (!result.ok) throw new Error(result.mistakes.join('\n'));
  return result.config;
}

function recorder(logged: Service['logged'][number][]): Log {
  const at = (level: string) => (fields: object, message: string) => void logged.push({ level, fields, message });
  return { info: at('info'), warn: at('warn'), error: at('error') };
}
