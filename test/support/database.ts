/**
 * A database for tests: by default a database name on the server of this worker (environment.mjs), which is fast. A test
 * that kills, stops or freezes its server, or that needs TCP, asks for a server of its own.
 *
 * const database = await startDatabase();
 * await mongoose.connect(database.uri);
 * ...
 * await database.stop();   // the name, its data and its folder are gone
 */
import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import mongoose from 'mongoose';
import {
  startDatabase as startServer,
  type TestDatabase as Server,
  type TestDatabaseOptions as ServerOptions,
} from '../../packages/embedded-mongo/test/support/database.ts';

export interface TestDatabase extends Pick<Server, 'uri' | 'isReal' | 'stop'> {
  /** For what a service keeps beside its database. */
  readonly folder: string;
  /** The server of its own, to kill and restart; throws if there is none. */
  own(): Server;
}

export interface TestDatabaseOptions extends Pick<ServerOptions, 'over'> {
  readonly own?: boolean;
}

declare global {
  /** The address of the worker's server, which the first call starts. */
  var databaseOfWorker: () => Promise<string>;
}

export async function startDatabase({ own = false, over }: TestDatabaseOptions = {}): Promise<TestDatabase> {
  if (own || over === 'tcp' || process.env['TEST_MONGODB_URI']) {
    // As in environment.mjs.
    const server = await startServer({ ...(over && { over }), extraArguments: ['--ttl-every', '86400'] });
    return {
      uri: server.uri,
      folder: server.folder,
      isReal: server.isReal,
      own: () => server,
      stop: () => server.stop(),
    };
  }
  const [base = '', query = ''] = (await globalThis.databaseOfWorker()).split('/?');
  const name = `test_${randomBytes(6).toString('hex')}`;
  const uri = `${base}/${name}?${query}`;
  const folder = await mkdtemp(join(tmpdir(), 'lbdb-'));
  return {
    uri,
    folder,
    isReal: false,
    own() {
      throw new Error('this test shares its server: start the database with { own: true }');
    },
    async stop() {
      const client = await mongoose.mongo.MongoClient.connect(uri);
      await client.db(name).dropDatabase();
      await client.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
