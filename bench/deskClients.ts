/**
 * Desks in a process of their own: connects one for each cookie in a file, says so on standard output, and reports how
 * long they took to come back after a restart of the service. `node bench-desk-clients.js URL COOKIE_FILE`.
 */
import { readFileSync } from 'node:fs';
import { connectAll } from './deskClient.ts';
import { quantiles } from './measure.ts';

/** How the desks of one process came back. Milliseconds. */
export interface Return {
  readonly desks: number;
  readonly back: number;
  readonly p50: number;
  readonly p99: number;
  readonly last: number;
}

const [url, file] = process.argv.slice(2);
if (url === undefined || file === undefined) throw new Error('usage: bench-desk-clients URL COOKIE_FILE');
const cookies = readFileSync(file, 'utf8').split('\n').filter(Boolean);
const desks = await connectAll(url, cookies);

let returning: Promise<readonly (number | null)[]> = Promise.resolve([]);
process.on('message', (message) => {
  if (message === 'expect-drop') {
    const began = performance.now();
    returning = Promise.all(desks.map((desk) => desk.back(began)));
    process.send?.('expecting');
  }
  if (message === 'returned')
    void returning.then((times) => {
      const known = times.filter((time) => time !== null);
      const last = Math.round(Math.max(...known));
      process.send?.({ desks: desks.length, back: known.length, ...quantiles(known), last } satisfies Return);
    });
});
process.stdout.write(`desks connected: ${desks.length}\n`);
