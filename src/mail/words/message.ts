/**
 * A message as blocks, written once for text and HTML. Everything from outside (names, campaigns, sentences) becomes
 * one line of plain text here. Links start with the service’s own address and use only http and https.
 */
import { cleanLine } from '../../core/capture/cleanText.ts';
import { assertNever } from '../../core/vocabulary/errors.ts';
import type { Letter } from '../../core/mail/letter.ts';
import { translator, type Values } from '../../shared/text/index.ts';
import { mailText, momentInWords } from '../../shared/text/mail.ts';

export type Block =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'button'; readonly label: string; readonly href: string }
  | {
      readonly kind: 'list';
      readonly items: readonly { readonly label: string; readonly detail: string; readonly href: string }[];
    };

export interface Message {
  readonly subject: string;
  readonly title: string;
  readonly blocks: readonly Block[];
  /** Why the recipient gets this email; in small print at the end. */
  readonly why: string;
}

/** Longer names and sentences are cut: here they only need to be recognizable. */
const MAX_WORDS = 120;
/** Direction overrides would reverse the rest of our own sentence. */
const OVERRIDES = /[\u202a-\u202e\u2066-\u2069\u200e\u200f]/g;

type Key = Extract<keyof typeof mailText, string>;

/** One visible line, at most 120 characters. */
export function asLine(text: string): string {
  const line = cleanLine(text.replace(OVERRIDES, ''));
  const characters = Array.from(line);
  return characters.length > MAX_WORDS ? `${characters.slice(0, MAX_WORDS - 1).join('')}…` : line;
}

/** `base` is the address of the service, such as `https://leads.example.com`. */
export function messageOf(letter: Letter, base: string): Message {
  const { language } = letter;
  const translate = translator(mailText, language);
  const t = (key: Key, values: Values = {}) =>
    translate(
      key,
      Object.fromEntries(
        Object.entries(values).map(([name, value]) => [name, typeof value === 'string' ? asLine(value) : value]),
      ),
    );
  const text = (key: Key, values?: Values): Block => ({ kind: 'text', text: t(key, values) });
  const button = (key: Key, link: string): Block => ({ kind: 'button', label: t(key), href: linkTo(link, base) });

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
      const which = letter.kind === 'promiseMade' ? 'promise' : 'reminder';
      return {
        subject: t(`${which}.subject`, { day, time }),
        title: t(`${which}.title`, { name, day, time }),
        blocks: [
          ...(letter.kind === 'promiseMade' && letter.triedBefore ? [text('promise.tried')] : []),
          text('promise.body', { campaign, time, until, zone }),
          button('receipt.open', receiptPath),
          button('page.openPromise', pagePath),
        ],
        why: t('prospect.why'),
      };
    }
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

function linkTo(link: string, base: string): string {
  const url = new URL(link, base);
  if (url.protocol !== 'http:' && url.protocol !== 'https:') throw new Error('a mail links to http and https only');
  return url.href;
}
