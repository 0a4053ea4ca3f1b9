/**
 * The network's clock. Everything that waits (speech, timeouts, ringing, faults) uses it, so that a test can skip an hour
 * in a moment. Times are milliseconds since 1970.
 *
 * A manual clock moves only in `advance` and `until`. It runs due tasks in order and, between two tasks, waits for all
 * pending webhooks and REST requests, so that the outcome does not depend on the machine's speed. HTTP timeouts are
 * always in real time.
 */
export interface Clock {
  readonly kind: 'real' | 'manual';
  now(): number;
  /** Runs the task once, `ms` from now. Returns a function that cancels it. */
  after(ms: number, task: () => void): () => void;
  /** Resolves `ms` from now; rejects with the signal's reason if that comes first. */
  sleep(ms: number, signal: AbortSignal): Promise<void>;
  /** Makes a manual clock wait for this work. Returns the same work. */
  during<T>(work: Promise<T>): Promise<T>;
  /** Manual only: moves time by `ms` and runs everything that becomes due. A real clock rejects. */
  advance(ms: number): Promise<void>;
  /** Manual only: moves from task to task until the condition holds; rejects after `limitMs`. */
  until(holds: () => boolean, limitMs?: number): Promise<void>;
  /** Resolves once no work is pending except timers. */
  settle(): Promise<void>;
  /** Drops all scheduled tasks. */
  stop(): void;
}

/** Node's timers fire at once above 2^31 - 1 ms. */
const LONGEST_TIMER_MS = 0x7fffffff;
const DEFAULT_LIMIT_MS = 600_000;

export function makeClock(kind: 'real' | 'manual', startAt = Date.now()): Clock {
  return kind === 'manual' ? manualClock(startAt) : realClock();
}

function realClock(): Clock {
  const timers = new Set<NodeJS.Timeout>();
  const work = pendingWork();
  const after = (ms: number, task: () => void) => {
    const timer = setTimeout(
      () => {
        timers.delete(timer);
        task();
      },
      Math.min(Math.max(ms, 0), LONGEST_TIMER_MS),
    );
    timers.add(timer);
    return () => {
      clearTimeout(timer);
      timers.delete(timer);
    };
  };
  const refuse = () =>
    Promise.reject(new Error('the clock is real; start the network with clock: "manual" to move it'));
  return {
    kind: 'real',
    now: () => Date.now(),
    after,
    sleep: (ms, signal) => sleep(after, ms, signal),
    during: work.during,
    advance: refuse,
    until: refuse,
    settle: work.settle,
    stop() {
      for (const timer of timers) clearTimeout(timer);
      timers.clear();
    },
  };
}

interface Task {
  readonly at: number;
  readonly run: () => void;
}

function manualClock(startAt: number): Clock {
  let now = startAt;
  let tasks: Task[] = [];
  const work = pendingWork();
  /** Only one caller moves time at once; the next waits. */
  let turn: Promise<unknown> = Promise.resolve();
  const inTurn = (move: () => Promise<void>) => {
    const moved = turn.then(move);
    turn = moved.catch(() => undefined);
    return moved;
  };

  const after = (ms: number, run: () => void) => {
    const task = { at: now + Math.max(ms, 0), run };
    // Tasks that are due at the same time run in the order they were scheduled.
    const place = tasks.findIndex((other) => other.at > task.at);
    tasks.splice(place === -1 ? tasks.length : place, 0, task);
    return () => {
      tasks = tasks.filter((other) => other !== task);
    };
  };

  /** Runs the next task if it is due by `limit`; false if there is none. */
  async function step(limit: number): Promise<boolean> {
    const task = tasks[0];
    if (!task || task.at > limit) return false;
    tasks.shift();
    now = Math.max(now, task.at);
    task.run();
    await work.settle();
    return true;
  }

  return {
    kind: 'manual',
    now: () => now,
    after,
    sleep: (ms, signal) => sleep(after, ms, signal),
    during: work.during,
    advance: (ms) =>
      inTurn(async () => {
        const target = now + ms;
        await work.settle();
        while (await step(target));
        now = target;
      }),
    until: (holds, limitMs = DEFAULT_LIMIT_MS) =>
      inTurn(async () => {
        const limit = now + limitMs;
        await work.settle();
        while (!holds()) {
          if (await step(limit)) continue;
          throw new Error(`the condition did not hold within ${limitMs / 1000} s of the network's time`);
        }
      }),
    settle: work.settle,
    stop() {
      tasks = [];
    },
  };
}

function sleep(after: Clock['after'], ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    if (signal.aborted) {
      reject(signal.reason as Error);
      return;
    }
    const onAbort = () => {
      cancel();
      reject(signal.reason as Error);
    };
    const cancel = after(ms, () => {
      signal.removeEventListener('abort', onAbort);
      resolve();
    });
    signal.addEventListener('abort', onAbort, { once: true });
  });
}

/** Counts pending work and notifies when there is none. */
function pendingWork() {
  let count = 0;
  let waiting: (() => void)[] = [];
  return {
    async during<T>(work: Promise<T>): Promise<T> {
      count++;
      try {
        return await work;
      } finally {
        if (--count === 0) {
          for (const resolve of waiting) resolve();
          waiting = [];
        }
      }
    },
    async settle(): Promise<void> {
      // An answer may start the next request a few turns later; two turns without work mean the end.
      for (let quietTurns = 0; quietTurns < 2;) {
        await new Promise((resolve) => setImmediate(resolve));
        if (count === 0) quietTurns++;
        else {
          quietTurns = 0;
          await new Promise<void>((resolve) => waiting.push(resolve));
        }
      }
    },
  };
}
