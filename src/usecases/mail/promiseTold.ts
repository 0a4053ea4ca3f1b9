/** What the emails about a callback say about it. */
import type { Lead } from '../../core/lead/lead.ts';
import type { Letter } from '../../core/mail/letter.ts';
import { wordingIn } from '../../core/vocabulary/language.ts';
import type { CallbackPromise } from '../../core/vocabulary/promise.ts';
import type { Inquiry } from '../../ports/inquiries.ts';
import type { Parts } from '../../ports/parts.ts';
import { pagePathFor } from '../customerPage/pageLink.ts';
import { numberToCall } from '../intake/numberToCall.ts';
import { businessZone } from './recipient.ts';

export async function promiseTold(
  parts: Parts,
  lead: Lead,
  inquiry: Inquiry,
  { to, language }: Pick<Letter, 'to' | 'language'>,
  { dueAt, windowUntil }: CallbackPromise,
) {
  const campaign = await parts.campaigns.byId(lead.campaignId);
  const callUs = await numberToCall(parts, inquiry);
  return {
    ...(callUs !== undefined && { callUs }),
    name: lead.person.name.trim() === '' ? inquiry.person.name : lead.person.name,
    dueAt,
    windowUntil,
    receiptPath: `/r/${inquiry.receiptId}`,
    // A link is for what an address sent, also under the address before a correction.
    pagePath: await pagePathFor(parts, inquiry, inquiry.person.email ?? to),
    campaign: campaign ? wordingIn(campaign.name, language) : lead.campaignId,
    zone: inquiry.person.zones[0] ?? (await businessZone(parts)),
  };
}
