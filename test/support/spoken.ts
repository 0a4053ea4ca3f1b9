/** What telephones are told, sentence by sentence, and that it is all in one language. */
import { expect } from '@jest/globals';
import type { Language } from '../../src/core/campaign.ts';
import type { Handset } from '../../src/phone-network/handsets/handset.ts';
import { callText } from '../../src/shared/text/call.ts';
import { translator } from '../../src/shared/text/index.ts';

type Key = keyof typeof callText;

/** The sentence of a key, as it is said in a language. */
export function sentence(language: Language, key: Key, values: Record<string, string | number> = {}): string {
  return translator(callText, language)(key, values);
}

/** A mark in what a telephone has heard: what comes after it is what a test is about. */
export function now(phone: Handset): number {
  return phone.events.at(-1)?.n ?? 0;
}

/** Said in each language while nothing is known of the call yet. */
const IN_EACH = (['en', 'ko'] as const).map((language) => sentence(language, 'safe.moment'));

/** What was said to the telephone after the mark. */
export function saidTo(phone: Handset, after = 0): readonly string[] {
  return spoken(phone, after).map(({ text }) => text);
}

/** Everything said to the telephone after the mark is in this language: the voice's, and the words themselves. */
export function expectOnly(language: Language, phone: Handset, after = 0): void {
  const said = spoken(phone, after).filter(({ text }) => !IN_EACH.includes(text));
  expect(said.length).toBeGreaterThan(0);
  for (const { text, language: voice } of said) {
    expect({ text, voice }).toEqual({ text, voice: language === 'ko' ? 'ko-KR' : 'en-US' });
    expect({ text, isKorean: /[가-힣]/.test(text) }).toEqual({ text, isKorean: language === 'ko' });
    if (language === 'ko') expect(text).not.toMatch(/[a-z]{3,}/i);
  }
}

function spoken(phone: Handset, after: number) {
  return phone.events.flatMap((event) =>
    event.n > after && event.kind === 'hears' && event.sound.kind === 'say' ? [event.sound] : [],
  );
}
