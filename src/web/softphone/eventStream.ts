/**
 * Reads a stream of numbered events with `fetch`, since EventSource cannot send headers and the token must not be in the
 * URL. After a break, continues after the last event received.
 */

export interface Numbered {
  readonly n: number;
}

export interface Following<T extends Numbered> {
  readonly headers?: Readonly<Record<string, string>>;
  /** The last event already received; 0 for none. */
  readonly after?: number;
  readonly onEvent: (event: T) => void;
  /** The stream opened, or broke and is being retried. */
  readonly onLink: (isOpen: boolean) => void;
  /** The server refused the request; no retry. */
  readonly onRefused: (status: number) => void;
}

const FIRST_WAIT_MS = 300;
const LONGEST_WAIT_MS = 5000;

/** Returns a function that stops it. */
export function followEvents<T extends Numbered>(path: string, options: Following<T>): () => void {
  const { headers = {}, onEvent, onLink, onRefused } = options;
  const stopping = new AbortController();
  const { signal } = stopping;
  let last = options.after ?? 0;
  let waitMs = FIRST_WAIT_MS;

  const read = async (): Promise<'refused' | 'broken'> => {
    const response = await fetch(`${path}?after=${last}`, { headers, signal, cache: 'no-store' });
    if (response.status >= 400 && response.status < 500) {
      onRefused(response.status);
      return 'refused';
    }
    if (!response.ok || !response.body) return 'broken';
    onLink(true);
    waitMs = FIRST_WAIT_MS;
    const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
    const take = eventReader();
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return 'broken';
      for (const data of take(value)) {
        const event = JSON.parse(data) as T;
        if (event.n <= last) continue;
        last = event.n;
        onEvent(event);
      }
    }
  };
  const keepReading = async () => {
    while (!isStopped(signal)) {
      const end = await read().catch(() => 'broken' as const);
      if (end === 'refused' || isStopped(signal)) return;
      onLink(false);
      await new Promise((resolve) => setTimeout(resolve, waitMs));
      waitMs = Math.min(waitMs * 2, LONGEST_WAIT_MS);
    }
  };
  void keepReading();
  return () => stopping.abort();
}

/** Checked again each time, since it can change during a wait. */
const isStopped = (signal: AbortSignal): boolean => signal.aborted;

/** Takes chunks of the stream and returns the data of each completed event. */
export function eventReader(): (piece: string) => readonly string[] {
  let rest = '';
  return (piece) => {
    const blocks = (rest + piece).split('\n\n');
    rest = blocks.pop() ?? '';
    return blocks.flatMap((block) => {
      const lines = block.split('\n').filter((line) => line.startsWith('data: '));
      return lines.length === 0 ? [] : [lines.map((line) => line.slice('data: '.length)).join('\n')];
    });
  };
}
