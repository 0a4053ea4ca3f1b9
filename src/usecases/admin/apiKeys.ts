/** API keys: shown once, stored as a digest, revoked immediately. */
import { failure, type Failure } from '../../core/vocabulary/errors.ts';
import { MINUTE } from '../../core/vocabulary/time.ts';
import type { ApiKey } from '../../ports/apiKeys.ts';
import type { Parts } from '../../ports/parts.ts';
import type { ApiScope, KeyView, NewKey } from '../../shared/admin.ts';
import { withAudit } from './recordAudit.ts';
import type { Administrator, Saved } from './refusals.ts';

/** Prefix by which people and secret scanners recognize a key. */
export const KEY_PREFIX = 'lb_';
/** Last use is recorded at most this often. */
const TOUCH_EVERY_MS = MINUTE;

export async function viewKeys(parts: Parts): Promise<readonly KeyView[]> {
  const keys = await parts.apiKeys.all();
  const names = await parts.users.names(keys.map(({ createdBy }) => createdBy));
  return keys.map((key) => presentKey(key, names));
}

export async function createKey(
  parts: Parts,
  by: Administrator,
  { name, scopes }: { readonly name: string; readonly scopes: readonly ApiScope[] },
): Promise<NewKey> {
  const token = `${KEY_PREFIX}${parts.random.secret()}`;
  const key: ApiKey = {
    id: parts.random.id('key'),
    name,
    scopes: [...new Set(scopes)],
    digest: parts.passwords.digest(token),
    createdAt: parts.clock.now(),
    createdBy: by.id,
  };
  await withAudit(
    parts,
    { by: by.id, what: 'key', subjectId: key.id, action: 'create', after: { name, scopes }, at: key.createdAt },
    () => parts.apiKeys.add(key),
    () => true,
  );
  return { key: presentKey(key, await parts.users.names([by.id])), token };
}

/** Idempotent. */
export async function revokeKey(parts: Parts, by: Administrator, id: string): Promise<Saved<KeyView>> {
  const at = parts.clock.now();
  await withAudit(
    parts,
    { by: by.id, what: 'key', subjectId: id, action: 'revoke', after: { revokedAt: at }, at },
    () => parts.apiKeys.revoke(id, at),
    (revoked) => revoked !== null,
  );
  const view = (await viewKeys(parts)).find((key) => key.id === id);
  return view ? { ok: true, saved: view } : failure('not-found', 'Key not found.');
}

/** The active key for a token, read from the database each time; null without a reason. */
export async function findKeyByToken(
  parts: Pick<Parts, 'apiKeys' | 'passwords' | 'clock'>,
  token: string,
): Promise<ApiKey | null> {
  const key = await parts.apiKeys.byDigest(parts.passwords.digest(token));
  if (!key || key.revokedAt !== undefined) return null;
  const now = parts.clock.now();
  if (now >= (key.lastUsedAt ?? 0) + TOUCH_EVERY_MS) await parts.apiKeys.touch(key.id, now);
  return key;
}

export function mayUse(key: ApiKey, scope: ApiScope): Failure | null {
  return key.scopes.includes(scope) ? null : failure('not-allowed', `This key doesn’t have the scope ${scope}.`);
}

function presentKey(key: ApiKey, names: ReadonlyMap<string, string>): KeyView {
  const { id, name, scopes, createdAt, createdBy, lastUsedAt, revokedAt } = key;
  return {
    id,
    name,
    scopes,
    createdAt,
    createdBy: names.get(createdBy) ?? createdBy,
    lastUsedAt: lastUsedAt ?? null,
    revokedAt: revokedAt ?? null,
  };
}
