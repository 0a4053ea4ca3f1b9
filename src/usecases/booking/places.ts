/**
 * The places of a campaign's quarter hours. Schedules in memory say how many there are, and the one conditional write
 * of a claim counts those that are taken. A schedule change never takes back a promised time.
 *
 * Campaigns that share agents don't share a write: a claim is compared with what the others have taken once it is
 * written, and given up if the agents can't take all of them (P51). So of two at once, at most one remains.
 */
import type { Campaign } from '../../core/administration/campaign.ts';
import { spansBetween } from '../../core/agent/schedule.ts';
import { capacityOf, placesLeft, scheduledAt, type AgentShifts } from '../../core/callback/capacityAt.ts';
import { ownTakersOf } from '../../core/vocabulary/reach.ts';
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
  const staff = await staffBetween(parts, campaign, from, until);
  const left = await leftBetween(parts, campaign, staff, from, until);
  return (at) => left(at) > 0;
}

/** Whether a place is left at this quarter hour, or the holder has one. */
export async function hasPlace(
  parts: PlaceParts,
  campaign: Campaign,
  startAt: Moment,
  holder: string,
): Promise<boolean> {
  const isFree = await freePlaces(parts, campaign, startAt, startAt + 1);
  return isFree(startAt) || parts.slots.holds({ campaignId: campaign.id, startAt }, holder);
}

/** Takes a place; true also if this holder has one already. */
export async function claimPlace(
  parts: PlaceParts,
  campaign: Campaign,
  startAt: Moment,
  holder: string,
): Promise<boolean> {
  const slot = { campaignId: campaign.id, startAt };
  const until = startAt + 1;
  const staff = await staffBetween(parts, campaign, startAt, until);
  const places = capacityOf(campaign, staff.own && scheduledAt(staff.own, startAt).length);
  if (places === 0) return parts.slots.holds(slot, holder);
  if (staff.others.length === 0) return parts.slots.claim(slot, holder, places);
  if (await parts.slots.holds(slot, holder)) return true;
  if (!(await parts.slots.claim(slot, holder, places))) return false;
  const left = await leftBetween(parts, campaign, staff, startAt, until);
  if (left(startAt) >= 0) return true;
  await parts.slots.release(slot, holder);
  return false;
}

interface Staff {
  /** Null if none of the campaign's agents has a schedule. */
  readonly own: readonly AgentShifts[] | null;
  /** The other campaigns with some of the same scheduled agents. */
  readonly others: readonly { readonly campaignId: string; readonly shifts: readonly AgentShifts[] }[];
}

async function leftBetween(
  { slots }: PlaceParts,
  campaign: Campaign,
  { own, others }: Staff,
  from: Moment,
  until: Moment,
): Promise<(at: Moment) => number> {
  const ids = [campaign.id, ...others.map(({ campaignId }) => campaignId)];
  const taken = await slots.taken(ids, from, until);
  const takenAt = (campaignId: string, at: Moment) => taken.get(campaignId)?.get(at) ?? 0;
  return (at) =>
    placesLeft(
      campaign,
      { scheduled: own && scheduledAt(own, at), taken: takenAt(campaign.id, at) },
      others
        .filter(({ campaignId }) => takenAt(campaignId, at) > 0)
        .map(({ campaignId, shifts }) => ({
          scheduled: scheduledAt(shifts, at),
          taken: takenAt(campaignId, at),
        })),
    );
}

async function staffBetween(parts: PlaceParts, campaign: Campaign, from: Moment, until: Moment): Promise<Staff> {
  const [schedules, agents, zone, campaigns] = await Promise.all([
    parts.users.schedules(),
    parts.agents.all(),
    businessZone(parts),
    parts.campaigns.all(),
  ]);
  const scheduled = agents.filter(({ id, presenceReason }) => presenceReason !== 'deactivated' && schedules.has(id));
  const shiftsOf = new Map<string, AgentShifts>();
  const agentsOf = (one: Campaign) => ownTakersOf(one, scheduled);
  const shiftsFor = (agentId: string): AgentShifts => {
    const schedule = schedules.get(agentId)?.schedule;
    const shifts = shiftsOf.get(agentId) ?? {
      agentId,
      spans: schedule ? spansBetween(schedule, zone, from, until) : [],
    };
    shiftsOf.set(agentId, shifts);
    return shifts;
  };
  const own = new Set(agentsOf(campaign).map(({ id }) => id));
  if (own.size === 0) return { own: null, others: [] };
  const others = campaigns
    .filter(({ id, callsPerSlot }) => id !== campaign.id && callsPerSlot > 0)
    .map((other) => ({ campaignId: other.id, agentIds: agentsOf(other).map(({ id }) => id) }))
    .filter(({ agentIds }) => agentIds.some((agentId) => own.has(agentId)))
    .map(({ campaignId, agentIds }) => ({ campaignId, shifts: agentIds.map(shiftsFor) }));
  return { own: [...own].map(shiftsFor), others };
}
