/** Says aloud what the network says, with the browser's own voices. A browser without any stays silent; captions remain. */

export interface Speech {
  /** After what is being said. `language` is a tag such as `ko-KR`. */
  say(text: string, language: string): void;
  /** Cuts off what is being said, and what was to follow. */
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

/** `en-GB` will do for `en-US`; systems write `ko_KR` too. */
function sameLanguage(one: string, other: string): boolean {
  const primary = (tag: string) => tag.toLowerCase().split(/[-_]/)[0];
  return primary(one) === primary(other);
}
