import type { Log } from '../../src/ports.ts';

/** A log that says nothing. */
export function silentLog(): Log {
  const say = () => undefined;
  return { info: say, warn: say, error: say };
}
