/** The keys that a phone presses while a verb listens. */
import type { Call } from '../records.ts';
import type { Clock } from '../../clock.ts';

export interface Keys {
  /** The next key, or null when none came within `ms`. Rejects when the signal is aborted. */
  next(ms: number, signal: AbortSignal): Promise<string | null>;
  /** Stops listening. */
  stop(): void;
}

export function listenToKeys(call: Call, clock: Clock, onKey: () => void): Keys {
  const waiting: string[] = [];
  let wake: (() => void) | null = null;
  const listener = (key: string) => {
    waiting.push(key);
    onKey();
    wake?.();
  };
  call.keyListeners.add(listener);
  return {
    async next(ms, signal) {
      if (waiting.length === 0) {
        const stop = new AbortController();
        wake = () => stop.abort(PRESSED);
        try {
          await clock.sleep(ms, AbortSignal.any([signal, stop.signal]));
        } catch (error) {
          if (error !== PRESSED) throw error;
        } finally {
          wake = null;
        }
      }
      return waiting.shift() ?? null;
    },
    stop: () => call.keyListeners.delete(listener),
  };
}

const PRESSED = new Error('a key was pressed');
