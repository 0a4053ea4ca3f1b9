/** To a new user: a link to choose a password. */
import type { Catalogue } from '../../../shared/text/index.ts';
import { skip, type MailSpec } from '../kind.ts';
import { linkContent, linkPart } from '../oneTimeLink.ts';

const text = {
  'invitation.subject': { en: 'You’re invited to Leadbell', ko: 'Leadbell에 초대되었습니다' },
  'invitation.subjectBy': { en: '{by} invited you to Leadbell', ko: '{by}님이 Leadbell에 초대했습니다' },
  'invitation.title': { en: 'Welcome to Leadbell', ko: 'Leadbell에 오신 것을 환영합니다' },
  'invitation.titleName': { en: 'Welcome to Leadbell, {name}', ko: '{name}님, Leadbell에 오신 것을 환영합니다' },
  'invitation.body': {
    en: 'Choose a password to get started. The link works once.',
    ko: '비밀번호를 정하면 바로 시작할 수 있습니다. 링크는 한 번만 사용할 수 있습니다.',
  },
} as const satisfies Catalogue;

export const invitation: MailSpec<'invitation', typeof text> = {
  text,

  async compose(parts, mail) {
    const { id, to, language, kind } = mail;
    const content = await linkContent(parts, mail);
    return content ? { kind: 'letter', letter: { id, to, language, kind, ...content } } : skip('gone');
  },

  say(letter, words) {
    const { t, text } = words;
    const { name, by } = letter;
    const { blocks, why } = linkPart(letter, words);
    return {
      subject: by === undefined ? t('invitation.subject') : t('invitation.subjectBy', { by }),
      title: name === undefined ? t('invitation.title') : t('invitation.titleName', { name }),
      blocks: [text('invitation.body'), ...blocks],
      why,
    };
  },
};
