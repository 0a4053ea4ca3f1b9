/**
 * Takes in one inquiry: stored first, durably, and only then brought to its lead. The answer is the same whether the
 * person is known or not (law 1, law 6, law 7).
 */
import { failure, type Failure } from '../core/errors.ts';
import type { Inquiry, Parts } from '../ports.ts';
import { attachInquiry } from './attachInquiry.ts';

export type Captured = { readonly ok: true; readonly receiptId: string; readonly how: 'stored' | 'replayed' } | Failure;

/**
 * Throws StoreUnavailable when the inquiry could not be stored, or more come at once than can be stored in time; then
 * nothing was promised.
 */
export function captureInquiry(parts: Parts, inquiry: Inquiry): Promise<Captured> {
  return parts.intake.admit(inquiry.id, () => takeIn(parts, inquiry));
}

async function takeIn(parts: Parts, inquiry: Inquiry): Promise<Captured> {
  const added = await parts.inquiries.add(inquiry);
  if (added.kind === 'replay') {
    const { bodyHash, receiptId } = added.inquiry;
    if (bodyHash === inquiry.bodyHash) return { ok: true, receiptId, how: 'replayed' };
    return failure(
      'idempotency-key-reused',
      'This Idempotency-Key was used with another body. Use a new key for a new submission.',
    );
  }
  try {
    await attachInquiry(parts, inquiry);
  } catch (error) {
    // The inquiry is on disk, so the acknowledgement holds: the sweep of orphans brings it to its lead.
    parts.log.error({ err: error, inquiryId: inquiry.id }, 'an inquiry is stored but not attached to a lead yet');
  }
  return { ok: true, receiptId: inquiry.receiptId, how: 'stored' };
}
