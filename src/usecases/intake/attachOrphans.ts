/**
 * Attaches inquiries that were acknowledged but reached no lead because of a crash: those without a lead ID, and those
 * stored with the ID of a lead that was never written.
 */
import { HOUR, MINUTE, SECOND, type Moment } from '../../core/vocabulary/time.ts';
import { StoreUnavailable } from '../../ports/basics.ts';
import type { Inquiry } from '../../ports/inquiries.ts';
import type { Parts } from '../../ports/parts.ts';
import { attachInquiry } from './attachInquiry.ts';

/** Requests attach their own inquiries; older ones were left behind. */
const ORPHAN_AFTER_MS = 5 * SECOND;
const BATCH = 100;
/** Inquiries received longer before the newest one were checked by the node that took them. */
const LOOK_BACK_MS = HOUR;
const STRAYS_EVERY_MS = MINUTE;

export async function attachOrphans(parts: Parts): Promise<number> {
  const orphans = await parts.inquiries.orphans(parts.clock.now() - ORPHAN_AFTER_MS, BATCH);
  await attachAll(parts, orphans);
  return orphans.length;
}

/** Checks inquiries received since `since`; returns where the next check starts. */
export async function attachUnwrittenLeads(parts: Parts, since: Moment): Promise<Moment> {
  const until = parts.clock.now() - ORPHAN_AFTER_MS;
  if (until <= since) return since;
  await attachAll(parts, await parts.inquiries.strays(since, until));
  // Check again what was in progress at that moment.
  return until - MINUTE;
}

/** The sweep of one process. */
export function orphanSweep(parts: Parts): () => Promise<void> {
  let since: Moment | null = null;
  let nextStrays = 0;
  return async () => {
    await attachOrphans(parts);
    if (performance.now() < nextStrays) return;
    since ??= ((await parts.inquiries.newestAt()) ?? parts.clock.now()) - LOOK_BACK_MS;
    since = await attachUnwrittenLeads(parts, since);
    nextStrays = performance.now() + STRAYS_EVERY_MS;
  };
}

async function attachAll(parts: Parts, inquiries: readonly Inquiry[]): Promise<void> {
  for (const inquiry of inquiries) {
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
}
