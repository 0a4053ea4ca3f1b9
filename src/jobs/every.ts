/** Repeats a task: the next run begins an interval after the last one ended, so that runs never overlap. */

export type Stop = () => Promise<void>;

export interface Repeated {
  /** The promise resolves once a run that is under way has ended. */
  readonly stop: Stop;
  /** Begins the rest before the next run again, with the interval of now. */
  readonly reschedule: () => void;
}

/** `interval` is asked after each run. */
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
    // O19: also one that throws before it has a promise.
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

/** Repeats a task at a fixed interval until it is stopped. */
export function every(intervalMs: number, task: () => Promise<unknown>, onError: (error: unknown) => void): Stop {
  return repeat(() => intervalMs, task, onError).stop;
}
