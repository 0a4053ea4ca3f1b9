/**
 * Work in progress that nothing awaits while the service runs, such as what follows when a desk disconnects. It must
 * finish before the stores close.
 */
export interface PendingWork {
  add<T>(work: Promise<T>): Promise<T>;
  /** Resolves once no work is in progress, including work that starts in the meantime. Never rejects. */
  settled(): Promise<void>;
}

export function pendingWork(): PendingWork {
  const pending = new Set<Promise<unknown>>();
  return {
    add(work) {
      pending.add(work);
      const forget = () => void pending.delete(work);
      work.then(forget, forget);
      return work;
    },
    async settled() {
      while (pending.size > 0) await Promise.allSettled([...pending]);
    },
  };
}
