/**
 * The times that a customer can choose from for a call that is owed to them: on the form and the receipt, on their own page,
 * and by key in a call (F95).
 */
import type { Campaign } from '../../core/administration/campaign.ts';
import {
  AHEAD_MS,
  callTimes,
  mayChooseTime,
  NEAR_MS,
  nearestToChoose,
  nearWanted,
  SLOT_MS,
  type Choosing,
} from '../../core/callback/callTimes.ts';
import { planRequestedTime, type CallbackContext, type OwedCall } from '../../core/callback/planPromise.ts';
import type { Moment } from '../../core/vocabulary/time.ts';
import { freePlaces, type PlaceParts } from './places.ts';

/** Those that could be promised, except the one that is. Days are those of `zone`. */
export async function timesForLead(
  parts: PlaceParts,
  lead: OwedCall,
  campaign: Campaign,
  context: CallbackContext,
  zone: string,
): Promise<readonly Moment[]> {
  const { now } = context;
  const hasPlace = await freePlaces(parts, campaign, now, now + AHEAD_MS);
  const isFree = (at: Moment) => hasPlace(at) && at !== lead.promise?.dueAt;
  return callTimes(choosingFor(lead, context).possibleFrom, { now, zone, isFree });
}

/** Whether this is such a time; its place is claimed separately. */
export function mayChooseFor(lead: OwedCall, context: CallbackContext, at: Moment): boolean {
  return mayChooseTime(at, choosingFor(lead, context));
}

/** The nearest of them to one that isn't available, earliest first. */
export async function nearestForLead(
  parts: PlaceParts,
  lead: OwedCall,
  campaign: Campaign,
  context: CallbackContext,
  at: Moment,
): Promise<readonly Moment[]> {
  const around = nearWanted(at, context.now);
  // The quarter hours begin with the next one.
  const hasPlace = await freePlaces(parts, campaign, around - NEAR_MS, around + NEAR_MS + 2 * SLOT_MS);
  const isFree = (time: Moment) => hasPlace(time) && time !== lead.promise?.dueAt;
  return nearestToChoose(at, { ...choosingFor(lead, context), isFree });
}

/** As if nothing were promised: how long the current promise would live doesn't matter. */
function choosingFor({ promise: _promise, ...asking }: OwedCall, context: CallbackContext): Choosing {
  const possibleFrom = (at: Moment) => {
    const { dueAt, why } = planRequestedTime(asking, context, at);
    return why === 'noPermittedTime' ? null : dueAt;
  };
  return { now: context.now, possibleFrom };
}

/** All of them, each once, oldest first. */
export function inOrder(...times: readonly (readonly Moment[])[]): readonly Moment[] {
  return [...new Set(times.flat())].sort((one, other) => one - other);
}
