/**
 * What a customer does on their own page. Each act goes to their lead as an event with an entry in its history; core
 * decides whether it still applies. Repeating one has no further effect.
 *
 * Where the page shows what would have happened to their request if no one knew the number (L182), that also decides
 * about the act, so the answer is the same. The real lead then only notes it, withdraws what they sent, or comes
 * forward.
 */
import { advanceLead } from '../../core/lead/advance.ts';
import { isCovered, isWithdrawn } from '../../core/lead/customer.ts';
import type { CustomerEvent } from '../../core/lead/events.ts';
import type { Lead } from '../../core/lead/lead.ts';
import { callAtOf } from '../../core/lead/shownToSender.ts';
import type { FailureCode } from '../../core/vocabulary/errors.ts';
import { PROSPECT } from '../../core/vocabulary/people.ts';
import type { Moment } from '../../core/vocabulary/time.ts';
import type { Parts } from '../../ports/parts.ts';
import { claimPlace, hasPlace } from '../booking/places.ts';
import { mayChooseFor } from '../booking/timesForLead.ts';
import { releasePlaces } from '../booking/agentPlace.ts';
import { listNumber } from '../doNotCall/listNumber.ts';
import { invitationFrom } from '../intake/attachInquiry.ts';
import { idsOf, sentFrom } from '../intake/shownLead.ts';
import { campaignOf, contextWithoutLists } from '../lead/context.ts';
import { changeLead } from '../lead/changeLead.ts';
import { watchImagined } from '../mail/watchImagined.ts';
import { leadOfLink, type LinkedLead } from './viewPage.ts';

/** `seen`: the due time that the page showed; null without one. */
export type PageAct =
  | { readonly act: 'move'; readonly at: Moment; readonly seen: Moment | null }
  | { readonly act: 'cancel'; readonly seen: Moment | null }
  /** `wording`: what the page said next to the button. */
  | { readonly act: 'now'; readonly seen: Moment | null; readonly wording: string }
  /** `id` identifies the page that was shown, so that sending it twice is one request. */
  | { readonly act: 'stop'; readonly id: string; readonly wording: string }
  | { readonly act: 'withdraw' };

/**
 * `refused`: the page was outdated, or the act isn't possible. `taken`: the time isn't available, or no longer.
 * `missing`: the link isn't valid.
 */
export type ActResult = 'done' | 'refused' | 'taken' | 'missing';

/** Bounds the search for earlier leads of a number. */
const MOST_LEADS = 20;

/** A link with its lead. */
type OnLead = LinkedLead & {
  readonly lead: Lead;
  readonly shown: NonNullable<LinkedLead['shown']>;
  /** What is asked for is only noted: it takes no place. */
  readonly isNoted?: true;
};

/** `forbidden`: because of what else is known about the number, which isn't revealed. */
type Made = ActResult | 'forbidden';

export async function actOnPage(parts: Parts, token: string, act: PageAct): Promise<ActResult> {
  const linked = await leadOfLink(parts, token);
  if (!linked) return 'missing';
  const { lead, shown } = linked;
  if (!lead || !shown) return 'refused';
  const on: OnLead = { ...linked, lead, shown };
  const event = eventOf(parts, act, on);
  const answer = await answerTo(parts, on, event);
  if (answer) return answer;
  if (act.act === 'stop') await listIfAllTheirs(parts, on, act);
  const make = (how: OnLead, what: CustomerEvent) =>
    act.act === 'move' ? moveTo(parts, how, what, act.at) : changed(parts, how, what);
  const result = shown.isReal ? await make(on, event) : 'forbidden';
  if (result !== 'forbidden') return result;
  const noted = await make({ ...on, isNoted: true }, notedAs(event, on));
  if (noted === 'done') await watchImagined(parts, lead, on.inquiry, true);
  if (noted !== 'forbidden') return noted;
  return act.act === 'move' ? 'taken' : 'refused';
}

function eventOf(parts: Parts, act: PageAct, { inquiry, sent }: OnLead): CustomerEvent {
  const covers = idsOf(sent);
  switch (act.act) {
    case 'move':
      return { kind: 'customerMoves', inquiryId: inquiry.id, covers, seen: act.seen, at: act.at };
    case 'cancel':
      return { kind: 'customerCancels', covers, seen: act.seen };
    case 'now': {
      const consent = invitationFrom(inquiry, parts.clock.now());
      return { kind: 'customerCallsNow', covers, seen: act.seen, consent, wording: act.wording };
    }
    case 'stop':
    case 'withdraw':
      return { kind: 'customerWithdraws', covers };
  }
}

/** How the lead that is shown answers, with nothing else known of the number; null if the act changes it. */
async function answerTo(parts: Parts, { lead, shown, sent }: OnLead, event: CustomerEvent): Promise<ActResult | null> {
  const isOver = isWithdrawn(lead, idsOf(sent));
  // As of one that is canceled: again, or nothing is left to change.
  if (isOver) return event.kind === 'customerWithdraws' || event.kind === 'customerCancels' ? 'done' : 'refused';
  const campaign = await campaignOf(parts, shown.lead.campaignId);
  const context = contextWithoutLists(parts, campaign);
  const step = advanceLead(shown.lead, event, context);
  if (step.kind === 'same') return 'done';
  const isMove = event.kind === 'customerMoves';
  if (step.kind === 'refused') return isMove && NO_SUCH_TIME.includes(step.code) ? 'taken' : 'refused';
  return isMove && !mayChooseFor(shown.lead, context, event.at) ? 'taken' : null;
}

/** Why a lead doesn't move to a time; anything else is about the lead. */
const NO_SUCH_TIME: readonly FailureCode[] = ['bad-input', 'may-not-contact'];

/** What the act is to a lead that its sender isn't shown. */
function notedAs(event: CustomerEvent, { inquiry, sent }: OnLead): CustomerEvent {
  switch (event.kind) {
    case 'customerMoves':
      return { kind: 'customerChoosesTime', inquiryId: inquiry.id, at: event.at };
    case 'customerCallsNow':
      return { kind: 'customerAsksNow', consent: event.consent, wording: event.wording };
    case 'customerCancels':
      return { kind: 'customerWithdraws', covers: idsOf(sent) };
    default:
      return event;
  }
}

async function changed(parts: Parts, { lead: { id }, sent }: OnLead, event: CustomerEvent): Promise<Made> {
  const result = await changeLead(parts, id, event);
  if (!result.ok) return 'code' in result && result.code === 'may-not-contact' ? 'forbidden' : 'refused';
  const { before, lead } = result;
  await releasePlaces(parts, before, lead);
  // For times that were requested and that the lead doesn't have (L182).
  for (const inquiry of sent) {
    const startAt = callAtOf(before, inquiry.id);
    const isLeft = event.kind === 'customerWithdraws' || callAtOf(lead, inquiry.id) !== startAt;
    if (startAt > 0 && isLeft && lead.promise?.dueAt !== startAt)
      await parts.slots.release({ campaignId: lead.campaignId, startAt }, inquiry.requestKey);
  }
  return 'done';
}

/** Claims the new time before the lead has it, so that no more are promised than there are places. */
async function moveTo(parts: Parts, on: OnLead, event: CustomerEvent, startAt: Moment): Promise<Made> {
  const { lead, inquiry } = on;
  const campaign = await parts.campaigns.byId(lead.campaignId);
  // What isn't promised takes no place, but is answered as if it did.
  if (on.isNoted)
    return campaign && (await hasPlace(parts, campaign, startAt, inquiry.requestKey))
      ? changed(parts, on, event)
      : 'taken';
  const slot = { campaignId: lead.campaignId, startAt };
  const isBooked = campaign && campaign.callsPerSlot > 0;
  if (isBooked && !(await claimPlace(parts, campaign, startAt, inquiry.requestKey))) return 'taken';
  const result = await changed(parts, on, event);
  if (result !== 'done' && isBooked && lead.promise?.dueAt !== startAt)
    await parts.slots.release(slot, inquiry.requestKey);
  return result;
}

/**
 * L29: an email address doesn't prove a number. The number is listed if the link was texted to it, or everything that we
 * have from it came from this address; otherwise someone else could keep its owner from being called.
 */
async function listIfAllTheirs(
  parts: Parts,
  { inquiry, address, lead: { id: leadId, person } }: OnLead,
  { id, wording }: { readonly id: string; readonly wording: string },
): Promise<void> {
  const { tel } = person;
  if (tel === undefined || !(address === tel || (await isAllFrom(parts, tel, address)))) return;
  const at = parts.clock.now();
  const act = { id: `${inquiry.id}:${id}`, tel, at, by: PROSPECT, source: 'page', leadId, reason: wording } as const;
  await listNumber(parts, act);
}

async function isAllFrom(parts: Parts, tel: string, address: string): Promise<boolean> {
  let lead = (await parts.leads.ofNumber(tel)).newest;
  for (let count = 0; lead && count < MOST_LEADS; count += 1) {
    // Nothing is left of an erased one.
    if (!lead.erased && !isCovered(lead, idsOf(await sentFrom(parts, lead, address)))) return false;
    lead = lead.previousLeadId === undefined ? null : await parts.leads.byId(lead.previousLeadId);
  }
  return lead === null;
}
