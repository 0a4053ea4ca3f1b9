/**
 * Jest's Node environment, plus one embedded database for all test files of a worker. This module is loaded once per
 * worker, outside of the tests' sandbox, so what it keeps outlives a file. Tests use it through support/database.ts.
 *
 * The server ends with its worker (--parent-watch); global-teardown.mjs removes its folder.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp } from 'node:fs/promises';
import { join } from 'node:path';
import { TestEnvironment } from 'jest-environment-node';

const PROGRAM = new URL('../../dist/embedded-mongo.js', import.meta.url).pathname;

/** The running server's address, as it printed it. */
let address;

export default class Environment extends TestEnvironment {
  async setup() {
    await super.setup();
    this.global.databaseOfWorker = () => (address ??= launch());
  }
}

async function launch() {
  const home = await mkdtemp(join(process.env.LEADBELL_TESTS_FOLDER, 'db-'));
  const place = ['--dir', join(home, 'data'), '--socket', join(home, 'db.sock')];
  // Tests have clocks of their own: by the server's, what they just stored may be long over.
  const settings = ['--ttl-every', '86400', '--parent-watch'];
  const child = spawn(process.execPath, [PROGRAM, ...place, ...settings], { stdio: ['pipe', 'pipe', 'inherit'] });
  child.once('close', () => (address = undefined));
  const [line] = await Promise.race([
    once(child.stdout.setEncoding('utf8'), 'data'),
    once(child, 'close').then(() => Promise.reject(new Error('the embedded database of the tests has ended'))),
  ]);
  child.unref();
  for (const stream of [child.stdin, child.stdout]) stream.unref();
  return line.trim();
}
