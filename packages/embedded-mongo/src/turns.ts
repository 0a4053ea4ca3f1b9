/**
 * Fairness between connections. Most work pauses every few milliseconds, but an expression over one document, a regular
 * expression or a huge filter cannot. The time for which a connection keeps the thread like that is its debt. Connections
 * with a debt stand in one line: each waits as long as it kept the others waiting, then runs alone. So all of them together
 * take no more than half of the thread, and nobody waits for more than one of them.
 */

/** No more is paid for one turn, so that a slow machine does not stop a client. */
const LONGEST_REST_MS = 1000;

/** One connection's place. */
export interface Turn {
  /** Adds milliseconds for which the thread was kept. */
  owe(ms: number): void;
  /** Resolves when the connection may use the thread; null when it owes nothing and need not wait. */
  next(): Promise<void> | null;
}

type Rest = (ms: number) => Promise<void>;

const rested: Rest = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

export class Turns {
  readonly #line: { readonly ms: number; readonly start: () => void }[] = [];
  readonly #rest: Rest;
  #isServing = false;

  constructor(rest: Rest = rested) {
    this.#rest = rest;
  }

  open(): Turn {
    let owedMs = 0;
    return {
      owe: (ms) => {
        owedMs += ms;
      },
      next: () => {
        if (owedMs === 0) return null;
        const ms = Math.min(owedMs, LONGEST_REST_MS);
        owedMs = 0;
        return new Promise((start) => {
          this.#line.push({ ms, start });
          if (!this.#isServing) void this.#serve();
        });
      },
    };
  }

  async #serve(): Promise<void> {
    this.#isServing = true;
    for (let first = this.#line.shift(); first; first = this.#line.shift()) {
      await this.#rest(first.ms);
      first.start();
      // It runs before the next one begins to wait.
      await new Promise(setImmediate);
    }
    this.#isServing = false;
  }
}
