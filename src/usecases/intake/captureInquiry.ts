/**
 * Captures one inquiry: stores it durably, with the lead that it opens or before it is attached to the person's open
 * one. The response is the same whether or not the person is known (law 1, law 6, law 7).
 */
import { failure, type Failure } from '../../core/vocabulary/errors.ts';
import { personKey } from '../../core/lead/holding.ts';
import type { Moment } from '../../core/vocabulary/time.ts';
import type { Inquiry } from '../../ports/inquiries.ts';
import type { Parts } from '../../ports/parts.ts';
import { formText } from '../../shared/text/form.ts';
import { translator } from '../../shared/text/index.ts';
import { takenTime } from '../../shared/text/takenTime.ts';
import { bookSlot } from '../booking/bookSlot.ts';
import { campaignOf } from '../lead/context.ts';
import { attachInquiry, storeInquiryWithLead } from './attachInquiry.ts';

export type CaptureResult =
  | { readonly ok: true; readonly receiptId: string; readonly how: 'stored' | 'replayed' }
  /** `nearest`: if the chosen time isn't free, the nearest ones that are. */
  | (Failure & { readonly nearest?: readonly Moment[] });

/**
 * Throws StoreUnavailable if the inquiry couldn't be stored or too many arrive at once; then nothing was acknowledged.
 */
export function captureInquiry(parts: Parts, inquiry: Inquiry): Promise<CaptureResult> {
  return parts.intake.admit(
    inquiry.id,
    async () =>
      (await refuseTime(parts, inquiry)) ??
      parts.intake.inTurn(personKey(inquiry), () => storeAndAttach(parts, inquiry)),
  );
}

/** Books the chosen time first: an acknowledged one is kept. Null without one, or if it was free. */
async function refuseTime(parts: Parts, inquiry: Inquiry): Promise<CaptureResult | null> {
  const { callAt, person, spamReasons } = inquiry;
  // What looks like spam is promised nothing.
  if (callAt === undefined || spamReasons.length > 0) return null;
  const campaign = await campaignOf(parts, inquiry.campaignId);
  const booked = await bookSlot(parts, campaign, inquiry, callAt);
  if (booked.ok) return null;
  const { language, zones } = person;
  const t = translator(formText, language);
  const { nearest } = booked;
  const callAtReason = takenTime(nearest, zones[0] ?? campaign.hours.zone, language);
  return { ...failure('bad-input', t('failed.input'), { fields: { callAt: callAtReason } }), nearest };
}

async function storeAndAttach(parts: Parts, inquiry: Inquiry): Promise<CaptureResult> {
  const { receiptId } = inquiry;
  const { stored, known } = await storeInquiryWithLead(parts, inquiry);
  if (stored === 'withLead') return { ok: true, receiptId, how: 'stored' };
  if (stored === 'nothing') {
    const added = await parts.inquiries.add(inquiry);
    if (added.kind === 'replay') return replayOf(added.inquiry, inquiry);
  }
  try {
    await attachInquiry(parts, inquiry, {}, known);
  } catch (error) {
    // The inquiry is stored, so the acknowledgment holds: a sweep attaches it.
    parts.log.error({ err: error, inquiryId: inquiry.id }, 'an inquiry is stored but not yet attached to a lead');
  }
  return { ok: true, receiptId, how: 'stored' };
}

function replayOf(known: Inquiry, inquiry: Inquiry): CaptureResult {
  // An erased one has no digest: its key still is the answer, so that a late repeat doesn’t bring the person back.
  if (known.bodyHash === undefined || known.bodyHash === inquiry.bodyHash)
    return { ok: true, receiptId: known.receiptId, how: 'replayed' };
  return failure(
    'idempotency-key-reused',
    'This Idempotency-Key was used with another body. Use a new key for a new submission.',
  );
}
