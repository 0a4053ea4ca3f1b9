/**
 * What a customer sees on their own page (F28), and what they may do there. Three kinds:
 *
 * - `whole`      what becomes of what their address sent, and every act. Where the real lead would tell something about
 *                anyone else (another inquiry or a call is in it, the number is listed), it is what would have happened
 *                to it if no one knew the number (L182): both look the same (law 11).
 * - `part`       they left no number, or the form was only just sent.
 * - `withdrawn`  they withdrew or canceled what they sent.
 */
import { advanceLead } from '../../core/lead/advance.ts';
import { isAppointment, placeOf } from '../../core/lead/appointment.ts';
import { isWithdrawn, withdrawnSince } from '../../core/lead/customer.ts';
import type { Lead } from '../../core/lead/lead.ts';
import type { Context } from '../../core/lead/step.ts';
import type { Campaign } from '../../core/administration/campaign.ts';
import { DAY, type Moment } from '../../core/vocabulary/time.ts';
import type { Inquiry } from '../../ports/inquiries.ts';
import type { Parts } from '../../ports/parts.ts';
import type { ReceiptStatus } from '../../shared/api.ts';
import { inOrder, nearestForLead, timesForLead } from '../booking/timesForLead.ts';
import { invitationFrom } from '../intake/attachInquiry.ts';
import { statusOf } from '../intake/receiptStatus.ts';
import { idsOf, sentFrom, shownLead, type ShownLead } from '../intake/shownLead.ts';
import { contextWithoutLists } from '../lead/context.ts';
import { readPageLink } from './pageLink.ts';

/** After that, nothing is left to change. */
const AFTER_CLOSE_MS = 30 * DAY;

export interface CustomerPage {
  readonly inquiry: Inquiry;
  readonly kind: 'whole' | 'part' | 'withdrawn';
  readonly status: ReceiptStatus;
  readonly campaign: Campaign | null;
  /** The business, if it has set its name. */
  readonly business?: string;
  /** The number that we call from, E.164; absent if agents dial by hand. */
  readonly from?: string;
  /** IANA: the customer's. */
  readonly zone: string;
  /** Where their appointment is, unless it is a call. */
  readonly place?: string;
  /** The due time that an act is based on; null without a callback. */
  readonly seen: Moment | null;
  /** To choose from; empty if the callback can't be moved. */
  readonly times: readonly Moment[];
  /** Of those, the nearest to one that was refused. */
  readonly nearest: readonly Moment[];
  readonly mayCancel: boolean;
  readonly mayCallNow: boolean;
  readonly mayStop: boolean;
  readonly mayWithdraw: boolean;
  /** What they can prove, to download or delete everything about it (L80, L171); null if neither is possible here. */
  readonly proves: Provable['kind'] | null;
}

/** The lead behind a link, and what the link's address sent of it. */
export interface LinkedLead {
  readonly inquiry: Inquiry;
  /** The email address or number that it was sent to. */
  readonly address: string;
  /** Null for a moment after the form was sent. */
  readonly lead: Lead | null;
  /** Oldest first; with the inquiry. */
  readonly sent: readonly Inquiry[];
  /** What they are shown of the lead. */
  readonly shown: ShownLead | null;
}

/** Null if the link isn't, or is no longer, valid. */
export async function leadOfLink(parts: Parts, token: string): Promise<LinkedLead | null> {
  const link = await readPageLink(parts, token);
  if (!link) return null;
  const { inquiry, address } = link;
  const lead = inquiry.leadId === undefined ? null : await parts.leads.byId(inquiry.leadId);
  if (!lead) return { ...link, lead, sent: [inquiry], shown: null };
  const sent = await sentFrom(parts, lead, address);
  const shown = await shownLead(parts, lead, inquiry, sent);
  const closedAt = shown.lead.state === 'closed' ? shown.lead.closedAt : null;
  const endedAt = withdrawnSince(lead, idsOf(sent)) ?? closedAt;
  return endedAt !== null && parts.clock.now() >= endedAt + AFTER_CLOSE_MS ? null : { ...link, lead, sent, shown };
}

/** Null if the link isn't, or is no longer, valid. Changes nothing. `wanted`: a time that was refused. */
export async function viewPage(parts: Parts, token: string, wanted?: Moment): Promise<CustomerPage | null> {
  const linked = await leadOfLink(parts, token);
  if (!linked) return null;
  const { inquiry, lead, sent, shown } = linked;
  const [campaign, business, status] = await Promise.all([
    parts.campaigns.byId(inquiry.campaignId),
    parts.business.known(),
    statusOf(parts, shown, inquiry, sent),
  ]);
  const from = campaign?.calls?.numbers[0];
  const page = {
    inquiry,
    campaign,
    ...(business && { business: business.name }),
    zone: inquiry.person.zones[0] ?? campaign?.hours.zone ?? 'UTC',
    proves: provableOf(parts, inquiry, campaign)?.kind ?? null,
    ...{ seen: null, times: [], nearest: [], mayCancel: false, mayCallNow: false, mayStop: false, mayWithdraw: false },
  };
  const { serverNow } = status;
  const received = { step: 'received', ...(from !== undefined && { callUs: from }), serverNow } as const;
  if (lead && shown && isEnded(lead, shown, sent)) return { ...page, kind: 'withdrawn', status: received };
  const isWrittenTo = inquiry.person.tel === undefined && lead?.state !== 'closed';
  if (!lead || !shown || isWrittenTo) return { ...page, kind: 'part', status, mayWithdraw: lead !== null };

  const one = shown.lead;
  // What else is known about the number isn't revealed: the law is checked again with the act, and at the contact.
  const isFree = one.state !== 'closed' && !('owner' in one) && !one.liveCall;
  const context = isFree && campaign ? contextWithoutLists(parts, campaign) : null;
  const times = context && campaign ? await timesForLead(parts, one, campaign, context, page.zone) : [];
  const isNear = context && campaign && wanted !== undefined;
  const nearest = isNear ? await nearestForLead(parts, one, campaign, context, wanted) : [];
  return {
    ...page,
    kind: 'whole',
    status,
    ...(from !== undefined && { from }),
    ...(isAppointment(one) && placeOf(one.appointment)),
    seen: one.promise?.dueAt ?? null,
    ...{ times: inOrder(times, nearest), nearest },
    mayCancel: isFree,
    mayCallNow: context !== null && mayCallNow(one, context, inquiry, idsOf(sent)),
    mayStop: one.state !== 'closed',
  };
}

/** By its sender, on their page. */
function isEnded(lead: Lead, { lead: shown }: ShownLead, sent: readonly Inquiry[]): boolean {
  return isWithdrawn(lead, idsOf(sent)) || (shown.state === 'closed' && shown.outcome === 'cancelled');
}

/** `callUs`: our number that proves theirs when called from it. Numbers are E.164. */
export type Provable =
  | { readonly kind: 'number'; readonly tel: string; readonly callUs: string }
  /** Of a person without a number. */
  | { readonly kind: 'address'; readonly email: string };

/** Null if no call is answered, or no email is sent. */
export function provableOf(
  { phone, mailer }: Pick<Parts, 'phone' | 'mailer'>,
  { person: { tel, email } }: Pick<Inquiry, 'person'>,
  campaign: Campaign | null,
): Provable | null {
  if (tel === undefined) return email !== undefined && mailer ? { kind: 'address', email } : null;
  const callUs = campaign?.calls?.numbers[0];
  return phone && callUs !== undefined ? { kind: 'number', tel, callUs } : null;
}

function mayCallNow(lead: Lead, context: Context, inquiry: Inquiry, covers: readonly string[]): boolean {
  if (lead.state !== 'callback') return false;
  const consent = invitationFrom(inquiry, context.now);
  const event = { kind: 'customerCallsNow', covers, seen: lead.promise.dueAt, consent, wording: '' } as const;
  return advanceLead(lead, event, context).kind === 'changed';
}
