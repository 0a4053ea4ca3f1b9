/**
 * One operation: a command, or a cursor over all its commands. It knows how much of `maxTimeMS` is left, when other clients
 * should get their turn, how long it has computed without a pause, and how many bytes it keeps in memory.
 */
import type { ExpressionContext } from './language/expressions.ts';
import type { MongoError } from './language/errors.ts';
import type { Work } from './language/work.ts';
import { refusal, refuse } from './refuse.ts';

/** One client's connection. */
export interface Connection {
  readonly id: number;
  readonly isClosed: boolean;
}

/** How long an operation may keep other clients waiting. */
const SLICE_MS = 10;
/** No expression over one document may take longer; nothing can interrupt it but itself. */
const MAX_STRETCH_MS = 1000;
/** MongoDB's own limit for a stage that does not go to the disk. */
const MAX_HELD_BYTES = 100 * 1024 * 1024;
/** The clock is read once in so many items. */
const ITEMS_PER_LOOK = 8;

export class Operation implements Work {
  readonly context: ExpressionContext;
  #connection: Connection | null;
  /** What is left of maxTimeMS, as of the last `suspend`. */
  #leftMs: number;
  #deadlineAt = Infinity;
  #sliceEndsAt = Infinity;
  #stretchEndsAt = Infinity;
  #items = 0;
  #heldBytes = 0;

  /** `connection` is null for operations that finish even if their client is gone. */
  constructor(maxTimeMs = Infinity, connection: Connection | null = null) {
    this.context = { now: new Date(), work: this };
    this.#leftMs = maxTimeMs;
    this.#connection = connection;
    this.resume();
  }

  get now(): Date {
    return this.context.now;
  }

  get heldBytes(): number {
    return this.#heldBytes;
  }

  /** Starts the clock, after `suspend` or at the beginning. */
  resume(connection = this.#connection): void {
    if (this.#leftMs < 0) throw timeIsUp();
    this.#connection = connection;
    const now = performance.now();
    this.#deadlineAt = now + this.#leftMs;
    this.#beginAt(now, SLICE_MS);
  }

  /** Stops the clock: time in which a cursor waits for its client does not count. */
  suspend(): void {
    this.#leftMs = this.#deadlineAt - performance.now();
  }

  /** Begins a stretch without a pause. Throws 50 when time is up. */
  begin(sliceMs = SLICE_MS): void {
    const now = performance.now();
    if (now > this.#deadlineAt) throw timeIsUp();
    this.#beginAt(now, sliceMs);
  }

  #beginAt(now: number, sliceMs: number): void {
    this.#sliceEndsAt = now + sliceMs;
    this.#stretchEndsAt = now + MAX_STRETCH_MS;
  }

  get isDue(): boolean {
    return performance.now() > this.#sliceEndsAt;
  }

  /** Throws 50 when maxTimeMS is over. */
  checkTime(): void {
    if (performance.now() > this.#deadlineAt) throw timeIsUp();
  }

  async pause(): Promise<void> {
    await new Promise(setImmediate);
    if (this.#connection?.isClosed === true) {
      refuse('ClientDisconnect', 'operation was interrupted because the client disconnected');
    }
    this.begin();
  }

  spend(): void {
    this.#items += 1;
    if (this.#items % ITEMS_PER_LOOK !== 0) return;
    const now = performance.now();
    if (now > this.#deadlineAt) throw timeIsUp();
    if (now > this.#stretchEndsAt) {
      refuse('MaxTimeMSExpired', `an expression took longer than ${MAX_STRETCH_MS} ms on one document`);
    }
  }

  hold(bytes: number): void {
    this.#heldBytes += bytes;
    if (this.#heldBytes <= MAX_HELD_BYTES) return;
    refuse(
      'QueryExceededMemoryLimitNoDiskUseAllowed',
      `Exceeded the memory limit of ${MAX_HELD_BYTES} bytes; the embedded database does not use the disk for this, so an index or a $match has to narrow it`,
    );
  }
}

function timeIsUp(): MongoError {
  return refusal('MaxTimeMSExpired', 'operation exceeded time limit');
}

/** Lets other clients in every few milliseconds. Null among the items is a moment in which nothing was found. */
export async function* inSlices<T>(
  items: Iterable<T | null>,
  operation: Operation,
): AsyncGenerator<T, void, undefined> {
  for (const item of items) {
    if (item !== null) yield item;
    if (operation.isDue) await operation.pause();
  }
}
