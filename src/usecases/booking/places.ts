/**
 * The places of a campaign's quarter hours. Schedules in memory say how many there are, and the one conditional write of
 * a claim counts those that are taken. A schedule that changes takes back no time that was promised.
 */
import type { Campaign } from '../../core/administration/campaign.ts';
import { isForTeams } from '../../core/agent/teams.ts';
import { spansBetween } from '../../core/agent/schedule.ts';
import { capacityAt } from '../../core/callback/capacityAt.ts';
import type { Moment } from '../../core/vocabulary/time.ts';
import type { Parts } from '../../ports/parts.ts';
import { businessZone } from '../floor/businessDay.ts';

export type PlaceParts = Pick<Parts, 'slots' | 'users' | 'agents' | 'business' | 'campaigns'>;

/** Whether a place is left at a quarter hour of the period; always where the campaign counts none. */
export async function freePlaces(
  parts: PlaceParts,
  campaign: Campaign,
  from: Moment,
  until: Moment,
): Promise<(at: Moment) => boolean> {
  if (campaign.callsPerSlot === 0) return () => true;
  const [taken, capacity] = await Promise.all([
    parts.slots.taken(campaign.id, from, until),
    capacityBetween(parts, campaign, from, until),
  ]);
  return (at) => (taken.get(at) ?? 0) < capacity(at);
}

/** Takes a place; true also if this holder has one already. */
export async function claimPlace(
  parts: PlaceParts,
  campaign: Campaign,
  startAt: Moment,
  holder: string,
): Promise<boolean> {
  const slot = { campaignId: campaign.id, startAt };
  const capacity = await capacityBetween(parts, campaign, startAt, startAt + 1);
  const places = capacity(startAt);
  return places > 0 ? parts.slots.claim(slot, holder, places) : parts.slots.holds(slot, holder);
}

async function capacityBetween(
  parts: PlaceParts,
  campaign: Campaign,
  from: Moment,
  until: Moment,
): Promise<(at: Moment) => number> {
  const [schedules, agents, zone] = await Promise.all([
    parts.users.schedules(),
    parts.agents.all(),
    businessZone(parts),
  ]);
  const shifts = agents
    .filter(({ presenceReason, teamIds }) => presenceReason !== 'deactivated' && isForTeams(teamIds, campaign.teamIds))
    .flatMap(({ id }) => schedules.get(id) ?? [])
    .map((schedule) => spansBetween(schedule, zone, from, until));
  return (at) => capacityAt(campaign, shifts.length > 0 ? shifts : null, at);
}
