/**
 * Texts in English and Korean: `translator(language)` gives `t(key, values)`. Catalogs are split by where they are used
 * (form.ts, desk.ts, …). The type of an entry requires both languages. `{name}` in a text is replaced by the value of that
 * name, as text, never as HTML. Plurals are an object by `Intl.PluralRules` category.
 */
import type { Language } from '../../core/vocabulary/language.ts';

export type Plural = { readonly other: string } & Partial<Record<Intl.LDMLPluralRule, string>>;
export type Text = string | Plural;
export type Catalogue = Readonly<Record<string, Readonly<Record<Language, Text>>>>;
export type Values = Readonly<Record<string, string | number>>;
export type Translate<K extends string> = (key: K, values?: Values) => string;

/** The translator of a catalog. A plural text takes its category from `values.count`. */
export function translator<C extends Catalogue>(catalog: C, language: Language): Translate<Extract<keyof C, string>> {
  return (key, values = {}) => {
    const text = catalog[key]?.[language];
    if (text === undefined) return key;
    const form =
      typeof text === 'string' ? text : (text[pluralOf(language, Number(values['count'] ?? 0))] ?? text.other);
    return form.replace(/\{(\w+)\}/g, (whole, name: string) => (name in values ? String(values[name]) : whole));
  };
}

const rules = new Map<Language, Intl.PluralRules>();

// Creating plural rules is slow, so cache them.
function pluralOf(language: Language, count: number): Intl.LDMLPluralRule {
  const known = rules.get(language) ?? new Intl.PluralRules(language);
  rules.set(language, known);
  return known.select(count);
}

/** The first supported language of the list (from Accept-Language or navigator.languages); otherwise English. */
export function pickLanguage(wanted: readonly string[], fallback: Language = 'en'): Language {
  for (const tag of wanted) {
    const primary = tag.trim().toLowerCase().split(/[-;]/)[0];
    if (primary === 'en' || primary === 'ko') return primary;
  }
  return fallback;
}
