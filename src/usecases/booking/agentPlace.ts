/**
 * A callback that an agent agrees on takes a place of its quarter hour, like a time that customers choose, in campaigns
 * that count places (P39). The place is claimed before the lead has the time, and is the one of the lead's newest inquiry:
 * a time that the customer booked there is the same place.
 */
import type { Campaign } from '../../core/administration/campaign.ts';
import { NEAR_MS, nearestTimes, SLOT_MS } from '../../core/callback/callTimes.ts';
import { planRequestedTime, type CallbackContext } from '../../core/callback/planPromise.ts';
import type { Lead } from '../../core/lead/lead.ts';
import { failure, type Failure } from '../../core/vocabulary/errors.ts';
import type { Moment } from '../../core/vocabulary/time.ts';
import type { Parts } from '../../ports/parts.ts';
import { contextOf } from '../lead/context.ts';
import { claimPlace, freePlaces } from './places.ts';

type Changed = { readonly ok: true; readonly lead: Lead } | { readonly ok: false };

/** Makes the change with a place for the time at which the customer would be called; refused if none is left. */
export async function withPlace<R extends Changed>(
  parts: Parts,
  leadId: string,
  at: Moment,
  change: () => Promise<R>,
): Promise<R | Failure> {
  const before = parts.leads.remembered(leadId)?.lead ?? (await parts.leads.byId(leadId));
  const campaign = before && (await parts.campaigns.byId(before.campaignId));
  const holder = before && campaign && campaign.callsPerSlot > 0 ? await holderOf(parts, before) : undefined;
  if (!before || !campaign || holder === undefined) return change();
  const { dueAt, why } = planRequestedTime(before, await contextOf(parts, campaign, before.person.tel), at);
  // Core says why it can't be promised.
  if (dueAt === null || why === 'noPermittedTime') return change();
  const startAt = quarterOf(dueAt);
  const slot = { campaignId: campaign.id, startAt };
  const hadIt = await parts.slots.holds(slot, holder);
  if (!hadIt && !(await claimPlace(parts, campaign, startAt, holder)))
    return failure('in-use', 'All calls at that time are taken. Choose another time.');
  const result = await change();
  const isTaken = result.ok && result.lead.promise !== undefined && quarterOf(result.lead.promise.dueAt) === startAt;
  if (!hadIt && !isTaken) await parts.slots.release(slot, holder);
  if (result.ok) await releasePlaces(parts, before, result.lead);
  return result;
}

/** A time that the lead no longer has is free again, whichever of its inquiries booked it. */
export async function releasePlaces(parts: Parts, before: Lead, after: Lead): Promise<void> {
  if (before.promise?.why !== 'agreed') return;
  const startAt = quarterOf(before.promise.dueAt);
  if (after.promise && quarterOf(after.promise.dueAt) === startAt) return;
  const slot = { campaignId: before.campaignId, startAt };
  for (const { id } of before.inquiries) {
    const inquiry = await parts.inquiries.byId(id);
    if (inquiry) await parts.slots.release(slot, inquiry.requestKey);
  }
}

/** The nearest free times, oldest first, if no place is left at `dueAt` for this lead; undefined if one is. */
export async function nearestPlaces(
  parts: Parts,
  campaign: Campaign,
  lead: Lead,
  context: CallbackContext,
  dueAt: Moment,
): Promise<readonly Moment[] | undefined> {
  if (campaign.callsPerSlot === 0) return undefined;
  const startAt = quarterOf(dueAt);
  const isFree = await freePlaces(parts, campaign, startAt - NEAR_MS, startAt + NEAR_MS + SLOT_MS);
  if (isFree(startAt)) return undefined;
  const holder = await holderOf(parts, lead);
  if (holder !== undefined && (await parts.slots.holds({ campaignId: campaign.id, startAt }, holder))) return undefined;
  const isPossible = (at: Moment) =>
    at > context.now && isFree(at) && planRequestedTime(lead, context, at).dueAt === at;
  return nearestTimes(startAt, isPossible);
}

/** Agents choose any minute. */
function quarterOf(at: Moment): Moment {
  return Math.floor(at / SLOT_MS) * SLOT_MS;
}

async function holderOf(parts: Pick<Parts, 'inquiries'>, { inquiries }: Lead): Promise<string | undefined> {
  const newest = inquiries.at(-1);
  return newest && (await parts.inquiries.byId(newest.id))?.requestKey;
}
