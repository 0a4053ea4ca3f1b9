/** What was read a moment ago, for answers that needn't be newer. Of too many, those that were read first are forgotten. */
interface BriefMemory<Value> {
  /** Returns the value. */
  keep(id: string, value: Value): Value;
  /** What was kept within `maxAgeMs`; otherwise undefined. */
  read(id: string, maxAgeMs: number): Value | undefined;
  forget(id: string): void;
}

export function briefMemory<Value>(atMost: number): BriefMemory<Value> {
  const known = new Map<string, { readonly value: Value; readonly readAt: number }>();
  return {
    keep(id, value) {
      // Behind all others.
      known.delete(id);
      known.set(id, { value, readAt: performance.now() });
      if (known.size > atMost) known.delete(known.keys().next().value ?? '');
      return value;
    },
    read(id, maxAgeMs) {
      const found = known.get(id);
      return found && performance.now() - found.readAt < maxAgeMs ? found.value : undefined;
    },
    forget: (id) => void known.delete(id),
  };
}
