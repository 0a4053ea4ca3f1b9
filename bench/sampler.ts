/**
 * Runs inside a measured program (node --import) and reports to its parent: memory after a full collection, and the
 * event loop’s delay since the last report.
 */
import { monitorEventLoopDelay } from 'node:perf_hooks';

export interface Sample {
  /** Bytes. `rss` also counts mapped files, such as the database’s. */
  readonly rss: number;
  readonly heapUsed: number;
  readonly external: number;
  /** Milliseconds. */
  readonly delayP99: number;
  readonly delayMax: number;
}

if (process.send) {
  const delay = monitorEventLoopDelay({ resolution: 10 });
  delay.enable();
  process.on('message', (message) => {
    if (message !== 'sample') return;
    const late = { delayP99: delay.percentile(99) / 1e6, delayMax: delay.max / 1e6 };
    (globalThis as { gc?: () => void }).gc?.();
    delay.reset();
    const { rss, heapUsed, external } = process.memoryUsage();
    process.send?.({ rss, heapUsed, external, ...late } satisfies Sample);
  });
  // Reporting must not keep the program alive.
  process.channel?.unref();
}
