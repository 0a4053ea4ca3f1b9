/** Whether everything in braces in a script is something that a lead has. */
import { LANGUAGES, type CampaignDraft } from '../campaign.ts';
import { checkWording } from './checkForm.ts';
import { mistake, type Mistake } from './mistake.ts';

/** What every script may name; besides these the names of the form's own fields. */
export const SCRIPT_WORDS = ['name', 'interest', 'agent', 'campaign'] as const;

/** All that stands in braces, also what is no name at all: `{first name}` is a slip, not a text. */
const IN_BRACES = /\{([^{}]*)\}/g;

export function checkScript({ script, fields }: CampaignDraft): readonly Mistake[] {
  const known = new Set<string>([...SCRIPT_WORDS, ...fields.flatMap(({ name }) => (name === '' ? [] : [name]))]);
  const mistakes = LANGUAGES.flatMap((language) => {
    const named = [...(script[language] ?? '').matchAll(IN_BRACES)].map(([, name = '']) => name);
    const unknown = new Set(named.filter((name) => !known.has(name)));
    if (unknown.size === 0) return [];
    const values = { count: unknown.size, unknown: inBraces(unknown), known: inBraces(known) };
    return [mistake(`script.${language}`, 'placeholderUnknown', values)];
  });
  return [...checkWording(script, 'script'), ...mistakes];
}

function inBraces(names: Iterable<string>): string {
  return [...names].map((name) => `{${name}}`).join(', ');
}
