/** Whether a change of people makes schedules decide what customers can book: from the first one on, only those count. */

import { ownTakersOf, type Reach, type Taker } from '../core/vocabulary/reach.ts';

interface Bookable extends Reach {
  readonly callsPerSlot: number;
}

/** An agent who isn't deactivated. */
export interface CountedAgent extends Taker {
  readonly hasSchedule: boolean;
}

/** How many agents of the campaign stop counting for bookings because another one has the first schedule. */
export function countNoLonger(
  { callsPerSlot, ...campaign }: Bookable,
  before: readonly CountedAgent[],
  after: readonly CountedAgent[],
): number {
  const ofCampaign = (agents: readonly CountedAgent[]) => ownTakersOf(campaign, agents);
  const hasSchedules = (agents: readonly CountedAgent[]) => ofCampaign(agents).some(({ hasSchedule }) => hasSchedule);
  if (callsPerSlot === 0 || hasSchedules(before) || !hasSchedules(after)) return 0;
  return ofCampaign(after).filter(({ hasSchedule }) => !hasSchedule).length;
}
