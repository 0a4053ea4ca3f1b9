/**
 * How many calls customers can book for a quarter hour: as many as the campaign says, or as its agents are scheduled. An
 * agent who is scheduled for several campaigns is promised once (P51).
 */
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

/** The hours of an agent with a schedule. */
export interface AgentShifts {
  readonly agentId: string;
  readonly spans: readonly ScheduledSpan[];
}

/** Another campaign at the same quarter hour. */
export interface OtherBookings {
  readonly scheduled: readonly string[];
  readonly taken: number;
}

/** Who is scheduled when the quarter hour at `at` begins. */
export function scheduledAt(shifts: readonly AgentShifts[], at: Moment): readonly string[] {
  return shifts
    .filter(({ spans }) => spans.some(({ from, until }) => at >= from && at < until))
    .map(({ agentId }) => agentId);
}

/** The places of a quarter hour: the share of the scheduled agents, rounded up. `scheduled`: null if none has a schedule. */
export function capacityOf({ callsPerSlot, slotShare }: SlotRule, scheduled: number | null): number {
  if (scheduled === null || callsPerSlot === 0) return callsPerSlot;
  return Math.ceil((scheduled * slotShare) / 100);
}

/**
 * How many more calls can be booked, below 0 if too many are. The calls that only the campaign's agents can take must fit
 * its share of them; so must, with each campaign that shares agents, those that only the agents of both can take.
 */
export function placesLeft(
  rule: SlotRule,
  { scheduled, taken }: { readonly scheduled: readonly string[] | null; readonly taken: number },
  others: readonly OtherBookings[],
): number {
  const left = capacityOf(rule, scheduled?.length ?? null) - taken;
  if (scheduled === null || rule.callsPerSlot === 0) return left;
  const booked = others.filter((other) => other.taken > 0 && other.scheduled.length > 0);
  const leftOf = (agents: ReadonlySet<string>) => {
    const theirs = booked.filter((other) => other.scheduled.every((agentId) => agents.has(agentId)));
    return capacityOf(rule, agents.size) - taken - theirs.reduce((sum, other) => sum + other.taken, 0);
  };
  const own = new Set(scheduled);
  const sharing = booked.filter((other) => other.scheduled.some((agentId) => own.has(agentId)));
  return Math.min(leftOf(own), ...sharing.map((other) => leftOf(new Set([...scheduled, ...other.scheduled]))));
}
