/**
 * Work on the same thing one after another within this process, so that it doesn’t compete for the same document and
 * try again. Nothing depends on it: between processes, and after `longestMs`, conditional writes decide.
 */
export function takeTurns(longestMs: number): <T>(key: string, work: () => Promise<T>) => Promise<T> {
  /** The last of each key: resolves when it ends, however it ends. */
  const last = new Map<string, Promise<void>>();
  return async (key, work) => {
    const before = last.get(key);
    const turn = before ? endOf(before, longestMs).then(work) : work();
    const end = turn.then(
      () => undefined,
      () => undefined,
    );
    last.set(key, end);
    try {
      return await turn;
    } finally {
      if (last.get(key) === end) last.delete(key);
    }
  };
}

/** Resolves when it ends, or after `ms`. */
function endOf(before: Promise<void>, ms: number): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms);
    void before.then(() => {
      clearTimeout(timer);
      resolve();
    });
  });
}
