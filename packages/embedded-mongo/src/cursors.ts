/**
 * Results too large for one reply. A cursor is a scan that was left in the middle; getMore continues it. It holds no lock
 * and no snapshot, only memory, and ends after ten idle minutes, as in MongoDB.
 *
 * A cursor belongs to the session that opened it and to the connection that used it last. When that connection closes, the
 * session may continue it on another one for a minute; without a session it ends at once. There is room for so many
 * cursors and so many bytes; beyond that, the client that has the most loses the one it used least recently, so that no
 * client can lock the others out.
 */
import { randomBytes } from 'node:crypto';
import { Long } from 'bson';
import type { Document } from './language/values.ts';
import type { Connection, Operation } from './operation.ts';
import { refuse } from './refuse.ts';
import { RawBatch } from './replies.ts';
import { encodeResult, MAX_DOCUMENT_BYTES } from './wire.ts';

const MINUTE = 60_000;
const IDLE_LIMIT = 10 * MINUTE;
/** How long a session has to continue its cursor after the cursor's connection closed. */
const ORPHAN_LIMIT = MINUTE;
const SWEEP_EVERY = MINUTE;
/** Each may keep some hundred documents that were read ahead. */
const MAX_CURSORS = 1000;
/** What all cursors together may keep of sorted and grouped documents. */
const MAX_HELD_BYTES = 256 * 1024 * 1024;

/** Documents of the result; null is a moment in which the scan may be interrupted. Bytes are documents already encoded. */
type Result = Document | Uint8Array | null;
export type Results = Iterator<Result, unknown> | AsyncIterator<Result, unknown>;

/** The context of a command: its connection, session and operation. */
export interface Caller {
  readonly connection: Connection;
  readonly session: string | null;
  readonly operation: Operation;
}

/** The unread rest of a result. */
interface Position {
  readonly results: Results;
  pending: Uint8Array | null;
}

interface Cursor extends Position {
  readonly id: Long;
  readonly namespace: string;
  readonly session: string | null;
  readonly operation: Operation;
  connection: Connection;
  usedAt: number;
  isBusy: boolean;
}

export interface FirstBatch {
  readonly documents: number;
  /** No cursor is kept, whatever is left. */
  readonly isSingle?: boolean;
  /** How many there can be at most; 0 is no limit. */
  readonly limit?: number;
}

export class Cursors {
  /** In the order of their last use. */
  readonly #open = new Map<string, Cursor>();
  readonly #sweeper: NodeJS.Timeout;

  constructor() {
    this.#sweeper = setInterval(() => this.endIdle(Date.now()), SWEEP_EVERY);
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
  async first(caller: Caller, namespace: string, results: Results, batch: FirstBatch): Promise<Document> {
    const position: Position = { results, pending: null };
    const { filled, isDone } = await fill(position, batch.documents, caller.operation);
    const isComplete = isDone || (filled.size > 0 && filled.size === batch.limit);
    const isKept = !isComplete && batch.isSingle !== true && !caller.connection.isClosed;
    if (!isDone && !isKept) void results.return?.();
    const id = isKept ? this.#keep(caller, namespace, position) : Long.ZERO;
    return { cursor: { firstBatch: filled, id, ns: namespace }, ok: 1 };
  }

  #keep({ connection, session, operation }: Caller, namespace: string, position: Position): Long {
    operation.suspend();
    const id = newId();
    const cursor = { ...position, id, namespace, session, operation, connection, usedAt: Date.now(), isBusy: false };
    this.#open.set(id.toString(), cursor);
    this.#makeRoom();
    return id;
  }

  async next(caller: Caller, id: Long, namespace: string, documents: number): Promise<Document> {
    const cursor = this.#usable(caller, id, namespace);
    const key = id.toString();
    const { operation } = cursor;
    cursor.isBusy = true;
    cursor.connection = caller.connection;
    try {
      operation.resume(caller.connection);
      const { filled, isDone } = await fill(cursor, documents, operation);
      operation.suspend();
      if (isDone) this.#open.delete(key);
      else this.#touch(key, cursor);
      return { cursor: { nextBatch: filled, id: isDone ? Long.ZERO : id, ns: namespace }, ok: 1 };
    } catch (error) {
      this.#open.delete(key);
      throw error;
    } finally {
      cursor.isBusy = false;
      cursor.usedAt = Date.now();
      if (caller.connection.isClosed) this.connectionClosed(caller.connection);
    }
  }

  #usable({ session }: Caller, id: Long, namespace: string): Cursor {
    const cursor = this.#open.get(id.toString());
    if (!cursor) return refuse('CursorNotFound', `cursor id ${id.toString()} not found`);
    if (cursor.namespace !== namespace) {
      refuse(
        'CursorNotFound',
        `Requested getMore on namespace '${namespace}', but cursor belongs to a different namespace ${cursor.namespace}`,
      );
    }
    if (cursor.session !== session) {
      const refusal = cursor.session === null ? 'Location50736' : session === null ? 'Location50737' : 'Location50738';
      refuse(refusal, `Cannot run getMore on cursor ${id.toString()}, which was created in another session`);
    }
    if (cursor.isBusy) refuse('InternalError', `cursor id ${id.toString()} is already in use`);
    return cursor;
  }

  /** Makes it the one used last. */
  #touch(key: string, cursor: Cursor): void {
    this.#open.delete(key);
    this.#open.set(key, cursor);
  }

  kill(id: Long, namespace: string): boolean {
    const key = id.toString();
    const cursor = this.#open.get(key);
    return cursor?.namespace === namespace && this.#end(key, cursor);
  }

  killSession(session: string): void {
    this.#endThose((cursor) => cursor.session === session);
  }

  killAll(): void {
    this.#endThose(() => true);
  }

  /** Ends what nobody can continue any more. */
  connectionClosed(connection: Connection): void {
    this.#endThose((cursor) => cursor.connection === connection && cursor.session === null && !cursor.isBusy);
  }

  /** `now`: milliseconds since 1970. */
  endIdle(now: number): void {
    this.#endThose(({ isBusy, usedAt, connection }) => {
      return !isBusy && now - usedAt > (connection.isClosed ? ORPHAN_LIMIT : IDLE_LIMIT);
    });
  }

  #endThose(isOver: (cursor: Cursor) => boolean): void {
    for (const [key, cursor] of this.#open) if (isOver(cursor)) this.#end(key, cursor);
  }

  #end(key: string, cursor: Cursor): boolean {
    void cursor.results.return?.();
    return this.#open.delete(key);
  }

  #makeRoom(): void {
    while (this.#open.size > MAX_CURSORS && this.#evict(() => 1));
    let heldBytes = 0;
    for (const { operation } of this.#open.values()) heldBytes += operation.heldBytes;
    while (heldBytes > MAX_HELD_BYTES) {
      const freed = this.#evict(({ operation }) => operation.heldBytes);
      if (!freed) return;
      heldBytes -= freed.operation.heldBytes;
    }
  }

  /** Ends the least recently used cursor of the connection whose cursors weigh the most. Connections that closed go first. */
  #evict(weightOf: (cursor: Cursor) => number): Cursor | null {
    const weights = new Map<Connection, number>();
    for (const cursor of this.#open.values()) {
      const weight = cursor.connection.isClosed ? Infinity : weightOf(cursor);
      weights.set(cursor.connection, (weights.get(cursor.connection) ?? 0) + weight);
    }
    const heaviest = [...weights].sort(([, a], [, b]) => b - a).map(([connection]) => connection);
    for (const connection of heaviest) {
      for (const [key, cursor] of this.#open) {
        if (cursor.connection !== connection || cursor.isBusy || weightOf(cursor) === 0) continue;
        this.#end(key, cursor);
        return cursor;
      }
    }
    return null;
  }
}

/** Positive and hard to guess, because knowing the id is enough to read. */
function newId(): Long {
  const bytes = randomBytes(8);
  return new Long(bytes.readInt32LE(0), (bytes.readUInt32LE(4) & 0x7fffffff) | 1);
}

async function fill(
  cursor: Position,
  documents: number,
  operation: Operation,
): Promise<{ filled: RawBatch; isDone: boolean }> {
  const filled = new RawBatch();
  if (cursor.pending && documents > 0) {
    filled.add(cursor.pending);
    cursor.pending = null;
  }
  while (filled.size < documents) {
    const next = cursor.results.next();
    const step = next instanceof Promise ? await next : next;
    if (step.done === true) return { filled, isDone: true };
    const { value } = step;
    if (operation.isDue) await operation.pause();
    if (value === null) continue;
    const bytes = value instanceof Uint8Array ? value : encodeResult(value, operation);
    if (filled.size > 0 && filled.bytes + bytes.length > MAX_DOCUMENT_BYTES) {
      cursor.pending = bytes;
      return { filled, isDone: false };
    }
    filled.add(bytes);
  }
  return { filled, isDone: false };
}
