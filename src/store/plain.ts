/**
 * The boundary between database documents and plain values of core: reads return a deep copy without Dates, `_id` or
 * nulls, and driver errors become StoreUnavailable or a named duplicate.
 *
 * Schema fields of type Date cast numbers on writing, so a Moment can be passed as is.
 */
import mongoose from 'mongoose';
import { StoreUnavailable } from '../ports/basics.ts';
import { isUnavailable } from './unavailable.ts';

/** A unique index reports that another write came first: the index's fields and the existing values. */
export interface Duplicate {
  readonly duplicate: Readonly<Record<string, number>>;
  readonly value: Readonly<Record<string, unknown>>;
}

export function isDuplicate(result: unknown): result is Duplicate {
  return typeof result === 'object' && result !== null && 'duplicate' in result;
}

/**
 * A lean document as a plain value: Dates as milliseconds, `_id` as `id`, without nulls and undefined (except in
 * arrays) and `__v`. The copy is deep. `T` is what the schema promises; it isn't checked here.
 */
// eslint-disable-next-line @typescript-eslint/no-unnecessary-type-parameters -- names what the schema promises
export function toPlain<T>(document: unknown): T {
  return plain(document, 0) as T;
}

// An embedded `_id` is a plain field where a schema asks for one; ours set `_id: false` below the top level.
function plain(value: unknown, depth: number): unknown {
  if (value instanceof Date) return value.getTime();
  if (Array.isArray(value)) return value.map((item) => plain(item, depth + 1));
  if (typeof value !== 'object' || value === null) return value;
  const copy: Record<string, unknown> = {};
  for (const [key, field] of Object.entries(value)) {
    if (field === undefined || field === null || key === '__v') continue;
    define(copy, key === '_id' && depth === 0 ? 'id' : key, plain(field, depth + 1));
  }
  return copy;
}

// A stored `__proto__` is an ordinary field; assigning it would change the copy's prototype instead.
function define(target: object, key: string, value: unknown): void {
  Object.defineProperty(target, key, { value, enumerable: true, writable: true, configurable: true });
}

/** How long the driver waits for a response. */
export const SILENCE_MS = 5000;
/**
 * When to give up on a call whatever the driver does. It has its own timeouts, but a command written in the same turn
 * in which its socket dies waits forever for a `drain`, and no driver timeout applies there.
 */
const LONGEST_MS = SILENCE_MS + 1000;

/**
 * Runs one driver call, which may take `withinMs`. A store that can't be reached, or doesn't respond in time, becomes
 * StoreUnavailable: the result of a write is then unknown, and only repeating it under the same key is safe. Other
 * errors pass through.
 */
export async function runGuarded<T>(call: () => PromiseLike<T>, withinMs = LONGEST_MS): Promise<T> {
  try {
    return await within(withinMs, call());
  } catch (error) {
    throw isUnavailable(error) ? new StoreUnavailable('The database did not answer.', { cause: error }) : error;
  }
}

/** Like `guarded` without a time limit: for a connection from `connectToBuild`. */
export function runGuardedBuild<T>(call: () => PromiseLike<T>): Promise<T> {
  return runGuarded(call, Infinity);
}

async function within<T>(ms: number, answer: PromiseLike<T>): Promise<T> {
  if (ms === Infinity) return answer;
  let timer: NodeJS.Timeout | undefined;
  const tooLate = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new StoreUnavailable(`The database did not answer within ${ms} ms.`)), ms);
  });
  try {
    return await Promise.race([answer, tooLate]);
  } finally {
    clearTimeout(timer);
  }
}

/** Like `guarded`, for writes that may lose a race: a duplicate key is a normal result, returned as `Duplicate`. */
export async function runGuardedClaim<T>(call: () => PromiseLike<T>): Promise<T | Duplicate> {
  try {
    return await runGuarded(call);
  } catch (error) {
    const duplicate = duplicateOf(error);
    if (duplicate) return duplicate;
    throw error;
  }
}

const DUPLICATE_KEY = 11_000;

function duplicateOf(error: unknown): Duplicate | null {
  if (!(error instanceof mongoose.mongo.MongoServerError) || error.code !== DUPLICATE_KEY) return null;
  // A bulk write nests the server's response one level down.
  const answer = (error['writeErrors'] as { err?: Record<string, unknown> }[] | undefined)?.[0]?.err ?? error;
  return {
    duplicate: (answer as { keyPattern?: Record<string, number> }).keyPattern ?? {},
    value: (answer as { keyValue?: Record<string, unknown> }).keyValue ?? {},
  };
}
