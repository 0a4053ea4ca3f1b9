/** API keys. */
import type { Moment } from '../core/vocabulary/time.ts';
import type { ApiScope } from '../shared/admin.ts';

export interface ApiKey {
  readonly id: string;
  readonly name: string;
  readonly scopes: readonly ApiScope[];
  /** Digest of the whole token; the token itself is never stored. */
  readonly digest: string;
  readonly createdAt: Moment;
  readonly createdBy: string;
  readonly lastUsedAt?: Moment;
  readonly revokedAt?: Moment;
}

export interface ApiKeyStore {
  all(): Promise<readonly ApiKey[]>;
  add(key: ApiKey): Promise<void>;
  byDigest(digest: string): Promise<ApiKey | null>;
  touch(id: string, at: Moment): Promise<void>;
  /** Returns the revoked key; null if there is none, or it was revoked before. */
  revoke(id: string, at: Moment): Promise<ApiKey | null>;
}
