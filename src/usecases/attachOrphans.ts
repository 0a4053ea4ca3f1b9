/** Inquiries that were acknowledged but reached no lead (a crash in between) are brought to one. */
import { SECOND } from '../core/time.ts';
import { StoreUnavailable, type Parts } from '../ports.ts';
import { attachInquiry } from './attachInquiry.ts';

/** A request brings its own inquiry to a lead; what is older than this was left behind. */
const ORPHAN_AFTER_MS = 5 * SECOND;
const BATCH = 100;

export async function attachOrphans(parts: Parts): Promise<number> {
  const orphans = await parts.inquiries.orphans(parts.clock.now() - ORPHAN_AFTER_MS, BATCH);
  for (const inquiry of orphans) {
    if (parts.intake.isUnderWay(inquiry.id)) continue;
    try {
      const leadId = await attachInquiry(parts, inquiry);
      await parts.floor.countRepair('orphanInquiry', parts.clock.now());
      parts.log.warn({ inquiryId: inquiry.id, leadId }, 'attached an inquiry that had no lead');
    } catch (error) {
      if (error instanceof StoreUnavailable) throw error;
      parts.log.error({ inquiryId: inquiry.id, err: error }, 'failed to attach an inquiry to a lead');
    }
  }
  return orphans.length;
}
