/** The language of a response: from the URL, else the browser, else the campaign. */
import type { Request } from 'express';
import type { Language } from '../../core/vocabulary/language.ts';
import { pickLanguage } from '../../shared/text/index.ts';

export function languageOf(req: Request, fallback: Language): Language {
  return chosenLanguage(req) ?? pickLanguage(req.acceptsLanguages(), fallback);
}

/** What `?lang=` asks for, if it’s a supported language. */
export function chosenLanguage(req: Request): Language | undefined {
  const { lang } = req.query;
  return lang === 'en' || lang === 'ko' ? lang : undefined;
}
