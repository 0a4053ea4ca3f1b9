/** Runs a limited number of tasks at once and queues the rest, so that under heavy load the first ones finish soon. */
export function limitConcurrency(count: number): <T>(work: () => Promise<T>) => Promise<T> {
  const waiting: (() => void)[] = [];
  let running = 0;
  return async (work) => {
    if (running >= count) await new Promise<void>((resolve) => waiting.push(resolve));
    else running += 1;
    try {
      return await work();
    } finally {
      // A slot passes directly to the next in the queue, so that no newcomer jumps ahead.
      const next = waiting.shift();
      if (next) next();
      else running -= 1;
    }
  };
}
