/** Whether a change of people makes schedules decide what customers can book: from the first one on, only those count. */

interface Bookable {
  readonly callsPerSlot: number;
  readonly teamIds: readonly string[];
}

/** An agent who isn't deactivated. */
export interface CountedAgent {
  readonly teamIds: readonly string[];
  readonly hasSchedule: boolean;
}

/** How many agents of the campaign stop counting for bookings because another one has the first schedule. */
export function countNoLonger(
  { callsPerSlot, teamIds }: Bookable,
  before: readonly CountedAgent[],
  after: readonly CountedAgent[],
): number {
  const ofCampaign = (agents: readonly CountedAgent[]) =>
    agents.filter((agent) => teamIds.length === 0 || teamIds.some((id) => agent.teamIds.includes(id)));
  const hasSchedules = (agents: readonly CountedAgent[]) => ofCampaign(agents).some(({ hasSchedule }) => hasSchedule);
  if (callsPerSlot === 0 || hasSchedules(before) || !hasSchedules(after)) return 0;
  return ofCampaign(after).filter(({ hasSchedule }) => !hasSchedule).length;
}
