/** Whether every text of a script is there, with placeholders that a lead has, and whether its steps lead to an end. */
import { fieldsFor } from '../vocabulary/form.ts';
import { LANGUAGES, type Wording } from '../vocabulary/language.ts';
import { checkSteps } from '../vocabulary/script.ts';
import type { CampaignDraft } from './campaign.ts';
import { checkWording } from './checkForm.ts';
import { mistake, type Mistake } from '../vocabulary/mistake.ts';

/** Placeholders that every script may use, in addition to the form's fields. */
export const SCRIPT_WORDS = ['name', 'interest', 'agent', 'campaign'] as const;

/** Matches anything in braces, including invalid names: `{first name}` is a typo, not text. */
const IN_BRACES = /\{([^{}]*)\}/g;

export function checkScript({ script, scriptSteps = [], objections = [], fields }: CampaignDraft): readonly Mistake[] {
  const known = new Set<string>([...SCRIPT_WORDS, ...namesFor({ fields })]);
  const spoken = (wording: Wording, path: string) => [
    ...checkWording(wording, path),
    ...checkPlaceholders(wording, path, known),
  ];
  return [
    ...spoken(script, 'script'),
    ...scriptSteps.flatMap(({ text, choices }, index) => [
      ...spoken(text, `scriptSteps.${index}.text`),
      ...choices.flatMap(({ label }, at) => checkWording(label, `scriptSteps.${index}.choices.${at}.label`)),
    ]),
    ...checkSteps(scriptSteps),
    ...objections.flatMap(({ title, answer }, index) => [
      ...checkWording(title, `objections.${index}.title`),
      ...spoken(answer, `objections.${index}.answer`),
    ]),
  ];
}

function checkPlaceholders(wording: Wording, path: string, known: ReadonlySet<string>): readonly Mistake[] {
  return LANGUAGES.flatMap((language) => {
    const named = [...(wording[language] ?? '').matchAll(IN_BRACES)].map(([, name = '']) => name);
    const unknown = new Set(named.filter((name) => !known.has(name)));
    if (unknown.size === 0) return [];
    const values = { count: unknown.size, unknown: listPlaceholders(unknown), known: listPlaceholders(known) };
    return [mistake(`${path}.${language}`, 'placeholderUnknown', values)];
  });
}

/** Agents read the script, so it has only answers that they see. */
function namesFor(form: Pick<CampaignDraft, 'fields'>): readonly string[] {
  return fieldsFor(form, 'agents').flatMap(({ name }) => (name === '' ? [] : [name]));
}

function listPlaceholders(names: Iterable<string>): string {
  return [...names].map((name) => `{${name}}`).join(', ');
}
