/**
 * Limits how many inquiries are processed at once. Each waits for those before it, so anything beyond what the database
 * completes in `WAIT_MS` is rejected at once, before any of it is stored, instead of timing out. Admitted inquiries are
 * never rejected later.
 */
import { StoreUnavailable } from '../../ports/basics.ts';
import type { Intake } from '../../ports/inquiries.ts';

/** Customers get a response within a second; the rest is network time. */
const WAIT_MS = 800;
/** Always admitted, so a briefly slow database rejects no one. */
const ALWAYS = 32;
/** Weight of the newest gap between two completions; small, because a synced group completes together. */
const NEWEST = 0.03;
/** A longer stall says no more than a one-second one. */
const LONGEST_GAP_MS = 1000;

export interface GateSettings {
  readonly turnedAway: () => void;
  /** Monotonic milliseconds. */
  readonly now?: () => number;
}

export function intakeGate({ turnedAway, now = () => performance.now() }: GateSettings): Intake {
  const underWay = new Set<string>();
  let gapMs = 0;
  let lastEndAt = now();

  const ended = (isBusy: boolean) => {
    const at = now();
    const gap = Math.min(at - lastEndAt, LONGEST_GAP_MS);
    // Without overlap, the gap says nothing about throughput.
    if (isBusy) gapMs += (gap - gapMs) * NEWEST;
    lastEndAt = at;
  };

  async function always<T>(inquiryId: string, work: () => Promise<T>): Promise<T> {
    const wasBusy = underWay.size > 0;
    if (!wasBusy) lastEndAt = now();
    underWay.add(inquiryId);
    try {
      return await work();
    } finally {
      ended(wasBusy);
      underWay.delete(inquiryId);
    }
  }

  return {
    async admit(inquiryId, work) {
      if (underWay.size >= ALWAYS && underWay.size * gapMs > WAIT_MS) {
        turnedAway();
        throw new StoreUnavailable('more inquiries at once than can be stored in a second');
      }
      return always(inquiryId, work);
    },
    always,
    isUnderWay: (inquiryId) => underWay.has(inquiryId),
  };
}
