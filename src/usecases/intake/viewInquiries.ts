/** What a person submitted, inquiry by inquiry, with the exact consent wording that they saw. */
import type { Lead } from '../../core/lead/lead.ts';
import { allInquiries } from '../../core/lead/mergedNumbers.ts';
import { CONSENT_BOXES } from '../../core/vocabulary/form.ts';
import type { Inquiry } from '../../ports/inquiries.ts';
import type { Parts } from '../../ports/parts.ts';
import type { InquiryView } from '../../shared/api.ts';
import type { Viewer } from '../present/contact.ts';
import { personLabel } from '../present/personLabel.ts';
import { interestLabel } from '../present/wording.ts';

/** Oldest first, including those of merged leads. Inquiries deleted by retention are left out. */
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
        at,
        kind,
        ...(interest !== undefined && { interest: campaign ? interestLabel(campaign, interest, language) : interest }),
        ...(message !== undefined && { message }),
        ...(from && { from: { leadId: from.leadId, ...personLabel(from.person) } }),
        consent: boxesOf(inquiry),
      },
    ];
  });
}

function boxesOf({ consent }: Inquiry): InquiryView['consent'] {
  const boxes = CONSENT_BOXES.map((box) => {
    const wording = consent.wording[box];
    return { box, given: consent[box], ...(wording !== undefined && { wording }) };
  });
  const { wordingVersion, language, page } = consent;
  return { boxes, wordingVersion, language, ...(page !== undefined && { page }) };
}
