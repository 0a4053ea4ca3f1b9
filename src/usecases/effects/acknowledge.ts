/** Queues the email that acknowledges an inquiry. */
import { ACKNOWLEDGE_WITHIN_MS } from '../../core/mail/timing.ts';
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
  },
  when: 'withChange',
  retries: PATIENT,
  // An acknowledgement days later only confuses.
  deadLetter: 'dropped',
};
