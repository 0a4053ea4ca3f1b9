/**
 * What a customer sees on their own page (F28), and what they may do there. Three kinds:
 *
 * - `whole`      the lead has nothing but what their address sent: the callback, and every action.
 * - `part`       anything else, for whatever reason: another inquiry or a call is in the lead, the number is listed, the
 *                form looks like spam, no hour is permitted. All of these look the same (law 11).
 * - `withdrawn`  they withdrew what they sent.
 */
import { advanceLead } from '../../core/lead/advance.ts';
import { isAppointment, placeOf } from '../../core/lead/appointment.ts';
import { isCovered, isWithdrawn } from '../../core/lead/customer.ts';
import type { Lead } from '../../core/lead/lead.ts';
import { allInquiries } from '../../core/lead/mergedNumbers.ts';
import type { Context } from '../../core/lead/step.ts';
import type { Campaign } from '../../core/administration/campaign.ts';
import type { Consent } from '../../core/vocabulary/contact.ts';
import { DAY, type Moment } from '../../core/vocabulary/time.ts';
import type { Inquiry } from '../../ports/inquiries.ts';
import type { Parts } from '../../ports/parts.ts';
import type { ReceiptStatus } from '../../shared/api.ts';
import { timesForLead } from '../booking/timesForLead.ts';
import { isActedOn, statusFor } from '../intake/receiptStatus.ts';
import { contextOf } from '../lead/context.ts';
import { readPageLink } from './pageLink.ts';

/** After that, nothing is left to change. */
const AFTER_CLOSE_MS = 30 * DAY;
/** Beyond this, a lead is someone's test; only the link's own inquiry counts as covered. */
const MOST_INQUIRIES = 50;

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
  /** Where the appointment is that they have, unless it is a call. */
  readonly place?: string;
  /** The due time that an act is based on; null without a callback. */
  readonly seen: Moment | null;
  /** To choose from; empty if the callback can't be moved. */
  readonly times: readonly Moment[];
  readonly mayCancel: boolean;
  readonly mayCallNow: boolean;
  readonly mayStop: boolean;
  readonly mayWithdraw: boolean;
  /** What they can prove, to download or delete everything about it (L80, L171); null if neither is possible here. */
  readonly proves: Provable['kind'] | null;
}

/** The lead behind a link, and those of its inquiries that the link's address sent. */
export interface LinkedLead {
  readonly inquiry: Inquiry;
  readonly email: string;
  /** Null for a moment after the form was sent. */
  readonly lead: Lead | null;
  readonly covers: readonly string[];
}

/** Null if the link isn't valid (any more). */
export async function leadOfLink(parts: Parts, token: string): Promise<LinkedLead | null> {
  const link = await readPageLink(parts, token);
  if (!link) return null;
  const { leadId } = link.inquiry;
  const lead = leadId === undefined ? null : await parts.leads.byId(leadId);
  if (lead?.state === 'closed' && parts.clock.now() >= lead.closedAt + AFTER_CLOSE_MS) return null;
  return { ...link, lead, covers: lead ? await sentFrom(parts, lead, link.email) : [] };
}

/** The lead's inquiries that this address sent. */
export async function sentFrom(parts: Parts, lead: Lead, email: string): Promise<readonly string[]> {
  const sent = allInquiries(lead).slice(0, MOST_INQUIRIES);
  const inquiries = await Promise.all(sent.map(({ inquiry }) => parts.inquiries.byId(inquiry.id)));
  return inquiries.flatMap((inquiry) => (inquiry?.person.email === email ? [inquiry.id] : []));
}

/** The invitation that "Call me now" is; the same as the form's box (L4). */
export function invitationFrom({ id, consent }: Inquiry, at: Moment): Consent {
  const { wordingVersion } = consent;
  return { inquiryId: id, at, call: false, now: true, text: false, email: false, wordingVersion };
}

/** Null if the link isn't valid (any more). Changes nothing. */
export async function viewPage(parts: Parts, token: string): Promise<CustomerPage | null> {
  const linked = await leadOfLink(parts, token);
  if (!linked) return null;
  const { inquiry, lead, covers } = linked;
  const [campaign, business, status] = await Promise.all([
    parts.campaigns.byId(inquiry.campaignId),
    parts.business.known(),
    statusFor(parts, lead, inquiry, covers),
  ]);
  const from = campaign?.calls?.numbers[0];
  const page = {
    inquiry,
    campaign,
    ...(business && { business: business.name }),
    zone: inquiry.person.zones[0] ?? campaign?.hours.zone ?? 'UTC',
    proves: provableOf(parts, inquiry, campaign)?.kind ?? null,
    ...{ seen: null, times: [], mayCancel: false, mayCallNow: false, mayStop: false, mayWithdraw: false },
  };
  const received = {
    step: 'received',
    ...(from !== undefined && { callUs: from }),
    serverNow: status.serverNow,
  } as const;
  if (lead && isWithdrawn(lead, covers)) return { ...page, kind: 'withdrawn', status: received };
  const isWrittenTo = inquiry.person.tel === undefined && lead?.state !== 'closed';
  // Why a request isn't acted on isn't said.
  if (!lead || isWrittenTo || !isActedOn(lead) || !isCovered(lead, covers))
    return {
      ...page,
      kind: 'part',
      status: inquiry.person.tel === undefined ? status : received,
      mayWithdraw: lead !== null,
    };

  const isFree = lead.state !== 'closed' && !('owner' in lead) && !lead.liveCall;
  const context = isFree && campaign ? await contextOf(parts, campaign, lead.person.tel) : null;
  return {
    ...page,
    kind: 'whole',
    status: lead.state === 'closed' ? { step: 'ended', serverNow: status.serverNow } : status,
    ...(from !== undefined && { from }),
    ...(isAppointment(lead) && placeOf(lead.appointment)),
    seen: lead.promise?.dueAt ?? null,
    times: context && campaign ? await timesForLead(parts, lead, campaign, context, page.zone) : [],
    mayCancel: isFree,
    mayCallNow: context !== null && mayCallNow(lead, context, inquiry, covers),
    mayStop: lead.state !== 'closed',
  };
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
