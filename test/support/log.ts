import type { Log } from '../../src/ports/basics.ts';

/** A silent log. */
export function silentLog(): Log {
  const say = () => undefined;
  return { info: say, warn: say, error: say };
}
