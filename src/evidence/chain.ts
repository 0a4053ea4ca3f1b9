/**
 * The history of a lead as a hash chain over salted digests: an entry's digest covers its salt and payload, and the
 * head covers the previous head and the digest. An entry stores only its salt, because the rest can be derived. Erasing
 * replaces payload and salt with the digest: the chain stays intact, and the payload can't be guessed.
 */
import type { Entry } from '../core/lead/timeline.ts';
import type { SealedEntry } from '../ports/leads.ts';
import { canonical, sha256 } from './digest.ts';
import { nextRandom } from './randomBytes.ts';

export const CHAIN_START = '0'.repeat(64);

/** Continues the chain after `headHash` and `count` entries. */
export function seal(
  entries: readonly Entry[],
  headHash: string,
  count: number,
): { readonly entries: readonly SealedEntry[]; readonly headHash: string } {
  const sealed = entries.map((entry, index) => ({ ...entry, seq: count + index + 1, salt: nextSalt() }));
  return { entries: sealed, headHash: sealed.reduce((head, entry) => hashOf(head, digestOf(entry)), headHash) };
}

const SALT_BYTES = 16;

function nextSalt(): string {
  return nextRandom(SALT_BYTES).toString('base64url');
}

/**
 * Whether the entries, oldest first, form one unbroken chain that ends in `headHash`. Accepts erased payloads. Entries
 * of earlier versions store their digest and hash, which must match.
 */
export function isWhole(entries: readonly SealedEntry[], headHash: string): boolean {
  let head = CHAIN_START;
  for (const [index, entry] of entries.entries()) {
    if (entry.seq !== index + 1) return false;
    const digest = entry.salt === undefined ? entry.digest : digestOf(entry);
    if (digest === undefined || (entry.digest ?? digest) !== digest) return false;
    head = hashOf(head, digest);
    if ((entry.hash ?? head) !== head) return false;
  }
  return head === headHash;
}

/** The heads of the chain after 0, 1, 2 … of the entries. */
export function headsOf(entries: readonly SealedEntry[]): readonly string[] {
  const heads = [CHAIN_START];
  for (const entry of entries) heads.push(hashOf(heads.at(-1) ?? CHAIN_START, keptDigest(entry)));
  return heads;
}

/** Of an erased entry too; empty if it has none. */
function keptDigest(entry: SealedEntry): string {
  return entry.salt === undefined ? (entry.digest ?? '') : digestOf(entry);
}

/** What remains of an entry when its payload is erased. */
export function digestOf({ seq, at, kind, by, data, salt = '' }: SealedEntry): string {
  return sha256(`${salt}${canonical({ seq, at, kind, by, data })}`);
}

function hashOf(previous: string, digest: string): string {
  return sha256(`${previous}${digest}`);
}
