/** The times that a customer can choose from for a call that is owed to them. */
import type { Campaign } from '../../core/administration/campaign.ts';
import { AHEAD_MS, callTimes } from '../../core/callback/callTimes.ts';
import { planRequestedTime, type CallbackContext } from '../../core/callback/planPromise.ts';
import type { Lead } from '../../core/lead/lead.ts';
import type { Moment } from '../../core/vocabulary/time.ts';
import { freePlaces, type PlaceParts } from './places.ts';

/** Those that could be promised, except the one that is. Days are those of `zone`. */
export async function timesForLead(
  parts: PlaceParts,
  lead: Lead,
  campaign: Campaign,
  context: CallbackContext,
  zone: string,
): Promise<readonly Moment[]> {
  const { now } = context;
  const hasPlace = await freePlaces(parts, campaign, now, now + AHEAD_MS);
  // As if nothing were promised: how long the current promise would live doesn't matter.
  const { promise: _promise, ...asking } = lead;
  const possibleFrom = (at: Moment) => {
    const { dueAt, why } = planRequestedTime(asking, context, at);
    return why === 'noPermittedTime' ? null : dueAt;
  };
  const isFree = (at: Moment) => hasPlace(at) && at !== lead.promise?.dueAt;
  return callTimes(possibleFrom, { now, zone, isFree });
}
