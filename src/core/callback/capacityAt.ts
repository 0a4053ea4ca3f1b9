/** How many calls customers can book for a quarter hour: as many as the campaign says, or as its agents are scheduled. */
import type { ScheduledSpan } from '../agent/schedule.ts';
import type { Moment } from '../vocabulary/time.ts';

/** Agents also take leads that arrive just then, so by default half of their time can be booked. */
export const DEFAULT_SLOT_SHARE = 50;

export interface SlotRule {
  /** Where no agent has a schedule. 0: customers can't book, whatever the schedules say. */
  readonly callsPerSlot: number;
  /** Percent of the scheduled agents, 1 to 100. */
  readonly slotShare: number;
}

/**
 * The places of the quarter hour that begins at `at`: the share of the agents who are scheduled then, rounded up.
 * `shifts` has the hours of each agent of the campaign with a schedule, around `at`; null if none has one.
 */
export function capacityAt(
  { callsPerSlot, slotShare }: SlotRule,
  shifts: readonly (readonly ScheduledSpan[])[] | null,
  at: Moment,
): number {
  if (shifts === null || callsPerSlot === 0) return callsPerSlot;
  const scheduled = shifts.filter((spans) => spans.some(({ from, until }) => at >= from && at < until)).length;
  return Math.ceil((scheduled * slotShare) / 100);
}
