/**
 * The meaning of a text to one of our numbers. Only the keywords of the network and the law, alone in the text, count;
 * anything longer is for people to read. 47 CFR 64.1200(a)(10); https://help.twilio.com/articles/223134027
 */
import type { TextMeaning } from '../vocabulary/contact.ts';

const WORDS: Readonly<Record<Exclude<TextMeaning, 'other'>, readonly string[]>> = {
  stop: 'stop stopall unsubscribe cancel end quit revoke optout 수신거부 거부 중지 그만'.split(' '),
  start: ['start', 'unstop', 'yes', '수신동의'],
  help: ['help', 'info', '도움말'],
};

/** Whether a longer text contains a request like STOP: people have to read it; nothing happens automatically. */
export function mentionsStop(body: string): boolean {
  return /\b(?:stop|stopall|unsubscribe|revoke|opt[ -]?out|(?:do not|don['’]t|never) (?:call|text|contact))\b|수신\s*거부|중지|그만|연락하지/iu.test(
    body.normalize('NFKC'),
  );
}

/** `optOutType`: how the network itself classified it, if it did. */
export function meaningOf(body: string, optOutType = ''): TextMeaning {
  const [classified, word] = [optOutType, body].map((text) =>
    text
      .normalize('NFKC')
      .toLowerCase()
      .replace(/[^\p{L}\p{N}]/gu, ''),
  );
  for (const meaning of ['stop', 'start', 'help'] as const) {
    if (classified === meaning || WORDS[meaning].includes(word ?? '')) return meaning;
  }
  return 'other';
}
