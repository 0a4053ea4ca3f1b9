/**
 * Expected failures, as a closed list of codes. Use cases return them as results; the HTTP edge maps each to a status
 * in one table (http/plumbing/problems.ts), the socket edge to `{ok: false, code, message}`.
 */
import type { Mistake } from './mistake.ts';

export const FAILURE_CODES = [
  'bad-input',
  'idempotency-key-reused',
  'not-signed-in',
  'wrong-credentials',
  'account-closed',
  'not-allowed',
  'not-found',
  'form-not-found',
  'too-many',
  'too-broad',
  'offer-gone',
  'not-yours',
  'wrong-state',
  'may-not-contact',
  'stale',
  'edited-meanwhile',
  'in-use',
  'last-administrator',
  'link-used',
  'mail-taken',
  'mail-off',
  'store-unavailable',
  'phone-unavailable',
  'cross-site',
  'internal',
] as const;
export type FailureCode = (typeof FAILURE_CODES)[number];

export interface Failure {
  readonly ok: false;
  readonly code: FailureCode;
  /** One sentence for a person: what is wrong and how to fix it. */
  readonly message: string;
  /** For invalid input: reasons by field path, already in the user's language. */
  readonly fields?: Readonly<Record<string, string>>;
  /** For invalid input: mistakes to be shown in the reader's language. */
  readonly mistakes?: readonly Mistake[];
  /** Who has the lead now, when another agent accepted the offer first. */
  readonly by?: string;
  /** When someone else saved first, and the current version, for an edit based on an older one. */
  readonly at?: number;
  readonly current?: unknown;
}

export function failure(
  code: FailureCode,
  message: string,
  more: Pick<Failure, 'fields' | 'mistakes' | 'by' | 'at' | 'current'> = {},
): Failure {
  return { ok: false, code, message, ...more };
}

/**
 * An error that no response depends on, whose message contains only fixed text and our own identifiers, so it is safe
 * to log. Other error messages stay out of the log, because they may repeat user input.
 */
export class PlainError extends Error {}

/** Ends a switch over a closed union, so that an unhandled new member doesn't compile. */
export function assertNever(value: never): never {
  throw new Error(`unreachable: ${JSON.stringify(value)}`);
}
