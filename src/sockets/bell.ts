/** Lets a change wake the routing engine of this process. The sweep makes up for lost rings. */
import type { Bell } from '../ports/nodes.ts';

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
