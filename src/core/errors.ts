/**
 * Expected failures, as a closed list of codes. Use cases return them as results; the HTTP edge turns each into one
 * status by one table (http/problems.ts), the socket edge into `{ok: false, code, message}`.
 */
import type { Mistake } from './administration/mistake.ts';

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
  /** One sentence for a person: what is wrong and how to mend it. */
  readonly message: string;
  /** For bad input: the reason by field path, where it is said in the asker's language already. */
  readonly fields?: Readonly<Record<string, string>>;
  /** For bad input: what is wrong, to be said in the language of whoever reads it. */
  readonly mistakes?: readonly Mistake[];
  /** Who has the lead now, when an offer was lost to a colleague. */
  readonly by?: string;
  /** When they were faster, and what is there now, for an edit that was based on something older. */
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
 * An error that nobody is to be answered with, whose sentence is fixed text and identifiers of our own: the log may show it.
 * What every other error says stays out of the log, because it may repeat what somebody sent.
 */
export class PlainError extends Error {}

/** Ends a switch over a closed union: a new member that is not handled becomes a compile error here. */
export function assertNever(value: never): never {
  throw new Error(`unreachable: ${JSON.stringify(value)}`);
}
