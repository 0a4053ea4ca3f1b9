/**
 * Books the time that a customer chose with their form. A time is offered while the campaign and the law permit a call
 * then and places are left; whoever comes too late gets the nearest times that are.
 */
import { offersTimes, type Campaign } from '../../core/administration/campaign.ts';
import { AHEAD_MS, callTimes, nearestTimes, SLOT_MS } from '../../core/callback/callTimes.ts';
import { planRequestedTime } from '../../core/callback/planPromise.ts';
import type { Consent } from '../../core/vocabulary/contact.ts';
import type { Person } from '../../core/vocabulary/people.ts';
import { DAY, type Moment } from '../../core/vocabulary/time.ts';
import type { Inquiry } from '../../ports/inquiries.ts';
import type { Parts } from '../../ports/parts.ts';
import { contextWithoutLists } from '../lead/context.ts';
import { claimPlace, freePlaces, type PlaceParts } from './places.ts';

export type Booked =
  | { readonly ok: true }
  /** The nearest free times, oldest first; empty if there are none. */
  | { readonly ok: false; readonly nearest: readonly Moment[] };

/** How far from the wanted time to look for another one. */
const NEAR_MS = DAY;
const NEAREST = 3;

/**
 * The times to show on the form. Nothing is known about the person yet, so they are those in the campaign's own zone and
 * country; the chosen one is checked where the person is.
 */
export function timesOnForm(parts: PlaceParts & Pick<Parts, 'clock'>, campaign: Campaign): Promise<readonly Moment[]> {
  const someone: Person = {
    name: '',
    tel: '?',
    telCountry: campaign.country,
    language: campaign.language,
    zones: [campaign.hours.zone],
    zoneFrom: 'campaign',
  };
  return timesFor(parts, campaign, someone, true);
}

/** The times to show on the receipt of an inquiry, whatever else is known of the person (law 11). */
export function timesOnReceipt(parts: Parts, campaign: Campaign, inquiry: Inquiry): Promise<readonly Moment[]> {
  return timesFor(parts, campaign, inquiry.person, inquiry.consent.call);
}

/** Whether the sender of the inquiry could be called then, whatever else is known of the number. */
export function isPossibleAt(
  parts: Pick<Parts, 'clock'>,
  campaign: Campaign,
  { person, consent }: Inquiry,
  at: Moment,
): boolean {
  return possibleFor(parts, campaign, person, consent.call)(at) === at;
}

async function timesFor(
  parts: PlaceParts & Pick<Parts, 'clock'>,
  campaign: Campaign,
  person: Person,
  mayCall: boolean,
): Promise<readonly Moment[]> {
  if (!offersTimes(campaign)) return [];
  const now = parts.clock.now();
  const isFree = await freePlaces(parts, campaign, now, now + AHEAD_MS);
  const zone = person.zones[0] ?? campaign.hours.zone;
  return callTimes(possibleFor(parts, campaign, person, mayCall), { now, zone, isFree });
}

/** Takes a place for the inquiry's time. Repeating the same request takes none. */
export async function bookSlot(parts: Parts, campaign: Campaign, inquiry: Inquiry, startAt: Moment): Promise<Booked> {
  const slot = { campaignId: campaign.id, startAt };
  const holder = inquiry.requestKey;
  const now = parts.clock.now();
  const possibleFrom = possibleFor(parts, campaign, inquiry.person, inquiry.consent.call);
  const isOffered = offersTimes(campaign) && startAt % SLOT_MS === 0 && startAt > now && startAt <= now + AHEAD_MS;
  if (isOffered && possibleFrom(startAt) === startAt && (await claimPlace(parts, campaign, startAt, holder)))
    return { ok: true };
  // The answer to an earlier request may have been lost, and its time may be over by now.
  if (await parts.slots.holds(slot, holder)) return { ok: true };
  const around = Math.min(Math.max(startAt, now), now + AHEAD_MS);
  const isFree = await freePlaces(parts, campaign, around - NEAR_MS, around + NEAR_MS);
  const isPossible = (at: Moment) => at > now && isFree(at) && possibleFrom(at) === at;
  return { ok: false, nearest: offersTimes(campaign) ? nearestTimes(around, isPossible, NEAR_MS, NEAREST) : [] };
}

/** The first moment from the given one when the person may be called and the business is open. */
function possibleFor(parts: Pick<Parts, 'clock'>, campaign: Campaign, person: Person, mayCall: boolean) {
  const context = contextWithoutLists(parts, campaign);
  const consent: Consent = {
    ...{ inquiryId: '', at: context.now, call: mayCall, now: false, text: false, email: false, wordingVersion: 0 },
  };
  return (at: Moment): Moment | null => {
    const { dueAt, why } = planRequestedTime({ person, consents: [consent], attempts: [] }, context, at);
    return why === 'noPermittedTime' ? null : dueAt;
  };
}
