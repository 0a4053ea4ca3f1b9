/** To a customer: we got their inquiry. */
import type { Catalogue } from '../../../shared/text/index.ts';
import { pagePathFor } from '../../customerPage/pageLink.ts';
import { skip, type MailSpec } from '../kind.ts';
import { campaignName, refusalFor } from '../recipient.ts';

const text = {
  'acknowledgement.subject': { en: 'We got your request: {campaign}', ko: '문의가 접수되었습니다: {campaign}' },
  'acknowledgement.title': { en: 'Thank you, {name}', ko: '{name}님, 감사합니다' },
  'acknowledgement.body': {
    en: 'We got your request about “{campaign}”. See what happens next here:',
    ko: '“{campaign}” 문의가 접수되었습니다. 진행 상황은 아래에서 확인하실 수 있습니다.',
  },
  'page.open': { en: 'Change or withdraw your request', ko: '문의 변경 또는 철회' },
} as const satisfies Catalogue;

export const acknowledgement: MailSpec<'acknowledgement', typeof text> = {
  text,

  async compose(parts, { id, to, language, kind, data }) {
    const [lead, inquiry] = await Promise.all([parts.leads.byId(data.leadId), parts.inquiries.byId(data.inquiryId)]);
    if (!lead || !inquiry) return skip('gone');
    const refusal = await refusalFor(parts, lead, inquiry);
    if (refusal) return skip(refusal);
    const { name } = inquiry.person;
    const campaign = await campaignName(parts, inquiry.campaignId, language);
    const receiptPath = `/r/${inquiry.receiptId}`;
    const pagePath = await pagePathFor(parts, inquiry, to);
    return { kind: 'letter', letter: { id, to, language, kind, name, campaign, receiptPath, pagePath } };
  },

  say: ({ name, campaign, receiptPath, pagePath }, { t, text, button }) => ({
    subject: t('acknowledgement.subject', { campaign }),
    title: t('acknowledgement.title', { name }),
    blocks: [
      text('acknowledgement.body', { campaign }),
      button('receipt.open', receiptPath),
      button('page.open', pagePath),
    ],
    why: t('prospect.why'),
  }),
};
