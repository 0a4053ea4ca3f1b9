/** To a customer: the callback or the appointment is near. */
import { isAppointment, placeOf } from '../../../core/lead/appointment.ts';
import type { Catalogue } from '../../../shared/text/index.ts';
import { momentInWords } from '../../../shared/text/mail.ts';
import { skip, type MailSpec } from '../kind.ts';
import { promiseTold } from '../promiseTold.ts';
import { remindOfImagined } from '../watchImagined.ts';
import { condition } from '../condition.ts';
import { lastTold, promiseShown } from '../promiseShown.ts';

const text = {
  'reminder.subject': { en: 'Reminder: we’ll call you at {time}', ko: '알림: {time}에 전화드리겠습니다' },
  'reminder.title': { en: '{name}, we’ll call you at {time}', ko: '{name}님, {time}에 전화드리겠습니다' },
  'reminderMeeting.subject': { en: 'Reminder: your appointment at {time}', ko: '알림: {time} 예약' },
  'reminderMeeting.title': { en: '{name}, your appointment is at {time}', ko: '{name}님, {time}에 예약이 있습니다' },
} as const satisfies Catalogue;

export const promiseReminder: MailSpec<'promiseReminder', typeof text> = {
  text,

  async compose(parts, mail) {
    const { id, to, language, kind, data } = mail;
    const real = await parts.leads.byId(data.leadId);
    if (!real) return skip('gone');
    const about = await promiseShown(parts, real, mail);
    if (typeof about === 'string') return skip(about);
    const { inquiry, shown } = about;
    const { lead } = shown;
    // L182: about a lead that its recipient isn't shown; the email about what they are shown is queued once.
    if (!shown.isReal && data.inquiryId === undefined) {
      await remindOfImagined(parts, real, inquiry, shown, to);
      return skip('superseded');
    }
    if (lead.state === 'closed') return skip('leadClosed');
    // Done, in progress or moved: the email is outdated.
    if (lead.state !== 'callback' || lead.promise.dueAt !== data.dueAt) return skip('superseded');
    const last = await lastTold(parts, kind, { leadId: real.id, inquiry, to });
    if (last?.data.dueAt === data.dueAt) return skip('superseded');
    const meeting = isAppointment(lead) && { isAppointment: true, ...placeOf(lead.appointment) };
    const told = await promiseTold(parts, lead, inquiry, mail, lead.promise);
    return { kind: 'letter', letter: { id, to, language, kind, ...meeting, ...told } };
  },

  say(letter, words) {
    const { t, text, button } = words;
    const { name, campaign, place, receiptPath, pagePath } = letter;
    const { time, zone } = momentInWords(letter.dueAt, letter.zone, letter.language);
    const until = momentInWords(letter.windowUntil, letter.zone, letter.language).time;
    const which = letter.isAppointment ? 'reminderMeeting' : 'reminder';
    return {
      subject: t(`${which}.subject`, { time }),
      title: t(`${which}.title`, { name, time }),
      blocks: [
        ...(place === undefined
          ? [
              text('promise.body', { campaign, time, until, zone }),
              ...(letter.isAppointment ? [] : [condition(letter, words)]),
            ]
          : [text('appointment.about', { campaign, zone }), text('appointment.place', { place })]),
        button('receipt.open', receiptPath),
        button('page.openPromise', pagePath),
      ],
      why: t('prospect.why'),
    };
  },
};
