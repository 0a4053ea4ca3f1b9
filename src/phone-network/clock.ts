/**
 * The network's one clock. Everything that waits (speech, timeouts, ringing, faults) waits on it, so that a test can move
 * an hour in a moment. Times are milliseconds since 1970.
 *
 * A manual clock stands still until `advance`; it then runs what is due in the order in which it is due, and between two
 * steps waits for every webhook and REST request under way, so that the outcome does not depend on the machine's speed.
 * Time on the wire is always real: a server that hangs is given up after its real 15 seconds.
 */
export interface Clock {
  readonly kind: 'real' | 'manual';
  now(): number;
  /** Runs the task once, `ms` from now. Returns its cancellation, which may be called at any time. */
  after(ms: number, task: () => void): () => void;
  /** Resolves `ms` from now; rejects with the signal's reason when that comes first. */
  sleep(ms: number, signal: AbortSignal): Promise<void>;
  /** Marks work that a manual clock must wait for before it goes on. Returns the same work. */
  during<T>(work: Promise<T>): Promise<T>;
  /** Manual only: moves time by `ms`, running everything that becomes due. A real clock rejects. */
  advance(ms: number): Promise<void>;
  /** Manual only: moves from due time to due time until the claim holds; rejects when `limitMs` did not suffice. */
  until(holds: () => boolean, limitMs?: number): Promise<void>;
  /** Resolves once nothing is under way that does not wait for time. */
  settle(): Promise<void>;
  /** Forgets every waiting task. */
  stop(): void;
}

/** Node's timers fire at once beyond 2^31 - 1 ms. */
const LONGEST_TIMER_MS = 0x7fffffff;
const DEFAULT_LIMIT_MS = 600_000;

export function makeClock(kind: 'real' | 'manual', startAt = Date.now()): Clock {
  return kind === 'manual' ? manualClock(startAt) : realClock();
}

function realClock(): Clock {
  const timers = new Set<NodeJS.Timeout>();
  const work = underWay();
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
  const work = underWay();
  /** Who moves time does so alone: a second mover waits for the first. */
  let turn: Promise<unknown> = Promise.resolve();
  const inTurn = (move: () => Promise<void>) => {
    const moved = turn.then(move);
    turn = moved.catch(() => undefined);
    return moved;
  };

  const after = (ms: number, run: () => void) => {
    const task = { at: now + Math.max(ms, 0), run };
    // Of two tasks due at the same moment the one asked for first runs first.
    const place = tasks.findIndex((other) => other.at > task.at);
    tasks.splice(place === -1 ? tasks.length : place, 0, task);
    return () => {
      tasks = tasks.filter((other) => other !== task);
    };
  };

  /** Runs the next task if it is due by `limit`; false when there is none. */
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
          throw new Error(`it did not come true within ${limitMs / 1000} s of the network's time`);
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

/** Counts what is under way, and tells when it is nothing. */
function underWay() {
  let count = 0;
  let waiting: (() => void)[] = [];
  return {
    async during<T>(work: Promise<T>): Promise<T> {
      count++;
      try {
        return await work;
      } finally {
        if (--count === 0) {
          for (const tell of waiting) tell();
          waiting = [];
        }
      }
    },
    async settle(): Promise<void> {
      // What follows from an answer may start the next request only some turns later; two quiet turns are the end of it.
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
