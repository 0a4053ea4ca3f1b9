/** A task with a limited rate, however often it is requested. */
export interface Bounded {
  readonly ask: () => void;
  readonly stop: () => void;
  /** Resolves when nothing is running or requested. */
  readonly idle: () => Promise<void>;
}

/** Runs `task` on request: never concurrently, and at least `ms` after the start of the last run. */
export function throttle(ms: number, task: () => Promise<void>): Bounded {
  let running: Promise<void> | null = null;
  let asked = false;
  let stopped = false;
  const run = async (): Promise<void> => {
    while (asked && !stopped) {
      asked = false;
      const pause = new Promise((resolve) => setTimeout(resolve, ms));
      await task();
      await pause;
    }
    running = null;
  };
  return {
    ask: () => {
      asked = true;
      running ??= run();
    },
    stop: () => (stopped = true),
    idle: () => running ?? Promise.resolve(),
  };
}
