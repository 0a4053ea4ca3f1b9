/** Identifiers and secrets from the system's random source. */
import { randomBytes } from 'node:crypto';
import { nextRandom } from '../evidence/randomBytes.ts';
import type { Random } from '../ports/basics.ts';

// Crockford's base 32: no letters that look like digits, and text order is value order.
const DIGITS = '0123456789abcdefghjkmnpqrstvwxyz';
const TIME_DIGITS = 10;
const RANDOM_DIGITS = 16;
const SECRET_BYTES = 32;

export function createRandom(): Random {
  return {
    id: (prefix) => `${prefix}_${timeDigits(Date.now())}${randomDigits()}`,
    secret: () => randomBytes(SECRET_BYTES).toString('base64url'),
  };
}

/** Sortable by time like a ULID: 48 bits of milliseconds, then 80 random bits. */
function timeDigits(at: number): string {
  let digits = '';
  for (let rest = at; digits.length < TIME_DIGITS; rest = Math.floor(rest / DIGITS.length)) {
    digits = `${DIGITS[rest % DIGITS.length] ?? '0'}${digits}`;
  }
  return digits;
}

function randomDigits(): string {
  // 256 is a multiple of 32, so every digit is equally likely.
  let digits = '';
  for (const byte of nextRandom(RANDOM_DIGITS)) digits += DIGITS[byte % DIGITS.length] ?? '0';
  return digits;
}
