/** Languages of the service, and texts in them. */

export type Language = 'en' | 'ko';

export const LANGUAGES: readonly Language[] = ['en', 'ko'];

/** A text in each language; falls back to `en`. */
export type Wording = { readonly en: string } & Partial<Record<Language, string>>;

/** The text in this language, falling back to English. */
export function wordingIn(wording: Wording, language: Language): string {
  return wording[language] ?? wording.en;
}
