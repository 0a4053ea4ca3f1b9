/**
 * Work in progress that nobody awaits while the service runs, such as what follows when a desk disconnects. It must
 * finish before the stores close.
 */
export interface UnderWay {
  add<T>(work: Promise<T>): Promise<T>;
  /** Resolves once no work is in progress, including work that starts in the meantime. Never rejects. */
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
