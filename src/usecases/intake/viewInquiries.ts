/** What a person sent, inquiry by inquiry, with the very sentences that they agreed to or did not. */
import type { Lead } from '../../core/lead/lead.ts';
import { allInquiries } from '../../core/lead/parts.ts';
import type { Inquiry } from '../../ports/inquiries.ts';
import type { Parts } from '../../ports/parts.ts';
import type { InquiryView } from '../../shared/api.ts';
import type { Viewer } from '../present/brought.ts';
import { named } from '../present/named.ts';
import { interestLabel } from '../present/wording.ts';

/** Oldest first, those of merged leads among them. One whose raw inquiry is gone by its retention is left out. */
export async function viewInquiries(
  parts: Parts,
  lead: Lead,
  { language }: Pick<Viewer, 'language'>,
): Promise<readonly InquiryView[]> {
  const [sent, campaigns] = await Promise.all([
    Promise.all(
      allInquiries(lead).map(async ({ inquiry: { id }, from }) => ({
        inquiry: await parts.inquiries.byId(id),
        from,
      })),
    ),
    parts.campaigns.all(),
  ]);
  return sent.flatMap(({ inquiry, from }) => {
    if (!inquiry) return [];
    const campaign = campaigns.find(({ id }) => id === inquiry.campaignId);
    const { receivedAt: at, kind, message, interest } = inquiry;
    return [
      {
        ...{ at, kind },
        ...(interest !== undefined && { interest: campaign ? interestLabel(campaign, interest, language) : interest }),
        ...(message !== undefined && { message }),
        ...(from && { from: { leadId: from.leadId, ...named(from.person) } }),
        consent: boxesOf(inquiry),
      },
    ];
  });
}

function boxesOf({ consent }: Inquiry): InquiryView['consent'] {
  const boxes = (['call', 'now', 'text', 'email'] as const).map((box) => {
    const wording = consent.wording[box];
    return { box, given: consent[box], ...(wording !== undefined && { wording }) };
  });
  const { wordingVersion, language, page } = consent;
  return { boxes, wordingVersion, language, ...(page !== undefined && { page }) };
}
