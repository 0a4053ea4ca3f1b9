/** The sentences of a call in the caller’s language. */
import type { Spoken } from '../../../core/call/flow.ts';
import type { Words } from '../../../core/call/hearing.ts';
import type { Language, Wording } from '../../../core/vocabulary/language.ts';
import { callText } from '../../../shared/text/call.ts';
import { translator, type Translate } from '../../../shared/text/index.ts';

const say: Readonly<Record<Language, Translate<keyof typeof callText>>> = {
  en: translator(callText, 'en'),
  ko: translator(callText, 'ko'),
};

/** What is said, or the URL of what is played. */
export function wordsIn(words: Words, language: Language): { readonly text: string } | { readonly url: string } {
  if ('key' in words) return { text: say[language](words.key as keyof typeof callText, words.values) };
  if ('plain' in words) return { text: words.plain };
  return spokenIn(words, language);
}

function spokenIn(spoken: Spoken, language: Language): { readonly text: string } | { readonly url: string } {
  return 'recording' in spoken
    ? { url: inLanguage(spoken.recording, language) }
    : { text: inLanguage(spoken.text, language) };
}

function inLanguage(wording: Wording, language: Language): string {
  return wording[language] ?? wording.en;
}
