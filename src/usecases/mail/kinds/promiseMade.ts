/** To a customer: when we'll call. Composed from the lead's state when it is sent, see promiseNews.ts. */
import type { Lead } from '../../../core/lead/lead.ts';
import { promiseNews, type PromiseNews } from '../../../core/mail/promiseNews.ts';
import { putOffUntil } from '../../../core/mail/timing.ts';
import type { Catalogue } from '../../../shared/text/index.ts';
import { MINUTE } from '../../../core/vocabulary/time.ts';
import type { Parts } from '../../../ports/parts.ts';
import { momentInWords } from '../../../shared/text/mail.ts';
import { skip, type ComposeResult, type LetterOf, type MailOf, type MailSpec } from '../kind.ts';
import { condition } from '../condition.ts';
import { lastTold, promiseShown, type PromiseShown } from '../promiseShown.ts';
import { promiseTold } from '../promiseTold.ts';
import { isFirst, lookAt, remindOfImagined, watchImagined, watchOn } from '../watchImagined.ts';
import type { Words } from '../words.ts';

const text = {
  'promise.subject': { en: 'We’ll call you on {day} at {time}', ko: '{day} {time}에 전화드리겠습니다' },
  'promise.title': {
    en: '{name}, we’ll call you on {day} at {time}',
    ko: '{name}님, {day} {time}에 전화드리겠습니다',
  },
  'promise.tried': {
    en: 'We just called and didn’t reach you.',
    ko: '방금 전화드렸으나 연결되지 않았습니다.',
  },
  'promiseThere.subject': {
    en: 'We’ll call you as soon as someone is free',
    ko: '통화 가능한 상담원이 생기는 대로 전화드리겠습니다',
  },
  'promiseThere.title': {
    en: '{name}, we’ll call you as soon as someone is free',
    ko: '{name}님, 통화 가능한 상담원이 생기는 대로 전화드리겠습니다',
  },
  'promiseThere.late': {
    en: 'We said we’d call you on {day} at {time} ({zone}), but no one was free. We’re sorry.',
    ko: '{day} {time}({zone})에 전화드리기로 했으나 통화 가능한 상담원이 없었습니다. 죄송합니다.',
  },
  'promiseThere.body': {
    en: 'It’s about “{campaign}”. No one is free right now, so we won’t give you a time we might not keep. If you asked us to call right away, we may call within an hour of that; otherwise between 8 AM and 9 PM your time. This page always shows the latest. There’s nothing you need to do.',
    ko: '“{campaign}” 문의 건입니다. 지금은 통화 가능한 상담원이 없어 정확한 시간을 약속드리기 어렵습니다. 바로 전화를 요청하셨다면 요청 후 1시간 이내에 전화드릴 수 있고, 그 외에는 현지 시각 오전 8시부터 오후 9시 사이에 전화드립니다. 진행 상황은 아래 페이지에서 확인하실 수 있습니다. 따로 하실 일은 없습니다.',
  },
} as const satisfies Catalogue;

export const promiseMade: MailSpec<'promiseMade', typeof text> = {
  text,

  async compose(parts, mail) {
    const { id, to, language, kind, data } = mail;
    const lead = await parts.leads.byId(data.leadId);
    if (!lead) return skip('gone');
    const now = parts.clock.now();
    const about = await promiseShown(parts, lead, mail);
    if (typeof about === 'string') return skip(about);
    const { inquiry, shown } = about;
    const last = await lastTold(parts, kind, { leadId: lead.id, inquiry, to });
    const news = promiseNews(shown.lead, last?.data ?? null, now);
    const other = await unlessSaid(parts, mail, lead, about, news);
    if (other) return other;
    const later = putOffUntil(last?.endedAt, now);
    if (later !== null) return { kind: 'later', at: later };
    if (news.kind !== 'say') return skip('superseded');
    if (!shown.isReal) await watchOn(parts, lead, inquiry, shown, { mailId: id, to, now });

    const { said: says, promise } = news;
    const triedBefore = promise.why === 'notReached';
    const told = await promiseTold(parts, shown.lead, inquiry, mail, promise);
    const { inquiryId } = data;
    return {
      kind: 'letter',
      letter: { id, to, language, kind, says, triedBefore, ...told },
      data: { leadId: lead.id, dueAt: promise.dueAt, said: says, ...(inquiryId !== undefined && { inquiryId }) },
    };
  },

  say(letter, words) {
    if (letter.says !== 'at') return withoutTime(letter, words);
    const { t, text, button } = words;
    const { name, campaign, triedBefore, receiptPath, pagePath } = letter;
    const { day, time, zone } = momentInWords(letter.dueAt, letter.zone, letter.language);
    const until = momentInWords(letter.windowUntil, letter.zone, letter.language).time;
    return {
      subject: t('promise.subject', { day, time }),
      title: t('promise.title', { name, day, time }),
      blocks: [
        ...(triedBefore ? [text('promise.tried')] : []),
        text('promise.body', { campaign, time, until, zone }),
        // Someone was just called.
        ...(triedBefore ? [] : [condition(letter, words)]),
        button('receipt.open', receiptPath),
        button('page.openPromise', pagePath),
      ],
      why: t('prospect.why'),
    };
  },
};

/**
 * What happens to the email if it has nothing to say now; null if it does. It says nothing about a lead that its
 * recipient isn't shown: an email about what they are shown takes its place (L182).
 */
async function unlessSaid(
  parts: Parts,
  { id, data, to }: MailOf<'promiseMade'>,
  lead: Lead,
  { inquiry, shown }: PromiseShown,
  news: PromiseNews,
): Promise<ComposeResult<'promiseMade'> | null> {
  if (shown.isReal && data.inquiryId !== undefined)
    return 'owner' in lead ? { kind: 'later', at: parts.clock.now() + ASK_AGAIN_MS } : skip('superseded');
  if (shown.isReal) return news.kind === 'nothing' ? skip(news.why) : news.kind === 'later' ? news : null;
  if (data.inquiryId === undefined) {
    await watchImagined(parts, lead, inquiry);
    return skip('superseded');
  }
  if (!(await isFirst(parts, inquiry, id))) return skip('superseded');
  await remindOfImagined(parts, lead, inquiry, shown, to);
  if (shown.nextAt === null) return skip('leadClosed');
  return news.kind === 'say' ? null : { kind: 'later', at: lookAt(shown, parts.clock.now()) };
}

/** Someone is calling, and may not get through. */
const ASK_AGAIN_MS = 2 * MINUTE;

/** No one is on shift: no time is given, and if one has passed, the email says so. */
function withoutTime(letter: LetterOf<'promiseMade'>, words: Words<typeof promiseMade.text>) {
  const { t, text, button } = words;
  const { name, campaign, receiptPath, pagePath } = letter;
  const { day, time, zone } = momentInWords(letter.dueAt, letter.zone, letter.language);
  return {
    subject: t('promiseThere.subject'),
    title: t('promiseThere.title', { name }),
    blocks: [
      ...(letter.says === 'late' ? [text('promiseThere.late', { day, time, zone })] : []),
      text('promiseThere.body', { campaign }),
      condition(letter, words),
      button('receipt.open', receiptPath),
      button('page.openPromise', pagePath),
    ],
    why: t('prospect.why'),
  };
}
