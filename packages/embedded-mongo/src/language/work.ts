/**
 * Time and memory that an operation uses. The query language reports them here; operation.ts sets the limits. Without a Work
 * nothing is limited.
 */
export interface Work {
  /**
   * Reports steps: about one for each item that a loop looks at, in every loop whose length depends on data. Throws 50 when
   * the operation has taken too long. Expressions report their values by themselves (see language/expressions.ts).
   */
  spend(steps?: number): void;
  /** The same for reading and planning a command, which may be long: only maxTimeMS ends it. */
  prepare(steps?: number): void;
  /** Milliseconds that are left of maxTimeMS; Infinity without one. */
  readonly leftMs: number;
  /** Reports bytes kept in memory; a negative number releases them. Throws 292 beyond the limit. */
  hold(bytes: number): void;
  readonly heldBytes: number;
  /** True when other clients should get their turn; the caller then awaits `pause`, if it can. */
  readonly isDue: boolean;
  /** Lets other clients run. Throws 50 when time is up. */
  pause(): Promise<void>;
}

/** Passes the items on, with a pause whenever one is due. */
export async function* paced<T>(items: Iterable<T>, work: Work | undefined): AsyncGenerator<T, void, undefined> {
  for (const item of items) {
    if (work?.isDue === true) await work.pause();
    yield item;
  }
}
