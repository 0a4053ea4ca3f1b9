/**
 * Queues the email that acknowledges an inquiry, and the news for a sender who isn't shown the real lead (L182); any
 * other sender gets news from the lead itself (tellPromise.ts).
 */
import { ACKNOWLEDGE_WITHIN_MS } from '../../core/mail/timing.ts';
import { allInquiries } from '../../core/lead/mergedNumbers.ts';
import { sentFrom, shownLead } from '../intake/shownLead.ts';
import { watchImagined } from '../mail/watchImagined.ts';
import { PATIENT, type EffectOf, type EffectSpec } from './effect.ts';

export const acknowledge: EffectSpec<EffectOf<'acknowledge'>> = {
  async run(parts, leadId, { inquiryId }) {
    if (!parts.mailer) return;
    const inquiry = await parts.inquiries.byId(inquiryId);
    const to = inquiry?.person.email;
    if (!inquiry || to === undefined) return;
    const dueAt = parts.clock.now();
    await parts.mails.queue({
      key: `acknowledgement:${inquiryId}`,
      kind: 'acknowledgement',
      to,
      language: inquiry.person.language,
      data: { leadId, inquiryId },
      dueAt,
      expiresAt: dueAt + ACKNOWLEDGE_WITHIN_MS,
    });
    const lead = parts.leads.remembered(leadId)?.lead ?? (await parts.leads.byId(leadId));
    if (!lead) return;
    const sent = allInquiries(lead).length === 1 ? [inquiry] : await sentFrom(parts, lead, to);
    if (!(await shownLead(parts, lead, inquiry, sent)).isReal) await watchImagined(parts, lead, inquiry);
  },
  when: 'withChange',
  retries: PATIENT,
  // An acknowledgement days later would only confuse.
  deadLetter: 'dropped',
};
