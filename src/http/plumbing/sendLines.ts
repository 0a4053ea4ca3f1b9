/** Streams JSON, one value a line, each as soon as it is known. */
import type { Response } from 'express';
import type { Log } from '../../ports/basics.ts';

/** Progress is worth a line this often. */
const LEAST_MS_BETWEEN = 100;

/** Stops when the client disconnects; a failure half way cuts the connection, so that it doesn’t look complete. */
export async function sendLines(
  log: Log,
  lines: AsyncGenerator<{ readonly progress: number } | { readonly result: object }>,
  res: Response,
): Promise<void> {
  res.status(200).type('application/x-ndjson');
  res.setHeader('x-accel-buffering', 'no');
  let sentAt = 0;
  try {
    for await (const line of lines) {
      if (res.closed) return;
      const now = performance.now();
      if ('progress' in line && now - sentAt < LEAST_MS_BETWEEN) continue;
      sentAt = now;
      res.write(`${JSON.stringify(line)}\n`);
    }
    res.end();
  } catch (error) {
    log.error({ err: error }, 'an answer of several lines failed');
    res.destroy();
  }
}
