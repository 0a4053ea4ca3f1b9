/**
 * A browser that proves a number (L80): on a customer's own page it asks for a code, which is said in a call
 * from that number, or texted to it. An address proves nothing about a number; people without a number prove their address
 * with a code that is emailed to it (L171). A proof is in one of these stages:
 *
 * - ASKED    waits for the code. Ends after `ASKED_MS`, or with the last attempt.
 * - SPENT    every attempt was wrong. Final: a new proof has to be asked for.
 * - PROVEN   may see, download and erase until `provenUntil`.
 * - ERASING  asked for everything to be erased. Final.
 * - OVER     its time has passed. Final.
 */
import { MINUTE, type Moment } from '../vocabulary/time.ts';

/** Long enough to find the phone, and to wait for a call that is answered late. */
export const ASKED_MS = 30 * MINUTE;
export const CODE_MS = 10 * MINUTE;
export const PROVEN_MS = 15 * MINUTE;
/** Guesses: 5 of 1,000,000. */
export const MOST_TRIES = 5;
/** Codes that we send per number or address, whatever pages ask for them. */
export const CODES_PER_DAY = 3;
/** A code is for this many browsers at most, the newest, so that asking often doesn't buy more guesses. */
export const MOST_WAITING = 5;

const DIGITS = 6;

export interface NumberProof {
  /** Derived from the secret in the browser's cookie. */
  readonly id: string;
  /** Keyed hash of the number, or of the address of a person without one. Absent once the person was erased. */
  readonly numberId?: string;
  readonly inquiryId?: string;
  readonly startedAt: Moment;
  /** Keyed hash of the code that was said or sent last; gone once it was used. */
  readonly code?: string;
  readonly codeUntil?: Moment;
  readonly tries: number;
  /** The text or email with a code was asked for. */
  readonly textedAt?: Moment;
  readonly provenUntil?: Moment;
  /** The erasure that they asked for. */
  readonly erasureId?: string;
}

export type ProofStage = 'asked' | 'spent' | 'proven' | 'erasing' | 'over';

export function stageOf(proof: NumberProof, now: Moment): ProofStage {
  if (proof.erasureId !== undefined) return 'erasing';
  if (proof.provenUntil !== undefined) return now < proof.provenUntil ? 'proven' : 'over';
  if (now >= proof.startedAt + ASKED_MS) return 'over';
  return proof.tries >= MOST_TRIES ? 'spent' : 'asked';
}

/** Six digits from a signature (base64url), so that the same call or text always has the same code. */
export function codeFrom(signature: string): string {
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
  // 48 bits: no digit is noticeably more likely than another.
  const number = signature
    .slice(0, 8)
    .split('')
    .reduce((sum, letter) => sum * 64 + alphabet.indexOf(letter), 0);
  return String(number % 10 ** DIGITS).padStart(DIGITS, '0');
}

/**
 * Whether what 16 CFR 310.5 requires stays under seal when customers erase themselves. The rule is about calls to people
 * in the United States; if the number's country isn't known, it may be there.
 */
export function keepsRequiredRecords(telCountry: string | undefined): boolean {
  return telCountry === undefined || telCountry === 'US';
}
