/**
 * What a customer does on their own page. Each act goes to their lead as an event with an entry in its history; core
 * decides whether it still applies. Repeating one has no further effect.
 */
import { isCovered } from '../../core/lead/customer.ts';
import type { CustomerEvent } from '../../core/lead/events.ts';
import type { Lead } from '../../core/lead/lead.ts';
import { SLOT_MS } from '../../core/callback/callTimes.ts';
import { PROSPECT } from '../../core/vocabulary/people.ts';
import type { Moment } from '../../core/vocabulary/time.ts';
import type { Parts } from '../../ports/parts.ts';
import { claimPlace } from '../booking/places.ts';
import { releasePlaces } from '../booking/agentPlace.ts';
import { listNumber } from '../doNotCall/listNumber.ts';
import { changeLead } from '../lead/changeLead.ts';
import { invitationFrom, leadOfLink, sentFrom, type LinkedLead } from './viewPage.ts';

/** `seen`: the due time that the page showed; null without one. */
export type PageAct =
  | { readonly act: 'move'; readonly at: Moment; readonly seen: Moment | null }
  | { readonly act: 'cancel'; readonly seen: Moment | null }
  /** `wording`: what the page said next to the button. */
  | { readonly act: 'now'; readonly seen: Moment | null; readonly wording: string }
  /** `id` identifies the page that was shown, so that sending it twice is one request. */
  | { readonly act: 'stop'; readonly id: string; readonly wording: string }
  | { readonly act: 'withdraw' };

/** `refused`: the page was outdated, or the act isn't possible. `missing`: the link isn't valid. */
export type ActResult = 'done' | 'refused' | 'missing';

/** Bounds the search for earlier leads of a number. */
const MOST_LEADS = 20;

export async function actOnPage(parts: Parts, token: string, act: PageAct): Promise<ActResult> {
  const linked = await leadOfLink(parts, token);
  if (!linked) return 'missing';
  const { lead, inquiry, covers } = linked;
  if (!lead) return 'refused';
  if (act.act === 'stop') {
    if (!isCovered(lead, covers)) return 'refused';
    await listIfAllTheirs(parts, linked, lead, act);
  }
  const event = eventOf(act, covers, invitationFrom(inquiry, parts.clock.now()));
  return act.act === 'move' ? moveTo(parts, linked, lead, event, act.at) : changed(parts, lead, event);
}

async function changed(parts: Parts, { id }: Lead, event: CustomerEvent): Promise<ActResult> {
  const result = await changeLead(parts, id, event);
  if (!result.ok) return 'refused';
  await releasePlaces(parts, result.before, result.lead);
  return 'done';
}

/** Claims the new time before the lead has it, so that no more are promised than there are places. */
async function moveTo(
  parts: Parts,
  { inquiry }: LinkedLead,
  lead: Lead,
  event: CustomerEvent,
  startAt: Moment,
): Promise<ActResult> {
  const campaign = await parts.campaigns.byId(lead.campaignId);
  const slot = { campaignId: lead.campaignId, startAt };
  const isBooked = campaign && campaign.callsPerSlot > 0 && startAt > parts.clock.now() && startAt % SLOT_MS === 0;
  if (isBooked && !(await claimPlace(parts, campaign, startAt, inquiry.requestKey))) return 'refused';
  const result = await changed(parts, lead, event);
  if (result === 'refused' && isBooked && lead.promise?.dueAt !== startAt)
    await parts.slots.release(slot, inquiry.requestKey);
  return result;
}

function eventOf(act: PageAct, covers: readonly string[], consent: ReturnType<typeof invitationFrom>): CustomerEvent {
  switch (act.act) {
    case 'move':
      return { kind: 'customerMoves', covers, seen: act.seen, at: act.at };
    case 'cancel':
      return { kind: 'customerCancels', covers, seen: act.seen };
    case 'now':
      return { kind: 'customerCallsNow', covers, seen: act.seen, consent, wording: act.wording };
    case 'stop':
    case 'withdraw':
      return { kind: 'customerWithdraws', covers };
  }
}

/**
 * L29: an address doesn't prove a number. The number is listed only if everything that we have from it came from this
 * address; otherwise someone else could keep its owner from being called.
 */
async function listIfAllTheirs(
  parts: Parts,
  { inquiry, email }: LinkedLead,
  { id: leadId, person: { tel } }: Lead,
  { id, wording }: { readonly id: string; readonly wording: string },
): Promise<void> {
  if (tel === undefined || !(await isAllFrom(parts, tel, email))) return;
  const at = parts.clock.now();
  const act = { id: `${inquiry.id}:${id}`, tel, at, by: PROSPECT, source: 'page', leadId, reason: wording } as const;
  await listNumber(parts, act);
}

async function isAllFrom(parts: Parts, tel: string, email: string): Promise<boolean> {
  let lead = (await parts.leads.ofNumber(tel)).newest;
  for (let count = 0; lead && count < MOST_LEADS; count += 1) {
    // Nothing is left of an erased one.
    if (!lead.erased && !isCovered(lead, await sentFrom(parts, lead, email))) return false;
    lead = lead.previousLeadId === undefined ? null : await parts.leads.byId(lead.previousLeadId);
  }
  return lead === null;
}
