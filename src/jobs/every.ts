/** Repeats a task. The next run starts one interval after the last one ended, so runs never overlap. */

export type Stop = () => Promise<void>;

export interface Repeated {
  /** Resolves once the current run has ended. */
  readonly stop: Stop;
  /** Restarts the wait before the next run with the current interval. */
  readonly reschedule: () => void;
}

/** `interval` is called after each run. */
export function repeat(
  interval: () => number,
  task: () => Promise<unknown>,
  onError: (error: unknown) => void,
): Repeated {
  let isStopped = false;
  let isRunning = false;
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<unknown> = Promise.resolve();
  const rest = () => {
    clearTimeout(timer);
    if (!isStopped && !isRunning) timer = setTimeout(run, interval());
  };
  const run = () => {
    isRunning = true;
    // O19: this also catches a task that throws before it returns a promise.
    running = Promise.resolve()
      .then(task)
      .catch(onError)
      .then(() => {
        isRunning = false;
        rest();
      });
  };
  rest();
  return {
    async stop() {
      isStopped = true;
      clearTimeout(timer);
      await running;
    },
    reschedule: rest,
  };
}

/** Repeats a task at a fixed interval until stopped. */
export function every(intervalMs: number, task: () => Promise<unknown>, onError: (error: unknown) => void): Stop {
  return repeat(() => intervalMs, task, onError).stop;
}
