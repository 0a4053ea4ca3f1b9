/**
 * A program that reads one file: it is given the bytes, sends the rows some at a time, each after the last ones were
 * taken, and ends.
 */
import { once } from 'node:events';
import { parentPort, workerData } from 'node:worker_threads';
import type { FromReader } from './index.ts';
import { readTable } from './readTable.ts';

/** Few enough that taking them over never holds up the main thread. */
const AT_ONCE = 500;

async function main(): Promise<void> {
  if (!parentPort) return;
  const port = parentPort;
  const say = (message: FromReader) => port.postMessage(message);
  const read = await readTable(workerData as Uint8Array);
  if ('ok' in read) return say({ end: read });
  const { rows, ...info } = read;
  for (let from = 0; from < rows.length; from += AT_ONCE) {
    const taken = once(port, 'message');
    say({ rows: rows.slice(from, from + AT_ONCE) });
    await taken;
  }
  say({ end: { ok: true, ...info, rows: rows.length } });
}

await main();
