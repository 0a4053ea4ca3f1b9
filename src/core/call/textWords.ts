/**
 * What a text to one of our numbers means. The words are those of the network and of the law, alone in the text: whoever
 * writes more than that has written to people, who read it. 47 CFR 64.1200(a)(10);
 * https://help.twilio.com/articles/223134027
 */
export type TextMeaning = 'stop' | 'start' | 'help' | 'other';

const WORDS: Readonly<Record<Exclude<TextMeaning, 'other'>, readonly string[]>> = {
  stop: [
    ...['stop', 'stopall', 'unsubscribe', 'cancel', 'end', 'quit', 'revoke', 'optout'],
    ...['수신거부', '거부', '중지', '그만'],
  ],
  start: ['start', 'unstop', 'yes', '수신동의'],
  help: ['help', 'info', '도움말'],
};

/** `optOutType`: what the network itself took it for, where it says so. */
export function meaningOf(body: string, optOutType = ''): TextMeaning {
  const [told, word] = [optOutType, body].map((text) =>
    text
      .normalize('NFKC')
      .toLowerCase()
      .replace(/[^\p{L}\p{N}]/gu, ''),
  );
  for (const meaning of ['stop', 'start', 'help'] as const) {
    if (told === meaning || WORDS[meaning].includes(word ?? '')) return meaning;
  }
  return 'other';
}
