/** Speaks network prompts with the browser's voices. Without voices it stays silent; captions remain. */

export interface Speech {
  /** Queues the text. `language` is a tag such as `ko-KR`. */
  say(text: string, language: string): void;
  /** Stops speaking and clears the queue. */
  stop(): void;
}

export function makeSpeech(): Speech {
  const synthesis = (globalThis as { speechSynthesis?: SpeechSynthesis }).speechSynthesis;
  return {
    say(text, language) {
      if (!synthesis) return;
      const words = new SpeechSynthesisUtterance(text);
      words.lang = language;
      const voice = synthesis.getVoices().find((one) => sameLanguage(one.lang, language));
      if (voice) words.voice = voice;
      synthesis.speak(words);
    },
    stop: () => synthesis?.cancel(),
  };
}

/** `en-GB` is good enough for `en-US`; some systems write `ko_KR`. */
function sameLanguage(one: string, other: string): boolean {
  const primary = (tag: string) => tag.toLowerCase().split(/[-_]/)[0];
  return primary(one) === primary(other);
}
