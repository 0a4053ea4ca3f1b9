/**
 * What happened, for people: each request, each TwiML document, each change of a call, as one sentence with its details.
 * It is a simulator's log and hides nothing; it lives in memory only and forgets its oldest entries.
 */
export type LogKind = 'call' | 'webhook' | 'twiml' | 'rest' | 'ignored' | 'fault' | 'error';

export interface LogEntry {
  /** Grows by one with each entry; a reader that was away asks for what came after its last. */
  readonly n: number;
  /** Milliseconds since 1970 on the network's clock. */
  readonly at: number;
  readonly kind: LogKind;
  readonly callSid?: string;
  readonly text: string;
  readonly details?: Readonly<Record<string, unknown>>;
}

export interface Log {
  readonly entries: readonly LogEntry[];
  write(kind: LogKind, text: string, more?: { callSid?: string; details?: Readonly<Record<string, unknown>> }): void;
  /** Calls the listener with every new entry until the returned function is called. */
  listen(listener: (entry: LogEntry) => void): () => void;
}

const MOST_ENTRIES = 2_000;
/** A TwiML document may be 64 KB; a reader needs its beginning. */
const LONGEST_DETAIL = 8_000;

export function makeLog(now: () => number): Log {
  const entries: LogEntry[] = [];
  const listeners = new Set<(entry: LogEntry) => void>();
  let n = 0;
  return {
    entries,
    write(kind, text, { callSid, details } = {}) {
      const entry: LogEntry = {
        n: ++n,
        at: now(),
        kind,
        text,
        ...(callSid === undefined ? {} : { callSid }),
        ...(details === undefined ? {} : { details: shorten(details) }),
      };
      entries.push(entry);
      if (entries.length > MOST_ENTRIES) entries.shift();
      for (const listener of listeners) listener(entry);
    },
    listen(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

function shorten(details: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  return Object.fromEntries(
    Object.entries(details).map(([name, value]) => [
      name,
      typeof value === 'string' && value.length > LONGEST_DETAIL ? `${value.slice(0, LONGEST_DETAIL)}…` : value,
    ]),
  );
}
