/**
 * A caller who hears that we'll call back chooses when, by key (K100). The place and the promise are stored before the
 * time is confirmed, so what a caller heard is what we owe.
 */
import { offersTimes, type Campaign } from '../../core/administration/campaign.ts';
import type { Call } from '../../core/call/call.ts';
import { KEYS } from '../../core/call/callStep.ts';
import { chosenTime } from '../../core/call/chooseTime.ts';
import type { TimeInWords } from '../../core/call/hearing.ts';
import { timesToSay } from '../../core/callback/callTimes.ts';
import { mayChooseByCall } from '../../core/lead/customer.ts';
import type { Moment } from '../../core/vocabulary/time.ts';
import type { Parts } from '../../ports/parts.ts';
import { inquiryIdOf } from '../../intake/sources/call.ts';
import { momentInWords } from '../../shared/text/mail.ts';
import { withPlace } from '../booking/agentPlace.ts';
import { mayChooseFor, timesForLead } from '../booking/timesForLead.ts';
import { changeLead } from '../lead/changeLead.ts';
import { campaignOf, contextWithoutLists } from '../lead/context.ts';

/** What the pressed keys mean for times, stored already. Empty for keys that are about something else, or late. */
export async function chooseByKey(
  parts: Parts,
  call: Call,
  { step, keys }: { readonly step: number; readonly keys: string },
): Promise<{ readonly times?: readonly Moment[]; readonly isBooked?: boolean }> {
  if (step !== call.step) return {};
  if (call.place === 'told') return keys === KEYS.chooseTime ? { times: await timesForCaller(parts, call) } : {};
  const at = call.place === 'chooseTime' ? chosenTime(call, keys) : undefined;
  if (at === undefined) return {};
  return (await book(parts, call, at)) ? { isBooked: true } : { times: await timesForCaller(parts, call) };
}

/**
 * A few times, oldest first; empty where none can be chosen. The lists aren't checked, so a listed number hears the
 * same as any other (law 11).
 */
export async function timesForCaller(parts: Parts, call: Call): Promise<readonly Moment[]> {
  const campaign = await campaignOf(parts, call.campaignId);
  if (!offersTimes(campaign) || call.leadId === undefined || call.person?.tel === undefined) return [];
  const lead = await parts.leads.byId(call.leadId);
  const context = contextWithoutLists(parts, campaign);
  if (!lead || !mayChooseByCall(lead, coveredBy(call))) return [];
  const zone = zoneOf(call, campaign);
  return timesToSay(await timesForLead(parts, lead, campaign, context, zone), zone);
}

export async function timesInWords(
  parts: Parts,
  call: Call,
  times: readonly Moment[],
): Promise<readonly TimeInWords[]> {
  const zone = zoneOf(call, await campaignOf(parts, call.campaignId));
  return times.map((at) => momentInWords(at, zone, call.language));
}

/** False if the time is taken or no longer possible. */
async function book(parts: Parts, call: Call, at: Moment): Promise<boolean> {
  const { leadId, person } = call;
  const lead = leadId === undefined ? null : await parts.leads.byId(leadId);
  if (!lead || person?.tel === undefined) return false;
  const campaign = await campaignOf(parts, lead.campaignId);
  if (!mayChooseFor(lead, contextWithoutLists(parts, campaign), at)) return false;
  // They hear the same as everyone; no one calls them, and the inquiry is kept (L21).
  if ((await parts.doNotCall.since(person.tel)) !== null) return true;
  const covers = coveredBy(call);
  const event = { kind: 'callerChoseTime', callId: call.id, at, ...(covers && { covers }) } as const;
  return (await withPlace(parts, lead.id, at, () => changeLead(parts, lead.id, event))).ok;
}

/** Undefined, for everything of the number, if the network fully attests that they call from it; otherwise this call. */
function coveredBy({ id, mayStopCalls, isListed }: Call): readonly string[] | undefined {
  return mayStopCalls || isListed ? undefined : [inquiryIdOf(id)];
}

function zoneOf({ person }: Call, { hours }: Campaign): string {
  return person?.zones[0] ?? hours.zone;
}
