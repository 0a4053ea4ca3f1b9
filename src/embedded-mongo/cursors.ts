/**
 * Results too large for one reply. A cursor is a scan that was left in the middle; getMore goes on with it. It holds
 * no lock and no snapshot, only memory, and is forgotten after ten idle minutes, as in MongoDB.
 */
import { randomBytes } from 'node:crypto';
import { Long } from 'bson';
import type { Document } from './language/values.ts';
import { refuse } from './refuse.ts';
import { RawBatch } from './replies.ts';
import { encodeDocument, MAX_DOCUMENT_BYTES } from './wire.ts';

const MINUTE = 60_000;
const IDLE_LIMIT = 10 * MINUTE;
const SWEEP_EVERY = MINUTE;
const MAX_CURSORS = 10_000;
/** How long a scan may keep the other connections waiting. */
const SLICE_MS = 10;

/** Documents of the result; null is a moment in which the scan may be interrupted. Bytes are documents already encoded. */
type Result = Document | Uint8Array | null;
export type Results = Iterator<Result, unknown> | AsyncIterator<Result, unknown>;

/** Where a result is read on. */
interface Position {
  readonly results: Results;
  pending: Uint8Array | null;
}

interface Cursor extends Position {
  readonly id: Long;
  readonly namespace: string;
  usedAt: number;
  isBusy: boolean;
}

export interface BatchLimits {
  readonly documents: number;
  readonly deadlineAt: number;
}

export class Cursors {
  readonly #open = new Map<string, Cursor>();
  readonly #sweeper: NodeJS.Timeout;

  constructor() {
    this.#sweeper = setInterval(() => this.#forgetIdle(Date.now()), SWEEP_EVERY);
    this.#sweeper.unref();
  }

  close(): void {
    clearInterval(this.#sweeper);
    this.#open.clear();
  }

  get size(): number {
    return this.#open.size;
  }

  /** The first reply of a find or aggregate; keeps a cursor when there is more. */
  async first(namespace: string, results: Results, limits: BatchLimits, closes: boolean): Promise<Document> {
    const position: Position = { results, pending: null };
    const { batch, isDone } = await fill(position, limits);
    const id = isDone || closes ? Long.ZERO : this.#keep(namespace, position);
    return { cursor: { firstBatch: batch, id, ns: namespace }, ok: 1 };
  }

  #keep(namespace: string, position: Position): Long {
    if (this.#open.size >= MAX_CURSORS) refuse('InternalError', `more than ${MAX_CURSORS} cursors are open`);
    const id = newId();
    this.#open.set(id.toString(), { ...position, id, namespace, usedAt: Date.now(), isBusy: false });
    return id;
  }

  async next(id: Long, namespace: string, limits: BatchLimits): Promise<Document> {
    const cursor = this.#open.get(id.toString());
    if (!cursor) return refuse('CursorNotFound', `cursor id ${id.toString()} not found`);
    if (cursor.namespace !== namespace) {
      refuse(
        'CursorNotFound',
        `Requested getMore on namespace '${namespace}', but cursor belongs to a different namespace ${cursor.namespace}`,
      );
    }
    if (cursor.isBusy) refuse('InternalError', `cursor id ${id.toString()} is already in use`);
    cursor.isBusy = true;
    try {
      const { batch, isDone } = await fill(cursor, limits);
      if (isDone) this.#open.delete(id.toString());
      return { cursor: { nextBatch: batch, id: isDone ? Long.ZERO : id, ns: namespace }, ok: 1 };
    } catch (error) {
      this.#open.delete(id.toString());
      throw error;
    } finally {
      cursor.isBusy = false;
      cursor.usedAt = Date.now();
    }
  }

  kill(id: Long, namespace: string): boolean {
    const cursor = this.#open.get(id.toString());
    if (cursor?.namespace !== namespace) return false;
    void cursor.results.return?.();
    return this.#open.delete(id.toString());
  }

  #forgetIdle(now: number): void {
    for (const [id, cursor] of this.#open) {
      if (!cursor.isBusy && now - cursor.usedAt > IDLE_LIMIT) this.#open.delete(id);
    }
  }
}

/** Positive and hard to guess: whoever knows the number may read on. */
function newId(): Long {
  const bytes = randomBytes(8);
  return new Long(bytes.readInt32LE(0), (bytes.readUInt32LE(4) & 0x7fffffff) | 1);
}

async function fill(cursor: Position, limits: BatchLimits): Promise<{ batch: RawBatch; isDone: boolean }> {
  const batch = new RawBatch();
  if (cursor.pending) {
    batch.add(cursor.pending);
    cursor.pending = null;
  }
  let pauseAt = performance.now() + SLICE_MS;
  while (batch.size < limits.documents) {
    const next = cursor.results.next();
    const step = next instanceof Promise ? await next : next;
    if (step.done === true) return { batch, isDone: true };
    const { value } = step;
    if (performance.now() > pauseAt) {
      await new Promise(setImmediate);
      if (Date.now() > limits.deadlineAt) refuse('MaxTimeMSExpired', 'operation exceeded time limit');
      pauseAt = performance.now() + SLICE_MS;
    }
    if (value === null) continue;
    const bytes = value instanceof Uint8Array ? value : encodeDocument(value);
    if (batch.size > 0 && batch.bytes + bytes.length > MAX_DOCUMENT_BYTES) {
      cursor.pending = bytes;
      return { batch, isDone: false };
    }
    batch.add(bytes);
  }
  return { batch, isDone: false };
}
