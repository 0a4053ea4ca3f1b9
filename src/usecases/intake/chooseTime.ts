/** The holder of a receipt chooses when to be called (P52). */
import { offersTimes, type Campaign } from '../../core/administration/campaign.ts';
import type { Moment } from '../../core/vocabulary/time.ts';
import type { Parts } from '../../ports/parts.ts';
import { withPlace } from '../booking/agentPlace.ts';
import { hasPlace } from '../booking/places.ts';
import { mayChooseOnReceipt, nearestOnReceipt, timesOnReceipt } from '../booking/bookSlot.ts';
import { inOrder } from '../booking/timesForLead.ts';
import { changeLead } from '../lead/changeLead.ts';
import { watchImagined } from '../mail/watchImagined.ts';
import { receiptStatus, type ReceiptView } from './receiptStatus.ts';
import { shownLead } from './shownLead.ts';

export interface ChoicePage extends ReceiptView {
  readonly campaign: Campaign | null;
  /** IANA: the customer's. */
  readonly zone: string;
  /** Empty if none can be chosen now. */
  readonly times: readonly Moment[];
  /** Of those, the nearest to one that was refused. */
  readonly nearest: readonly Moment[];
}

/** Null if there is no such receipt. Changes nothing. `wanted`: a time that was refused. */
export async function viewChoice(parts: Parts, receiptId: string, wanted?: Moment): Promise<ChoicePage | null> {
  const view = await receiptStatus(parts, receiptId);
  if (!view) return null;
  const campaign = await parts.campaigns.byId(view.inquiry.campaignId);
  const zone = view.inquiry.person.zones[0] ?? campaign?.hours.zone ?? 'UTC';
  if (!campaign || !mayChoose(view, campaign)) return { ...view, campaign, zone, times: [], nearest: [] };
  const times = await timesOnReceipt(parts, campaign, view.inquiry);
  const nearest = wanted === undefined ? [] : await nearestOnReceipt(parts, campaign, view.inquiry, wanted);
  return { ...view, campaign, zone, times: inOrder(times, nearest), nearest };
}

/** What the receipt says decides, so that nothing else is revealed. */
export function mayChoose({ status }: Pick<ReceiptView, 'status'>, campaign: Campaign): boolean {
  return status.step === 'promised' && status.isAppointment !== true && offersTimes(campaign);
}

/** `refused`: it's no longer free or possible. */
export async function chooseTime(parts: Parts, receiptId: string, at: Moment): Promise<'done' | 'refused' | 'missing'> {
  const view = await receiptStatus(parts, receiptId);
  if (!view) return 'missing';
  const { inquiry } = view;
  const campaign = await parts.campaigns.byId(inquiry.campaignId);
  const isOffered = campaign !== null && mayChoose(view, campaign) && mayChooseOnReceipt(parts, campaign, inquiry, at);
  if (inquiry.leadId === undefined || !isOffered) return 'refused';
  // Asked of everyone, though what isn't promised takes no place (L182).
  if (!(await hasPlace(parts, campaign, at, inquiry.requestKey))) return 'refused';
  const event = { kind: 'customerChoosesTime', inquiryId: inquiry.id, at } as const;
  const { leadId } = inquiry;
  const result = await withPlace(parts, leadId, at, () => changeLead(parts, leadId, event));
  if (!result.ok) return 'refused';
  if (!(await shownLead(parts, result.lead, inquiry, [inquiry])).isReal)
    await watchImagined(parts, result.lead, inquiry, true);
  return 'done';
}
