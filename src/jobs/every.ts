/** Repeats a task: the next run begins `intervalMs` after the last one ended, so that runs never overlap. */

export type Stop = () => Promise<void>;

/** Returns what stops it; the promise resolves once a run that is under way has ended. */
export function every(intervalMs: number, task: () => Promise<unknown>, onError: (error: unknown) => void): Stop {
  let isStopped = false;
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<unknown> = Promise.resolve();
  const run = () => {
    // O19: also one that throws before it has a promise.
    running = Promise.resolve()
      .then(task)
      .catch(onError)
      .then(() => {
        if (!isStopped) timer = setTimeout(run, intervalMs);
      });
  };
  timer = setTimeout(run, intervalMs);
  return async () => {
    isStopped = true;
    clearTimeout(timer);
    await running;
  };
}
