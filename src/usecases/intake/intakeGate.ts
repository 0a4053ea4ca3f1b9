/**
 * How many inquiries are taken in at once. Each waits for those before it, so beyond what the database gets done in
 * `WAIT_MS` another one is turned away at once, before anything of it is stored, instead of being kept waiting for an answer
 * that comes too late. Nobody who was let in is turned away.
 */
import { StoreUnavailable } from '../../ports/basics.ts';
import type { Intake } from '../../ports/inquiries.ts';

/** A prospect gets an answer within a second; the rest of it is for the way here and back. */
const WAIT_MS = 800;
/** Always let in: a database that is only slow for a moment turns nobody away. */
const ALWAYS = 32;
/** The weight of the newest gap between two that ended; small, because a group that is synced together ends together. */
const NEWEST = 0.03;
/** One that stands still for long says as much as one that takes a second. */
const LONGEST_GAP_MS = 1000;

export interface GateSettings {
  readonly turnedAway: () => void;
  /** Milliseconds, only ever growing. */
  readonly now?: () => number;
}

export function intakeGate({ turnedAway, now = () => performance.now() }: GateSettings): Intake {
  const underWay = new Set<string>();
  let gapMs = 0;
  let lastEndAt = now();

  const ended = (isBusy: boolean) => {
    const at = now();
    const gap = Math.min(at - lastEndAt, LONGEST_GAP_MS);
    // Between two that did not overlap there is no gap to learn from.
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
