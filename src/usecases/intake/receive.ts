/** The one way in for what a source delivers: reads it for its campaign and captures it. */
import type { Campaign } from '../../core/administration/campaign.ts';
import { inquiryOf, type Adapter } from '../../intake/submission.ts';
import type { Parts } from '../../ports/parts.ts';
import type { Notes } from '../../shared/api.ts';
import { captureInquiry, type CaptureResult } from './captureInquiry.ts';

type Received =
  | (Extract<CaptureResult, { ok: true }> & {
      /** What was shortened or dropped of how it was submitted. */
      readonly notes: Notes;
    })
  | Extract<CaptureResult, { ok: false }>;

/** Throws StoreUnavailable as `captureInquiry` does. */
export async function receive<Delivery>(
  parts: Parts,
  campaign: Campaign,
  source: Adapter<Delivery>,
  delivery: Delivery,
): Promise<Received> {
  const read = source.read(campaign, delivery, parts.clock.now());
  if (!read.ok) return read;
  const captured = await captureInquiry(parts, inquiryOf(parts, campaign, read.submission));
  return captured.ok ? { ...captured, notes: read.notes } : captured;
}
