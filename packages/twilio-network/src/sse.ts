/** Server-sent events: numbered JSON events that a reader can resume. */
import type { Request, Response } from 'express';

/** Proxies close streams that are silent for a minute. */
const KEEP_ALIVE_MS = 20_000;

/**
 * Sends what followed the reader's last event (`Last-Event-ID` or `?after=`), then all new events. Returns a function that
 * ends the stream.
 */
export function streamEvents<T extends { readonly n: number }>(
  request: Request,
  response: Response,
  past: readonly T[],
  listen: (listener: (event: T) => void) => () => void,
): () => void {
  const last = Number(request.headers['last-event-id'] ?? request.query['after'] ?? 0) || 0;
  response.writeHead(200, {
    'Content-Type': 'text/event-stream',
    'Cache-Control': 'no-store',
    'X-Accel-Buffering': 'no',
  });
  const send = (event: T) => response.write(`id: ${event.n}\ndata: ${JSON.stringify(event)}\n\n`);
  response.write('retry: 1000\n\n');
  for (const event of past) if (event.n > last) send(event);
  const stopListening = listen(send);
  const keepAlive = setInterval(() => response.write(': still here\n\n'), KEEP_ALIVE_MS);
  const stop = () => {
    clearInterval(keepAlive);
    stopListening();
    response.end();
  };
  response.once('close', stop);
  return stop;
}
