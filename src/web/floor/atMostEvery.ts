/** A task that may be asked for at any rate and runs at a bounded one. */
export interface Bounded {
  readonly ask: () => void;
  readonly stop: () => void;
  /** Resolves once nothing is running and nothing more was asked for. */
  readonly idle: () => Promise<void>;
}

/** Runs `task` when asked, never twice at once, and never sooner than `ms` after it last began. */
export function atMostEvery(ms: number, task: () => Promise<void>): Bounded {
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
