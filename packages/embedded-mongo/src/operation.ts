/**
 * One operation: a command, or a cursor over all its commands. It knows how much of `maxTimeMS` is left, when other clients
 * should get their turn, how long it has computed without a pause, and how many bytes it keeps in memory.
 */
import type { ExpressionContext } from './language/expressions.ts';
import type { MongoError } from './language/errors.ts';
import type { Work } from './language/work.ts';
import { refusal, refuse } from './refuse.ts';
import type { Turn } from './turns.ts';

/** One client's connection. */
export interface Connection {
  readonly id: number;
  readonly isClosed: boolean;
  /** Its place among the connections that keep the others waiting. */
  readonly turn?: Turn;
}

/** How long an operation may keep other clients waiting. */
const SLICE_MS = 10;
/** No expression over one document may take longer; nothing can interrupt it but itself. */
const MAX_STRETCH_MS = 1000;
/** MongoDB's own limit for a stage that does not go to the disk. */
const MAX_HELD_BYTES = 100 * 1024 * 1024;
/** The clock is read once in so many steps. */
const STEPS_PER_LOOK = 16;
/** A stretch that is longer than this is the connection's debt. Others may make the thread pause for a few slices. */
const FREE_STRETCH_MS = 3 * SLICE_MS;

export class Operation implements Work {
  readonly context: ExpressionContext;
  #connection: Connection | null;
  /** What is left of maxTimeMS, as of the last `suspend`. */
  #leftMs: number;
  #deadlineAt = Infinity;
  #sliceEndsAt = Infinity;
  #stretchBeganAt = 0;
  /** Since when it computes for one document. */
  #documentBeganAt = 0;
  /** What the connection owes for this stretch. */
  #owedMs = 0;
  #steps = 0;
  #looksAt = STEPS_PER_LOOK;
  readonly #clock: () => number;
  #heldBytes = 0;

  /** `connection` is null for operations that finish even if their client is gone. */
  constructor(maxTimeMs = Infinity, connection: Connection | null = null, clock = () => performance.now()) {
    this.#clock = clock;
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
    const now = this.#clock();
    this.#deadlineAt = now + this.#leftMs;
    this.#beginAt(now, SLICE_MS);
  }

  /** Stops the clock: time in which a cursor waits for its client does not count. */
  suspend(): void {
    this.#leftMs = this.leftMs;
  }

  get leftMs(): number {
    return this.#deadlineAt - this.#clock();
  }

  /** Begins a stretch without a pause. Throws 50 when time is up. */
  begin(sliceMs = SLICE_MS): void {
    const now = this.#clock();
    if (now > this.#deadlineAt) throw timeIsUp();
    this.#beginAt(now, sliceMs);
  }

  #beginAt(now: number, sliceMs: number): void {
    this.#sliceEndsAt = now + sliceMs;
    this.#stretchBeganAt = now;
    this.#documentBeganAt = now;
    this.#owedMs = 0;
  }

  get isDue(): boolean {
    return this.#clock() > this.#sliceEndsAt;
  }

  /** Throws 50 when maxTimeMS is over. */
  checkTime(): void {
    if (this.#clock() > this.#deadlineAt) throw timeIsUp();
  }

  async pause(): Promise<void> {
    await (this.#connection?.turn?.next() ?? new Promise(setImmediate));
    if (this.#connection?.isClosed === true) {
      refuse('ClientDisconnect', 'operation was interrupted because the client disconnected');
    }
    this.begin();
  }

  spend(steps = 1): void {
    this.#steps += steps;
    if (this.#steps < this.#looksAt) return;
    const now = this.#look();
    if (now > this.#documentBeganAt + MAX_STRETCH_MS) {
      refuse('MaxTimeMSExpired', `an expression took longer than ${MAX_STRETCH_MS} ms on one document`);
    }
  }

  prepare(steps = 1): void {
    this.#steps += steps;
    if (this.#steps >= this.#looksAt) this.#documentBeganAt = this.#look();
  }

  /** Reads the clock. */
  #look(): number {
    this.#looksAt = this.#steps + STEPS_PER_LOOK;
    const now = this.#clock();
    const keptMs = now - this.#stretchBeganAt;
    if (keptMs > FREE_STRETCH_MS) {
      this.#connection?.turn?.owe(keptMs - this.#owedMs);
      this.#owedMs = keptMs;
    }
    if (now > this.#deadlineAt) throw timeIsUp();
    return now;
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
