/** The response to a program that submitted an inquiry, the same at every endpoint, and the key by which it may repeat it. */
import { failure, type Failure } from '../../core/vocabulary/errors.ts';
import type { Notes, Receipt } from '../../shared/api.ts';

const IDEMPOTENCY_KEY = /^[\x21-\x7e]{1,200}$/;

export const IDEMPOTENCY_DOC = {
  'Idempotency-Key':
    'Repeating a request with the same key and body has no further effect. The same key with another body is rejected.',
};

/** Why this key isn’t one; null for a key and for none. */
export function badKey(key: string | undefined): Failure | null {
  if (key === undefined || IDEMPOTENCY_KEY.test(key)) return null;
  const reason = 'has 1 to 200 visible ASCII characters';
  return failure('bad-input', `Idempotency-Key ${reason}.`, { fields: { 'Idempotency-Key': reason } });
}

export function receiptOf(
  { receiptId, notes }: { readonly receiptId: string; readonly notes: Notes },
  publicUrl: string,
): Receipt {
  const hasNotes = Object.keys(notes).length > 0;
  return { receiptId, statusUrl: `${publicUrl}/r/${receiptId}`, ...(hasNotes && { notes }) };
}
