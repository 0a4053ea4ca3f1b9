/** To a supervisor: one alert, in a sentence of their language, since when, and the page that shows it. */
import { alarmMailUntil } from '../../../core/mail/timing.ts';
import type { Catalogue } from '../../../shared/text/index.ts';
import { momentInWords } from '../../../shared/text/mail.ts';
import { skip, type MailSpec } from '../kind.ts';
import { businessZone } from '../recipient.ts';
import { asLine } from '../words.ts';

const text = {
  'alarm.subject': { en: 'Alert: {sentence}', ko: '알림: {sentence}' },
  'alarm.body': { en: 'Since {when}.', ko: '{when}부터 계속되고 있습니다.' },
  'alarm.open': { en: 'View', ko: '확인하기' },
} as const satisfies Catalogue;

export const alarm: MailSpec<'alarm', typeof text> = {
  text,

  async compose(parts, mail) {
    if (parts.clock.now() >= alarmMailUntil(mail)) return skip('expired');
    const { id, to, language, kind, data } = mail;
    const { sentence, since, path } = data;
    const zone = await businessZone(parts);
    return { kind: 'letter', letter: { id, to, language, kind, sentence, since, path, zone } };
  },

  say: ({ sentence, since, path, zone, language }, { t, text, button }) => ({
    subject: t('alarm.subject', { sentence }),
    title: asLine(sentence),
    blocks: [text('alarm.body', { when: momentInWords(since, zone, language).whole }), button('alarm.open', path)],
    why: t('supervisor.why'),
  }),
};
