/** Times that customers have chosen for a call, counted so that no more are given out than can be called. */
import type { Moment } from '../core/vocabulary/time.ts';

/** A quarter hour of one campaign, by its beginning. */
export interface Slot {
  readonly campaignId: string;
  readonly startAt: Moment;
}

export interface SlotStore {
  /** Takes one of `capacity` places (at least 1) in one conditional write. Also true if this holder has one already. */
  claim(slot: Slot, holder: string, capacity: number): Promise<boolean>;
  /** Does nothing if the holder has none. */
  release(slot: Slot, holder: string): Promise<void>;
  holds(slot: Slot, holder: string): Promise<boolean>;
  /** How many places are taken, by campaign and quarter hour, of those in [`from`, `until`) that have any. */
  taken(
    campaignIds: readonly string[],
    from: Moment,
    until: Moment,
  ): Promise<ReadonlyMap<string, ReadonlyMap<Moment, number>>>;
}
