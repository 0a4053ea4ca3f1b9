/** To a customer without a number: the code that proves their address, which they asked for on their own page. */
import type { Catalogue } from '../../../shared/text/index.ts';
import { emailedCode } from '../../customerPage/codes.ts';
import { pagePathFor } from '../../customerPage/pageLink.ts';
import { skip, type MailSpec } from '../kind.ts';
import { campaignName } from '../recipient.ts';

const text = {
  'addressCode.subject': { en: 'Your code for {business}', ko: '{business} 인증 번호' },
  'addressCode.title': { en: 'Your code is {code}', ko: '인증 번호는 {code}입니다' },
  'addressCode.body': {
    en: 'Enter it on the page where you asked for it, to download or delete what we have stored about you. It’s valid for 10 minutes.',
    ko: '인증 번호를 요청하신 페이지에 입력하시면 저장된 정보를 내려받거나 삭제할 수 있습니다. 10분 동안 유효합니다.',
  },
  'addressCode.open': { en: 'Open the page', ko: '페이지 열기' },
  'addressCode.why': {
    en: 'You’re getting this email because someone asked for a code on the page of a request sent with this address. If that wasn’t you, ignore it and don’t share the code.',
    ko: '이 주소로 접수된 문의의 페이지에서 인증 번호가 요청되어 보내 드리는 이메일입니다. 요청하지 않으셨다면 무시하시고, 인증 번호를 다른 사람에게 알려 주지 마세요.',
  },
} as const satisfies Catalogue;

export const addressCode: MailSpec<'addressCode', typeof text> = {
  text,

  async compose(parts, { id, to, language, kind, data }) {
    const inquiry = await parts.inquiries.byId(data.inquiryId);
    if (inquiry?.person.email !== to) return skip('gone');
    const business = (await parts.business.known())?.name ?? (await campaignName(parts, inquiry.campaignId, language));
    const code = await emailedCode(parts, data.codeId);
    const path = `${await pagePathFor(parts, inquiry, to)}/data?lang=${language}`;
    return { kind: 'letter', letter: { id, to, language, kind, business, code, path } };
  },

  say: ({ business, code, path }, { t, text, button }) => ({
    subject: t('addressCode.subject', { business }),
    title: t('addressCode.title', { code }),
    blocks: [text('addressCode.body'), button('addressCode.open', path)],
    why: t('addressCode.why'),
  }),
};
