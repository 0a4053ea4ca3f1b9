/** Basics for every room: the clock, randomness, the log, pages of lists, and documents with a version. */
import { PlainError } from '../core/vocabulary/errors.ts';
import type { Moment } from '../core/vocabulary/time.ts';

/** The store couldn't be reached or didn't answer in time. The response is 503, and nothing is promised. */
export class StoreUnavailable extends PlainError {}

/** More inquiries arrived at once than can be stored in time. No error: it is counted, not logged for each. */
export class TurnedAway extends StoreUnavailable {}

export interface Clock {
  /** Milliseconds since 1970 on the database's clock. */
  now(): Moment;
  /** Difference between this machine's clock and the database's, in ms; routing stops beyond 500. */
  offset(): number;
}

export interface Random {
  /** A new ID: `prefix_` and 26 characters, sortable by time. */
  id(prefix: string): string;
  /** 256 bits, base64url: for receipts, sessions and links. */
  secret(): string;
}

/** Signs text for links that need no record: with one key for all nodes, which only this service has. */
export interface Signer {
  /** HMAC-SHA256, base64url. */
  sign(text: string): Promise<string>;
  /** Compares in constant time. */
  isSigned(text: string, signature: string): Promise<boolean>;
}

/** Fixed sentences plus fields; personal data is never among them (law 11). */
export interface Log {
  info(fields: Readonly<Record<string, unknown>>, message: string): void;
  warn(fields: Readonly<Record<string, unknown>>, message: string): void;
  error(fields: Readonly<Record<string, unknown>>, message: string): void;
  /** The same log with these fields in every line; see `withLogFields`. */
  with?(fields: Readonly<Record<string, unknown>>): Log;
}

/** The same log with these fields in every line, if it supports that. */
export function withLogFields(log: Log, fields: Readonly<Record<string, unknown>>): Log {
  return log.with ? log.with(fields) : log;
}

export interface Page<T> {
  readonly items: readonly T[];
  readonly next: string | null;
}

/** A document that administrators edit: the version that conditional writes compare, and its last author. */
export interface Edited {
  readonly version: number;
  readonly changedAt?: Moment;
  /** The user's ID. */
  readonly changedBy?: string;
}

/** The result of a write based on a version: `stale` if there is a newer version, or none. */
export type Replaced = 'done' | 'stale';
