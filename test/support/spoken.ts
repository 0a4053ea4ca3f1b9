/** What phones hear, sentence by sentence, and that all of it is in one language. */
import { expect } from '@jest/globals';
import type { Language } from '../../src/core/vocabulary/language.ts';
import type { Handset } from '../../packages/twilio-network/src/handsets/handset.ts';
import { callText } from '../../src/shared/text/call.ts';
import { translator } from '../../src/shared/text/index.ts';

type Key = keyof typeof callText;

/** The sentence of a key, as spoken in a language. */
export function sentence(language: Language, key: Key, values: Record<string, string | number> = {}): string {
  return translator(callText, language)(key, values);
}

/** A mark in what a phone has heard: a test looks at what comes after it. */
export function now(phone: Handset): number {
  return phone.events.at(-1)?.n ?? 0;
}

/** Spoken in every language while nothing is known about the call yet. */
const IN_EACH = (['en', 'ko'] as const).map((language) => sentence(language, 'safe.moment'));

/** What the phone heard after the mark. */
export function saidTo(phone: Handset, after = 0): readonly string[] {
  return spoken(phone, after).map(({ text }) => text);
}

/** Expects everything the phone heard after the mark to be in this language, both the voice and the words. */
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
