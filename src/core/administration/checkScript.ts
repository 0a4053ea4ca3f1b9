/** Whether every placeholder in a script is available on a lead. */
import { fieldsFor } from '../vocabulary/form.ts';
import { LANGUAGES } from '../vocabulary/language.ts';
import type { CampaignDraft } from './campaign.ts';
import { checkWording } from './checkForm.ts';
import { mistake, type Mistake } from '../vocabulary/mistake.ts';

/** Placeholders that every script may use, in addition to the form's fields. */
export const SCRIPT_WORDS = ['name', 'interest', 'agent', 'campaign'] as const;

/** Matches anything in braces, including invalid names: `{first name}` is a typo, not text. */
const IN_BRACES = /\{([^{}]*)\}/g;

export function checkScript({ script, fields }: CampaignDraft): readonly Mistake[] {
  const known = new Set<string>([...SCRIPT_WORDS, ...namesFor({ fields })]);
  const mistakes = LANGUAGES.flatMap((language) => {
    const named = [...(script[language] ?? '').matchAll(IN_BRACES)].map(([, name = '']) => name);
    const unknown = new Set(named.filter((name) => !known.has(name)));
    if (unknown.size === 0) return [];
    const values = { count: unknown.size, unknown: listPlaceholders(unknown), known: listPlaceholders(known) };
    return [mistake(`script.${language}`, 'placeholderUnknown', values)];
  });
  return [...checkWording(script, 'script'), ...mistakes];
}

/** Agents read the script, so it has only answers that they see. */
function namesFor(form: Pick<CampaignDraft, 'fields'>): readonly string[] {
  return fieldsFor(form, 'agents').flatMap(({ name }) => (name === '' ? [] : [name]));
}

function listPlaceholders(names: Iterable<string>): string {
  return [...names].map((name) => `{${name}}`).join(', ');
}
