/** What makes stored records provable later: signing keys, and signed digests of what was stored in a period. */
import type { Decision } from '../core/routing/decision.ts';
import type { Moment } from '../core/vocabulary/time.ts';
import type { Replaced } from './basics.ts';
import type { Inquiry } from './inquiries.ts';

/** Ed25519, RFC 8032. */
export interface PublicKey {
  /** The first 16 hex digits of the SHA-256 of the key. */
  readonly id: string;
  /** 32 bytes, base64url: `x` in RFC 8037. */
  readonly publicKey: string;
  readonly from: Moment;
  /** When another key took its place. What it signed before stays valid. */
  readonly until?: Moment;
}

export interface SigningKey extends PublicKey {
  /** PKCS #8 in DER, base64. Deleted when another key takes its place. */
  readonly privateKey: string;
}

export interface Keys {
  /** Grows by one with each rotation. */
  readonly version: number;
  readonly current: SigningKey;
  /** Oldest first, the current one last. */
  readonly all: readonly PublicKey[];
}

/** The root of a Merkle tree (RFC 6962) over digests of what was stored in [`from`, `until`). Each names the one before. */
export interface SignedRoot {
  /** 0 for the first, which covers nothing: what is older has no certificate. */
  readonly n: number;
  /** Digest of the root before, signature included. */
  readonly previous: string;
  readonly from: Moment;
  readonly until: Moment;
  readonly count: number;
  /** SHA-256, hex; so are `leaves`. */
  readonly root: string;
  readonly keyId: string;
  /** base64url. */
  readonly signature: string;
}

/** What a root covers. */
export interface ToProve {
  /** The end of what was read: `until`, or earlier if there was more than the limit. */
  readonly until: Moment;
  readonly inquiries: readonly Inquiry[];
  /** Leads that closed, as they are now. */
  readonly leads: readonly { readonly id: string; readonly entryCount: number; readonly headHash: string }[];
  readonly decisions: readonly Decision[];
}

export interface EvidenceStore {
  /** Created at first use; two nodes get the same. */
  keys(now: Moment): Promise<Keys>;
  /** Replaces the current key, if it is still the one with this version. */
  rotate(next: SigningKey, basedOn: Keys): Promise<Replaced>;
  latestRoot(): Promise<SignedRoot | null>;
  firstRoot(): Promise<SignedRoot | null>;
  /** The root that covers this moment, with its leaves; null if none does yet. */
  rootAt(at: Moment): Promise<{ readonly root: SignedRoot; readonly leaves: readonly string[] } | null>;
  /** `known` if another node stored this one first. */
  addRoot(root: SignedRoot, leaves: readonly string[]): Promise<'added' | 'known'>;
  /** At most about `limit` inquiries and as many leads. */
  toProve(from: Moment, until: Moment, limit: number): Promise<ToProve>;
}
