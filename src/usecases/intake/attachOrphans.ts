/**
 * Inquiries that were acknowledged but reached no lead (a crash in between) are brought to one: those that name none, and
 * those stored with a lead that was then not written.
 */
import { HOUR, MINUTE, SECOND, type Moment } from '../../core/vocabulary/time.ts';
import { StoreUnavailable } from '../../ports/basics.ts';
import type { Inquiry } from '../../ports/inquiries.ts';
import type { Parts } from '../../ports/parts.ts';
import { attachInquiry } from './attachInquiry.ts';

/** A request brings its own inquiry to a lead; what is older than this was left behind. */
const ORPHAN_AFTER_MS = 5 * SECOND;
const BATCH = 100;
/** Those received longer before the newest one were looked at by the node that took them in. */
const LOOK_BACK_MS = HOUR;
const STRAYS_EVERY_MS = MINUTE;

export async function attachOrphans(parts: Parts): Promise<number> {
  const orphans = await parts.inquiries.orphans(parts.clock.now() - ORPHAN_AFTER_MS, BATCH);
  await attachAll(parts, orphans);
  return orphans.length;
}

/** Looks at inquiries received from `since` on; returns from where the next look continues. */
export async function attachStrays(parts: Parts, since: Moment): Promise<Moment> {
  const until = parts.clock.now() - ORPHAN_AFTER_MS;
  if (until <= since) return since;
  await attachAll(parts, await parts.inquiries.strays(since, until));
  // What was under way at the last moment is looked at again.
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
    since = await attachStrays(parts, since);
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
