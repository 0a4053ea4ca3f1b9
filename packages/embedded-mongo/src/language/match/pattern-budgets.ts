/**
 * How long a regular expression may take on one value. One that ran out of time will do so again, so for a minute after that
 * it gets much less: a client that repeats it costs the others little.
 */
const BUDGET_MS = 100;
const AGAIN_MS = 5;
const REMEMBERED_MS = 60_000;
/** The patterns that ran out of time longest ago are forgotten first. */
const MOST_REMEMBERED = 1000;

export class PatternBudgets {
  /** When each pattern last ran out of time, the oldest first. */
  readonly #ranOutAt = new Map<string, number>();

  /** In milliseconds. */
  of(pattern: string, now: number): number {
    const at = this.#ranOutAt.get(pattern);
    return at !== undefined && now < at + REMEMBERED_MS ? AGAIN_MS : BUDGET_MS;
  }

  ranOut(pattern: string, now: number): void {
    this.#ranOutAt.delete(pattern);
    this.#ranOutAt.set(pattern, now);
    for (const oldest of this.#ranOutAt.keys()) {
      if (this.#ranOutAt.size <= MOST_REMEMBERED) return;
      this.#ranOutAt.delete(oldest);
    }
  }
}
