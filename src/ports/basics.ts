/** What every room needs: the clock, randomness, the log, pages of lists, and edited documents with a version. */
import { PlainError } from '../core/vocabulary/errors.ts';
import type { Moment } from '../core/vocabulary/time.ts';

/** The store could not be reached or did not answer in time. The edge answers 503 and promises nothing. */
export class StoreUnavailable extends PlainError {}

export interface Clock {
  /** Milliseconds since 1970 on the database's clock. */
  now(): Moment;
  /** How far this machine's clock is from the database's, in ms; routing stops beyond 500. */
  offset(): number;
}

export interface Random {
  /** A new identifier, `prefix_` and 26 characters, sortable by time. */
  id(prefix: string): string;
  /** 256 bits, base64url: for receipts, sessions and links. */
  secret(): string;
}

/** Fixed sentences plus fields; personal data is never among them (law 11). */
export interface Log {
  info(fields: Readonly<Record<string, unknown>>, message: string): void;
  warn(fields: Readonly<Record<string, unknown>>, message: string): void;
  error(fields: Readonly<Record<string, unknown>>, message: string): void;
  /** Runs with fields that every line carries which is logged meanwhile, however deep; see `logging`. */
  within?<T>(fields: Readonly<Record<string, unknown>>, run: () => T): T;
}

/** Runs with fields on every line of the log; a log that cannot do that just runs. */
export function logging<T>(log: Log, fields: Readonly<Record<string, unknown>>, run: () => T): T {
  return log.within ? log.within(fields, run) : run();
}

export interface Page<T> {
  readonly items: readonly T[];
  readonly next: string | null;
}

/** What administrators edit: a version that conditional writes compare, and who wrote it last. */
export interface Edited {
  readonly version: number;
  readonly changedAt?: Moment;
  /** The user's identifier. */
  readonly changedBy?: string;
}

/** What became of a write that was based on a version: `stale` when there is a newer one, or none at all. */
export type Replaced = 'done' | 'stale';
