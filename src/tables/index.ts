/** Reads tables in a thread of their own, so that requests are served meanwhile, whatever the file. */
import { Worker } from 'node:worker_threads';
import { PlainError } from '../core/vocabulary/errors.ts';
import type { TableRead, Tables } from '../ports/tables.ts';
import type { Rows } from './csv.ts';

export type FromReader = { readonly rows: Rows } | { readonly end: TableRead };

/** Of the thread’s own heap. A file that needs more is refused. */
const MOST_MEMORY_MB = 1024;
const LONGEST_MS = 120_000;

/** `program` is the built `dist/table-reader.js`. */
export function tableReader(program: string): Tables {
  return {
    read: (file, take) =>
      new Promise((resolve, reject) => {
        const worker = new Worker(program, {
          workerData: file,
          resourceLimits: { maxOldGenerationSizeMb: MOST_MEMORY_MB },
        });
        const settle = (how: () => void) => {
          clearTimeout(timer);
          void worker.terminate();
          how();
        };
        const timer = setTimeout(() => settle(() => resolve({ ok: false, refusal: 'tooMuch' })), LONGEST_MS);
        worker.on('message', (message: FromReader) => {
          if ('end' in message) return settle(() => resolve(message.end));
          timer.refresh();
          take(message.rows).then(
            () => worker.postMessage('taken'),
            (error: unknown) => settle(() => reject(error instanceof Error ? error : new PlainError(String(error)))),
          );
        });
        worker.on('error', (error: Error & { code?: string }) => {
          const isMemory = error.code === 'ERR_WORKER_OUT_OF_MEMORY';
          settle(() => (isMemory ? resolve({ ok: false, refusal: 'tooMuch' }) : reject(error)));
        });
      }),
  };
}
