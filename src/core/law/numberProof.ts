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
/** Browsers of one link that wait for the code of a call at a time: a phone, a computer, and one more try. */
export const MOST_OF_LINK = 3;
/** Browsers that a code is for, over all links about its number: 300 guesses of 1,000,000 for a call. */
export const MOST_WAITING = 60;

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

/** A browser that asked for the code of a number and has not proved it, spent or not. */
export type WaitingProof = Required<Pick<NumberProof, 'id' | 'inquiryId' | 'startedAt'>>;

/**
 * The browsers that a code is for. `oldest` first: newer ones never take the place of one that waits; otherwise someone
 * who asks often would keep the number's owner from getting a code. Each link has its own few places, so someone with a
 * link that isn't theirs can't fill the places of others. To fill all, strangers need 20 links that were emailed to
 * them, and an address gets only a few a day (L180). Spent browsers keep their place, so that asking again doesn't buy
 * more guesses.
 */
export function withPlaces(oldest: readonly WaitingProof[]): readonly WaitingProof[] {
  const ofLink = new Map<string, number>();
  return oldest
    .filter(({ inquiryId }) => {
      const count = (ofLink.get(inquiryId) ?? 0) + 1;
      ofLink.set(inquiryId, count);
      return count <= MOST_OF_LINK;
    })
    .slice(0, MOST_WAITING);
}

/** When a further browser of the link may ask for a code; null if now. */
export function placeFreeAt(oldest: readonly WaitingProof[], inquiryId: string): Moment | null {
  const placed = withPlaces(oldest);
  const ofLink = placed.filter((proof) => proof.inquiryId === inquiryId);
  const first = ofLink.length >= MOST_OF_LINK ? ofLink[0] : placed.length >= MOST_WAITING ? placed[0] : undefined;
  return first ? first.startedAt + ASKED_MS : null;
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
