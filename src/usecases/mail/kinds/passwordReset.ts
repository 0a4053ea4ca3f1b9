/** To a user who forgot their password: a link to choose another. */
import type { Catalogue } from '../../../shared/text/index.ts';
import { skip, type MailSpec } from '../kind.ts';
import { linkContent, linkPart } from '../oneTimeLink.ts';

const text = {
  'passwordReset.subject': { en: 'Reset your Leadbell password', ko: 'Leadbell 비밀번호 재설정' },
  'passwordReset.title': { en: 'Reset your password', ko: '비밀번호 재설정' },
  'passwordReset.body': {
    en: 'We got a request to reset your password. The link works once.',
    ko: '비밀번호 재설정 요청이 접수되었습니다. 링크는 한 번만 사용할 수 있습니다.',
  },
} as const satisfies Catalogue;

export const passwordReset: MailSpec<'passwordReset', typeof text> = {
  text,

  async compose(parts, mail) {
    const { id, to, language, kind } = mail;
    const content = await linkContent(parts, mail);
    return content ? { kind: 'letter', letter: { id, to, language, kind, ...content } } : skip('gone');
  },

  say(letter, words) {
    const { blocks, why } = linkPart(letter, words);
    return {
      subject: words.t('passwordReset.subject'),
      title: words.t('passwordReset.title'),
      blocks: [words.text('passwordReset.body'), ...blocks],
      why,
    };
  },
};
