/** The translator of a catalog in the language of the page. */
import type { Language } from '../../core/vocabulary/language.ts';
import { translator, type Catalogue, type Translate } from '../../shared/text/index.ts';
import { useStore } from './createStore.ts';
import { language } from './settings.ts';

type AnyTranslate = Translate<string>;
const made = new WeakMap<Catalogue, Map<Language, AnyTranslate>>();

function textIn<C extends Catalogue>(catalog: C, inLanguage: Language): Translate<Extract<keyof C, string>> {
  let byLanguage = made.get(catalog);
  if (!byLanguage) made.set(catalog, (byLanguage = new Map<Language, AnyTranslate>()));
  let translate = byLanguage.get(inLanguage);
  if (!translate) byLanguage.set(inLanguage, (translate = translator<Catalogue>(catalog, inLanguage)));
  return translate;
}

export function useText<C extends Catalogue>(catalog: C): Translate<Extract<keyof C, string>> {
  return textIn(catalog, useStore(language));
}

/** A key that came from the server, or null if the catalog does not have it. */
export function knownKey<C extends Catalogue>(catalog: C, key: string): Extract<keyof C, string> | null {
  return Object.hasOwn(catalog, key) ? (key as Extract<keyof C, string>) : null;
}
