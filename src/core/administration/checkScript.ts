/** Whether everything in braces in a script is something that a lead has. */
import { LANGUAGES, type CampaignDraft } from '../campaign.ts';
import { checkWording } from './checkForm.ts';
import { mistake, type Mistake } from './mistake.ts';

/** What every script may name; besides these the names of the form's own fields. */
export const SCRIPT_WORDS = ['name', 'interest', 'agent', 'campaign'] as const;

/** All that stands in braces, also what is no name at all: `{first name}` is a slip, not a text. */
const IN_BRACES = /\{([^{}]*)\}/g;

export function checkScript({ script, fields }: CampaignDraft): readonly Mistake[] {
  const known: readonly string[] = [...SCRIPT_WORDS, ...fields.map(({ name }) => name)];
  const unknown = LANGUAGES.flatMap((language) => {
    const names = [...(script[language] ?? '').matchAll(IN_BRACES)].map(([, name = '']) => name);
    const name = names.find((one) => !known.includes(one));
    if (name === undefined) return [];
    const list = known.map((one) => `{${one}}`).join(', ');
    return [mistake(`script.${language}`, 'placeholderUnknown', { placeholder: `{${name}}`, known: list })];
  });
  return [...checkWording(script, 'script'), ...unknown];
}
