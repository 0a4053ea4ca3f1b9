/** The bell between whoever changes something and the routing engine of this process. Lost rings are found by the sweep. */
import type { Bell } from '../ports.ts';

export function createBell(): Bell {
  const listeners = new Set<() => void>();
  return {
    ring() {
      for (const listener of listeners) listener();
    },
    answeredBy(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
