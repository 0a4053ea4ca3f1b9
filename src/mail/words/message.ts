/**
 * A message as blocks, written once for text and HTML. Everything from outside (names, campaigns, sentences) becomes
 * one line of plain text here. Links start with the service’s own address and use only http and https.
 */
import { assertNever } from '../../core/vocabulary/errors.ts';
import { appointmentMessage, calendarEntry, type CalendarEntry, type Sender } from './appointment.ts';
import type { Letter } from '../../core/mail/letter.ts';
import { momentInWords } from '../../shared/text/mail.ts';
import { asLine, linkTo, wordsIn, type Block } from './blocks.ts';

export interface Message {
  readonly subject: string;
  readonly title: string;
  readonly blocks: readonly Block[];
  /** Why the recipient gets this email; in small print at the end. */
  readonly why: string;
}

/** `base` is the address of the service, such as `https://leads.example.com`. */
export function messageOf(letter: Letter, base: string): Message {
  const { language } = letter;
  const words = wordsIn(language, base);
  const { t, text, button } = words;

  /** Nobody is on shift: no time is given, and if one has passed, the email says so. */
  const promiseWithoutTime = ({
    name,
    campaign,
    dueAt,
    zone,
    says,
    receiptPath,
    pagePath,
  }: Extract<Letter, { kind: 'promiseMade' }>) => {
    const missed = momentInWords(dueAt, zone, language);
    return {
      subject: t('promiseThere.subject'),
      title: t('promiseThere.title', { name }),
      blocks: [
        ...(says === 'late'
          ? [text('promiseThere.late', { day: missed.day, time: missed.time, zone: missed.zone })]
          : []),
        text('promiseThere.body', { campaign }),
        button('receipt.open', receiptPath),
        button('page.openPromise', pagePath),
      ],
      why: t('prospect.why'),
    };
  };

  switch (letter.kind) {
    case 'acknowledgement': {
      const { name, campaign, receiptPath, pagePath } = letter;
      return {
        subject: t('acknowledgement.subject', { campaign }),
        title: t('acknowledgement.title', { name }),
        blocks: [
          text('acknowledgement.body', { campaign }),
          button('receipt.open', receiptPath),
          button('page.open', pagePath),
        ],
        why: t('prospect.why'),
      };
    }
    case 'promiseMade':
    case 'promiseReminder': {
      if (letter.kind === 'promiseMade' && letter.says !== 'at') return promiseWithoutTime(letter);
      const { name, campaign, dueAt, windowUntil, receiptPath, pagePath } = letter;
      const { day, time, zone } = momentInWords(dueAt, letter.zone, language);
      const until = momentInWords(windowUntil, letter.zone, language).time;
      const isReminder = letter.kind === 'promiseReminder';
      const which = isReminder ? (letter.isAppointment ? 'reminderMeeting' : 'reminder') : 'promise';
      const place = isReminder ? letter.place : undefined;
      return {
        subject: t(`${which}.subject`, { day, time }),
        title: t(`${which}.title`, { name, day, time }),
        blocks: [
          ...(letter.kind === 'promiseMade' && letter.triedBefore ? [text('promise.tried')] : []),
          ...(place === undefined
            ? [text('promise.body', { campaign, time, until, zone })]
            : [text('appointment.about', { campaign, zone }), text('appointment.place', { place })]),
          button('receipt.open', receiptPath),
          button('page.openPromise', pagePath),
        ],
        why: t('prospect.why'),
      };
    }
    case 'appointment':
      return appointmentMessage(letter, words);
    case 'missedLead': {
      const { leads, more, zone } = letter;
      const count = leads.length + more;
      const items = leads.map(({ name, campaign, path, dueAt }) => ({
        label: asLine(`${name} · ${campaign}`),
        detail:
          dueAt === undefined
            ? t('missedLead.over')
            : t('missedLead.promised', { when: momentInWords(dueAt, zone, language).whole }),
        href: linkTo(path, base),
      }));
      return {
        subject: t('missedLead.subject', { count }),
        title: t('missedLead.subject', { count }),
        blocks: [
          text('missedLead.body', { count }),
          { kind: 'list', items },
          ...(more > 0 ? [text('missedLead.more', { count: more })] : []),
          button('missedLead.open', '/floor'),
        ],
        why: t('supervisor.why'),
      };
    }
    case 'alarm': {
      const { sentence, since, path, zone } = letter;
      return {
        subject: t('alarm.subject', { sentence }),
        title: asLine(sentence),
        blocks: [text('alarm.body', { when: momentInWords(since, zone, language).whole }), button('alarm.open', path)],
        why: t('supervisor.why'),
      };
    }
    case 'invitation':
    case 'passwordReset': {
      const { kind, name, by, link, until, zone } = letter;
      const isNamed = kind === 'invitation' && name !== undefined;
      const isSigned = kind === 'invitation' && by !== undefined;
      return {
        subject: isSigned ? t('invitation.subjectBy', { by }) : t(`${kind}.subject`),
        title: isNamed ? t('invitation.titleName', { name }) : t(`${kind}.title`),
        blocks: [
          text(`${kind}.body`),
          button('link.open', link),
          ...(until === undefined ? [] : [text('link.until', { when: momentInWords(until, zone, language).whole })]),
        ],
        why: t('link.why'),
      };
    }
    default:
      return assertNever(letter);
  }
}

/** The entry that an email about an appointment carries; null for every other email. */
export function calendarOf(letter: Letter, base: string, organizer: Sender): CalendarEntry | null {
  if (letter.kind !== 'appointment') return null;
  const { t } = wordsIn(letter.language, base);
  const about = letter.isForAgent ? letter.name : letter.campaign;
  return calendarEntry(letter, {
    summary: t('appointment.event', { about: about.trim() === '' ? t('agentAppointment.nameless') : about }),
    url: linkTo(letter.path, base),
    organizer,
  });
}
