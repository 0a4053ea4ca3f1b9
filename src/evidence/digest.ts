/** Digests of values: SHA-256, hex, over JSON with sorted keys. */
import { hash } from 'node:crypto';

export function sha256(text: string | Uint8Array): string {
  return hash('sha256', text);
}

export function digestOfValue(value: unknown): string {
  return sha256(canonical(value));
}

/** JSON with sorted keys: the same payload gives the same text whatever the database's field order. */
export function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, item: unknown) =>
    typeof item === 'object' && item !== null && !Array.isArray(item)
      ? Object.fromEntries(Object.entries(item).sort(([a], [b]) => (a < b ? -1 : 1)))
      : item,
  );
}
