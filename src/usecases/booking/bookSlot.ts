/**
 * Books the time that a customer chose with their form. A time is offered while the campaign and the law permit a call
 * then and places are left; a customer who is too late gets the nearest available times.
 */
import { offersTimes, type Campaign } from '../../core/administration/campaign.ts';
import type { OwedCall } from '../../core/callback/planPromise.ts';
import type { Consent } from '../../core/vocabulary/contact.ts';
import type { Person } from '../../core/vocabulary/people.ts';
import type { Moment } from '../../core/vocabulary/time.ts';
import type { Inquiry } from '../../ports/inquiries.ts';
import type { Parts } from '../../ports/parts.ts';
import { contextWithoutLists } from '../lead/context.ts';
import { claimPlace, type PlaceParts } from './places.ts';
import { mayChooseFor, nearestForLead, timesForLead } from './timesForLead.ts';

export type Booked =
  | { readonly ok: true }
  /** The nearest free times, oldest first; empty if there are none. */
  | { readonly ok: false; readonly nearest: readonly Moment[] };

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

/** Whether the sender of the inquiry may choose this time there, whatever else is known of the number. */
export function mayChooseOnReceipt(
  parts: Pick<Parts, 'clock'>,
  campaign: Campaign,
  { person, consent }: Inquiry,
  at: Moment,
): boolean {
  const asked = askedBy(parts, person, consent.call);
  return offersTimes(campaign) && mayChooseFor(asked, contextWithoutLists(parts, campaign), at);
}

/** The nearest times to one that isn't available: on the form and the receipt. */
export async function nearestOnReceipt(
  parts: PlaceParts & Pick<Parts, 'clock'>,
  campaign: Campaign,
  { person, consent }: Inquiry,
  at: Moment,
): Promise<readonly Moment[]> {
  if (!offersTimes(campaign)) return [];
  const asked = askedBy(parts, person, consent.call);
  return nearestForLead(parts, asked, campaign, contextWithoutLists(parts, campaign), at);
}

async function timesFor(
  parts: PlaceParts & Pick<Parts, 'clock'>,
  campaign: Campaign,
  person: Person,
  mayCall: boolean,
): Promise<readonly Moment[]> {
  if (!offersTimes(campaign)) return [];
  const zone = person.zones[0] ?? campaign.hours.zone;
  const asked = askedBy(parts, person, mayCall);
  return timesForLead(parts, asked, campaign, contextWithoutLists(parts, campaign), zone);
}

/** Takes a place for the inquiry's time. Repeating the same request takes none. */
export async function bookSlot(parts: Parts, campaign: Campaign, inquiry: Inquiry, startAt: Moment): Promise<Booked> {
  const holder = inquiry.requestKey;
  const isOffered = mayChooseOnReceipt(parts, campaign, inquiry, startAt);
  if (isOffered && (await claimPlace(parts, campaign, startAt, holder))) return { ok: true };
  // The answer to an earlier request may have been lost, and its time may be over by now.
  if (await parts.slots.holds({ campaignId: campaign.id, startAt }, holder)) return { ok: true };
  return { ok: false, nearest: await nearestOnReceipt(parts, campaign, inquiry, startAt) };
}

/** A call about which nothing else is known. */
function askedBy({ clock }: Pick<Parts, 'clock'>, person: Person, mayCall: boolean): OwedCall {
  const consent: Consent = {
    ...{ inquiryId: '', at: clock.now(), call: mayCall, now: false, text: false, email: false, wordingVersion: 0 },
  };
  return { person, consents: [consent], attempts: [] };
}
