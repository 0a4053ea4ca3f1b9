/**
 * The history of a lead as a hash chain over salted digests: an entry's digest covers its salt and its payload, its
 * hash covers the hash before it and the digest. Erasing removes payload and salt; digest and hash stay, and the
 * chain stays whole, while the payload can no longer be guessed from the digest.
 */
import { createHash, randomFillSync } from 'node:crypto';
import type { Entry } from '../core/lead/timeline.ts';
import type { SealedEntry } from '../ports.ts';

export const CHAIN_START = '0'.repeat(64);

/** Continues the chain after `headHash` and `count` entries. */
export function seal(entries: readonly Entry[], headHash: string, count: number): readonly SealedEntry[] {
  let head = headHash;
  return entries.map((entry, index) => {
    const salt = nextSalt();
    const seq = count + index + 1;
    const digest = digestOf(entry, seq, salt);
    head = hashOf(head, digest);
    return { ...entry, seq, salt, digest, hash: head };
  });
}

const SALT_BYTES = 16;
// Asking the system for a few thousand bytes costs hardly more than asking for sixteen; each byte is used once.
const pool = Buffer.alloc(256 * SALT_BYTES);
let usedBytes = pool.length;

function nextSalt(): string {
  if (usedBytes === pool.length) {
    randomFillSync(pool);
    usedBytes = 0;
  }
  usedBytes += SALT_BYTES;
  return pool.toString('hex', usedBytes - SALT_BYTES, usedBytes);
}

/** Whether the entries, oldest first, form one unbroken chain that ends in `headHash`. Erased payloads are accepted. */
export function isWhole(entries: readonly SealedEntry[], headHash: string): boolean {
  let head = CHAIN_START;
  for (const [index, entry] of entries.entries()) {
    if (entry.seq !== index + 1) return false;
    if (entry.salt !== undefined && entry.digest !== digestOf(entry, entry.seq, entry.salt)) return false;
    head = hashOf(head, entry.digest);
    if (head !== entry.hash) return false;
  }
  return head === headHash;
}

function digestOf({ at, kind, by, data }: Entry, seq: number, salt: string): string {
  return sha256(`${salt}${canonical({ seq, at, kind, by, data })}`);
}

function hashOf(previous: string, digest: string): string {
  return sha256(`${previous}${digest}`);
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

/** JSON with sorted keys: the same payload gives the same text however the database orders its fields. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, item: unknown) =>
    typeof item === 'object' && item !== null && !Array.isArray(item)
      ? Object.fromEntries(Object.entries(item).sort(([a], [b]) => (a < b ? -1 : 1)))
      : item,
  );
}
