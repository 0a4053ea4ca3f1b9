/**
 * Work that nobody waits for while the service runs, such as what follows when a desk goes, and that must be over before
 * the stores close.
 */
export interface UnderWay {
  add<T>(work: Promise<T>): Promise<T>;
  /** Resolves once nothing is under way, with what was begun meanwhile; never rejects. */
  over(): Promise<void>;
}

export function underWay(): UnderWay {
  const going = new Set<Promise<unknown>>();
  return {
    add(work) {
      going.add(work);
      const forget = () => void going.delete(work);
      work.then(forget, forget);
      return work;
    },
    async over() {
      while (going.size > 0) await Promise.allSettled([...going]);
    },
  };
}
