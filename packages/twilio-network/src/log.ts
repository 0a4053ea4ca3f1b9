/**
 * The log for people: each request, TwiML document and change of a call as one sentence with details. It hides nothing,
 * lives in memory only and drops its oldest entries.
 */
export type LogKind = 'call' | 'webhook' | 'twiml' | 'rest' | 'ignored' | 'fault' | 'error';

export interface LogEntry {
  /** Increases by one with each entry, so that a reader can resume after its last one. */
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
  /** Calls the listener with each new entry. Returns a function that stops it. */
  listen(listener: (entry: LogEntry) => void): () => void;
}

const MAX_ENTRIES = 2_000;
/** A TwiML document may have 64 KB; its beginning is enough. */
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
      if (entries.length > MAX_ENTRIES) entries.shift();
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
